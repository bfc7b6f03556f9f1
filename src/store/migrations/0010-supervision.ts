import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** Supervisions by whose they were, plans with goals, and managers' plans about drift: few among all entries, asked for on many pages. */
export const up = async (database: Kysely<unknown>): Promise<void> => {
  await sql`
    create index entry_supervision on entry (((answers ->> 'supervised')::bigint), happened_on) where step = 'supervision';
    create index entry_answering_drift on entry (happened_on) where step = 'managementOversight' and answers ? 'drift';
    create index entry_with_plan on entry (happened_on) include (lineage, step)
      where jsonb_typeof(answers -> 'plan') = 'array';
    create index entry_reply_to_supervision on entry (follows) where step = 'supervisionReply';
  `.execute(database)
}
