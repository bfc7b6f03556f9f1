import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** What somebody outside has begun to write and not sent. */
export const up = async (database: Kysely<unknown>): Promise<void> => {
  await sql`select 1`.execute(database)
}
