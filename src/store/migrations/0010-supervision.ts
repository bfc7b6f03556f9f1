import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** Supervisions by whose they were, and managers' plans about drift: few among all entries, and asked for on many pages. */
export const up = async (database: Kysely<unknown>): Promise<void> => {
  await sql`
    create index entry_supervision on entry (((answers ->> 'supervised')::bigint), happened_on) where step = 'supervision';
    create index entry_answering_drift on entry (happened_on) where step = 'managementOversight' and answers ? 'drift';
    create index entry_reply_to_supervision on entry (follows) where step = 'supervisionReply';
  `.execute(database)
}
