import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** Who owns the access log, its seals, and reasons given. */
export const up = async (database: Kysely<unknown>): Promise<void> => {
  await sql`select 1`.execute(database)
}
