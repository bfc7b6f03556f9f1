import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/**
 * What is open is open in several columns at once, which the planner would take for chance: it is told how often they go
 * together, and how few people have two records. And which visits found a child alone,
 * whose early help was ever ours, and which entries hold a version of a plan, by their own indexes.
 */
export const up = async (database: Kysely<unknown>): Promise<void> => {
  await sql`
    create statistics duty_open_together (mcv) on known_to, met_on, lapsed_on from duty;
    create statistics episode_open_together (mcv) on known_to, ended_on, kind from episode;
    create statistics person_linked_or_not on (person <> identity) from person;
    create index entry_seen_alone on entry (lineage)
      where answers ->> 'seenAlone' = 'true' and superseded_at = 'infinity' and not withdrawn;
    create index episode_of_early_help_worker on episode (identity)
      where kind = 'earlyHelpAllocation' and known_to = 'infinity';
    create index entry_plan_version on entry (lineage) include (id, step, happened_on, recorded_at, superseded_at, withdrawn)
      where jsonb_typeof(answers -> 'plan') = 'array';
  `.execute(database)
}
