import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { addYears } from '../../calendar/index.ts'
import type { StepName } from '../../journey/england.ts'
import type { Context } from '../context.ts'

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

/** What a contact leads to: the way in, on which nothing is open yet whatever was open before. */
export const wayIn = ['referral', 'multiAgencyEnquiry', 'earlyHelpAssessment'] as const satisfies readonly StepName[]

/** The periods in which somebody is open to children's services. */
const openToUs = [
  'inNeed',
  'earlyHelp',
  'childInNeedPlan',
  'childProtectionPlan',
  'shortBreaks',
  'lookedAfter',
  'careLeaver',
] as const

/**
 * Whether whoever a `duty` under this name is about has such a period, under any of their records. Asked row by row: the few
 * that are asked for would as `exists` be looked up among everybody.
 */
const hasPeriod = (duty: string, which: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`coalesce((select true from person access_own
    join person access_same on access_same.person = access_own.person
    join episode access_period on access_period.identity = access_same.identity
    where access_own.identity = ${sql.ref(`${duty}.identity`)} and access_period.known_to = 'infinity'
      and access_period.kind in (${sql.join(openToUs.map(kind => sql.lit(kind)))}) and ${which} limit 1), false)`

/**
 * Whether open work, a `duty` under this name, still waits for somebody to be allocated. It does where the child is open to
 * children's services, and where it is of the way in: a request waits, and nothing is open yet. What is left of a period
 * that has ended since, and of one who has come of age and is open to nobody, stands on their own page alone.
 */
export const stillWaits = (duty: string, { today }: Pick<Context, 'today'>): RawBuilder<boolean> => {
  const anchoredOn = sql.ref(`${duty}.anchored_on`)
  return sql<boolean>`(${hasPeriod(duty, sql`access_period.ended_on is null`)}
    or (not coalesce((select access_born.born_on <= ${addYears(today, -18)}::date from identity_version access_born
        where access_born.identity = ${sql.ref(`${duty}.identity`)} and access_born.known_to = 'infinity'), false)
      and (${sql.ref(`${duty}.step`)} in (${sql.join(wayIn.map(step => sql.lit(step)))}) or not ${hasPeriod(
        duty,
        // On its last day what was asked for before it ended is of the period; what ends it may itself ask for work.
        sql`access_period.started_on <= ${anchoredOn} and (access_period.ended_on > ${anchoredOn}
          or access_period.ended_on = ${anchoredOn} and ${sql.ref(`${duty}.anchor`)} < access_period.closed_by)`,
      )})))`
}
