import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** An entry says itself whom it is about, beside their own rows: one who counts many entries reads no other table for it. */
export const up = async (database: Kysely<unknown>): Promise<void> => {
  await sql`
    drop index entry_by_step;
    drop index entry_by_completion;
    alter table entry add column subjects bigint[];
    update entry set subjects = coalesce(
      (select array_agg(each.identity order by each.identity) from entry_subject each where each.lineage = entry.lineage), '{}');
    alter table entry alter column subjects set not null;
    create index entry_by_step on entry (step, happened_on)
      include (lineage, subjects, outcome, completed_on, follows, partner, team, recorded_at, superseded_at, withdrawn);
    create index entry_by_completion on entry (step, completed_on)
      include (lineage, subjects, outcome, happened_on, follows, team, recorded_at, superseded_at, withdrawn);

    -- What met a duty beside the duty: read with all others of its rule, and not looked up.
    drop index duty_met;
    drop index duty_by_rule;
    create index duty_by_rule on duty (rule, anchored_on)
      include (identity, anchor, due_on, met_by, met_on, lapsed_on, known_from, known_to, settled_known_from);
  `.execute(database)
}
