import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** What a county that is being built owes its tables: so that a build that is cut off can be undone by whoever comes next. */
export const up = async (database: Kysely<unknown>): Promise<void> => {
  await sql`
    -- Indexes and constraints that a load took off the tables, as the statements that put them back. Rows stand here only
    -- while a county is built, or where the build was cut off.
    create table taken_off (
      place integer primary key,
      statement text not null,
      is_back boolean not null default false
    );
  `.execute(database)
}
