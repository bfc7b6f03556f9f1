import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** Whether anybody is responsible for a child is read from an index alone, in whichever part. */
export const up = async (database: Kysely<unknown>): Promise<void> => {
  await sql`
    drop index episode_open_allocation;
    create index episode_open_allocation on episode (identity) include (kind)
      where detail ? 'worker' and ended_on is null and known_to = 'infinity'`.execute(database)
}
