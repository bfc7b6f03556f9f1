import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** Keys by which people who may be the same are found. */
export const up = async (database: Kysely<unknown>): Promise<void> => {
  await sql`select 1`.execute(database)
}
