import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** Who works with whom now, what is open now, and who is linked: asked with every look at a list of children. */
export const up = async (database: Kysely<unknown>): Promise<void> => {
  await sql`
    create index episode_open_allocation_of_worker on episode ((detail ->> 'worker')) include (identity)
      where detail ? 'worker' and ended_on is null and known_to = 'infinity';
    create index episode_open_allocation_of_team on episode ((detail ->> 'team')) include (identity)
      where detail ? 'team' and ended_on is null and known_to = 'infinity';
    create index episode_open_allocation on episode (identity)
      where detail ? 'worker' and ended_on is null and known_to = 'infinity';
    create index duty_open_by_step on duty (step, identity)
      where met_on is null and lapsed_on is null and known_to = 'infinity';
    create index person_linked on person (person) include (identity) where person <> identity;
    create index person_linked_by_identity on person (identity) include (person) where person <> identity;
    create index identity_version_by_author on identity_version (author, known_from) where author is not null;
  `.execute(database)
}
