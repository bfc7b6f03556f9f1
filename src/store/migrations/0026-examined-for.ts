import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/**
 * Up to which restriction a request was examined: a child may be restricted while a request about it waits, and then the
 * request is looked at again. Those that came before are looked at once more.
 */
export const up = async (database: Kysely<unknown>): Promise<void> => {
  await sql`alter table request_standing add examined_for bigint not null default 0`.execute(database)
}
