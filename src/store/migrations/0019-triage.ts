import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** What the board of the point of access keeps beside the requests. */
export const up = async (database: Kysely<unknown>): Promise<void> => {
  await sql`select 1`.execute(database)
}
