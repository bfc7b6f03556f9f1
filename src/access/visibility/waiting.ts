import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

/** Early help that has begun is led by whoever agreed the plan with the family: often somebody of a school or of health. */
const ledByItsPractitioner = ['earlyHelpPlan', 'earlyHelpReview', 'earlyHelpClosure'] as const

/**
 * Whether open work, a `duty` under this name, is for a worker of the council. Early help that another organisation leads is
 * not: nobody of ours was ever allocated. Where one was and has ended, somebody is to be found again.
 */
export const isForOurWorkers = (duty: string): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${duty}.step`)} not in (${sql.join(ledByItsPractitioner.map(step => sql.lit(step)))})
    or exists (select 1 from episode access_before where access_before.identity = ${sql.ref(`${duty}.identity`)}
      and access_before.kind = 'earlyHelpAllocation' and access_before.known_to = 'infinity'))`
