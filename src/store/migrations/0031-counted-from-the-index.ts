import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/**
 * What many rows are counted from stands in the index that finds them. An entry says itself whom it is about, beside their own
 * rows, so that one who counts entries reads no other table for it.
 */
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
    -- What is counted by the day on which it was complete. Another step that comes to be is read through the index above,
    -- whole: it is worth a place here.
    create index entry_by_completion on entry (step, completed_on)
      include (lineage, subjects, outcome, happened_on, follows, team, recorded_at, superseded_at, withdrawn)
      where step in ('childAndFamilyAssessment', 'multiAgencyEnquiry', 'strategyDiscussion', 'section47Enquiry',
        'reviewConference', 'becomingLookedAfter', 'ceasingToBeLookedAfter', 'placementChange', 'missing');

    -- What met a duty beside the duty: read with all others of its rule, and not looked up. In the order in which they came
    -- to be known as done, so that one who asks about some months leaves out what was done before them.
    drop index duty_met;
    -- What is open of a step has an index of its own, and what is done is asked for by its rule.
    drop index duty_by_step;
    drop index duty_by_rule;
    create index duty_by_rule on duty (rule, (coalesce(settled_known_from, 'infinity')))
      include (identity, anchor, anchored_on, due_on, met_by, met_on, lapsed_on, known_from, known_to, settled_known_from);
    -- And episodes in the order in which they came to be known as ended.
    drop index episode_by_kind;
    create index episode_by_kind on episode (kind, (coalesce(settled_known_from, 'infinity')))
      include (identity, started_on, ended_on, opened_by, worker, known_from, known_to, settled_known_from);
    analyze entry, duty, episode;
  `.execute(database)
}
