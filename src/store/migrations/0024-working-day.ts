import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** What the working day keeps beside the ledger. */
export const up = async (database: Kysely<unknown>): Promise<void> => {
  await sql`select 1`.execute(database)
}
