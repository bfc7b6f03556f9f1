import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** How workers sign in, and their sessions. */
export const up = async (database: Kysely<unknown>): Promise<void> => {
  await sql`select 1`.execute(database)
}
