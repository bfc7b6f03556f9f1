import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** The duty team's roster, and what the night hands to the day. */
export const up = async (database: Kysely<unknown>): Promise<void> => {
  await sql`select 1`.execute(database)
}
