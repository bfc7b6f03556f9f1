import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** How people of other organisations sign in. */
export const up = async (database: Kysely<unknown>): Promise<void> => {
  await sql`select 1`.execute(database)
}
