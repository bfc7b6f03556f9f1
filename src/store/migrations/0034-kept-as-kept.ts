import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/**
 * As who kept whom when a request was given to keepers: where that has changed a request that waits is given anew. Those
 * that wait now are looked at once more.
 */
export const up = async (database: Kysely<unknown>): Promise<void> => {
  await sql`alter table request_standing add kept_as text`.execute(database)
}
