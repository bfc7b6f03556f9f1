import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { addDays, workingDaysBetween } from '../../calendar/index.ts'

const firstDay = '2010-01-01'
const lastDay = '2030-12-31'

const workingDays = (): { readonly days: readonly string[]; readonly through: readonly number[] } => {
  const days: string[] = []
  const through: number[] = []
  for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) {
    days.push(day)
    through.push(workingDaysBetween(firstDay, day))
  }
  return { days, through }
}

/** What measures need to answer at once: working days as numbers to subtract, and indexes that hold all they read. */
export const up = async (database: Kysely<unknown>): Promise<void> => {
  const { days, through } = workingDays()
  await sql`
    -- Working days from the first known day up to and including each day, as src/calendar counts them: the working days
    -- from one day to another are one number less the other.
    create table working_day_count (day date primary key, through integer not null);
  `.execute(database)
  await sql`
    insert into working_day_count (day, through)
    select * from unnest(${days}::date[], ${through}::integer[])
  `.execute(database)
  await sql`
    -- Who made a contact or a referral, beside the answers, so that counting partners reads no document.
    alter table entry add column partner text generated always as (answers ->> 'source') stored;
    drop index entry_by_step;
    create index entry_by_step on entry (step, happened_on)
      include (lineage, outcome, completed_on, partner, team, recorded_at, superseded_at, withdrawn);
    create index entry_by_completion on entry (step, completed_on)
      include (lineage, outcome, happened_on, follows, recorded_at, superseded_at, withdrawn);
    -- Visits that were not face to face: few, and none of them counts as a child seen.
    create index entry_not_face_to_face on entry (lineage)
      include (recorded_at, superseded_at, withdrawn) where answers ->> 'mode' <> 'faceToFace';
    -- How few they are: without it the planner takes nearly every entry for one.
    create statistics entry_mode on (answers ->> 'mode') from entry;

    -- Whose caseload an allocation is in, beside its detail.
    alter table episode add column worker bigint generated always as ((detail ->> 'worker')::bigint) stored;
    drop index episode_by_kind;
    create index episode_by_kind on episode (kind, started_on)
      include (identity, ended_on, opened_by, worker, known_from, known_to, settled_known_from);

    create index duty_by_rule on duty (rule, anchored_on)
      include (identity, anchor, due_on, met_on, lapsed_on, known_from, known_to, settled_known_from);
    create index duty_met on duty (met_by, identity)
      include (rule, anchor, due_on, met_on, known_from, known_to, settled_known_from)
      where rule in ('childAndFamilyAssessment', 'initialConference');

    -- The identities linked with others, each with the person they make (the lowest of them, as in person), as was
    -- believed at an instant. A function, so that the queries of measures are planned without it.
    create function cluster_known(at timestamptz) returns table (identity bigint, person bigint)
    language plpgsql stable rows 500 as $$
    #variable_conflict use_column
    begin
      return query
        with recursive edge as (
          select each.one as near, each.other as far from link each
          where each.decision = 'same' and each.known_from <= at and each.known_to > at
          union
          select each.other, each.one from link each
          where each.decision = 'same' and each.known_from <= at and each.known_to > at
        ), reached (start, far) as (
          select near, near from edge
          union
          select reached.start, edge.far from reached join edge on edge.near = reached.far
        )
        select reached.start, min(reached.far) from reached group by reached.start;
    end $$;
  `.execute(database)
}
