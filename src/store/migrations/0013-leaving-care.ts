import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** What is said of care leavers, among all else that was said of them as children: few entries, asked for by every list. */
export const up = async (database: Kysely<unknown>): Promise<void> => {
  await sql`
    create index entry_of_leaving_care on entry (lineage) include (step, happened_on, outcome)
      where step in ('keepingInTouch', 'entitlement') and superseded_at = 'infinity' and not withdrawn;
  `.execute(database)
}
