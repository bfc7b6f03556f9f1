import { sql } from 'kysely'
import { driftKinds, progressStep } from '../../journey/index.ts'
import type { PlanKind, StepName, TimescaleName } from '../../journey/index.ts'
import { entryKnown, maybeSettledSince, personOf, rowKnown, settledKnown } from '../../ledger/known.ts'
import { entriesAsked, isAsked, mayStand, named } from '../asked.ts'
import type { Asked, Fragment } from '../asked.ts'
import { shortestDays, withinTimescale } from '../timescale.ts'
import type { DriftRule } from './rule.ts'

/** How a kind of plan is seen to move: by the work that recurs while it lasts, and by entries that change it in between. */
type Movement = {
  readonly kind: PlanKind
  readonly rule: string
  readonly others: readonly StepName[]
  readonly timescale: TimescaleName
}

const movements: readonly Movement[] = [
  {
    kind: 'childInNeedPlan',
    rule: 'childInNeedPlan.review',
    others: ['childInNeedPlan'],
    timescale: 'drift.planUnchanged',
  },
  {
    kind: 'childProtectionPlan',
    rule: 'childProtectionPlan.coreGroup',
    others: ['reviewConference'],
    timescale: 'drift.planUnchanged',
  },
  { kind: 'carePlan', rule: 'lookedAfter.review', others: ['carePlan'], timescale: 'drift.longPlanUnchanged' },
  { kind: 'pathwayPlan', rule: 'pathwayPlan.review', others: ['pathwayPlan'], timescale: 'drift.longPlanUnchanged' },
]

/**
 * The times in which what recurs was not done for longer than the timescale, counted anew from every change in between.
 * Most gaps are short: only the entries about those that are long are looked at.
 */
const unchanged = ({ kind, rule, others, timescale }: Movement, asked: Asked): Fragment => {
  const waited = sql`(
    select d.identity, d.anchor as entry, d.anchored_on as since, ${settledKnown('d', asked)} as settled
    from duty d
    where d.rule = ${sql.lit(rule)} and ${rowKnown('d', asked)} and ${isAsked(sql`d.identity`, asked)} and d.anchored_on <= ${asked.to}::date
      and ${maybeSettledSince('d', sql`${asked.from}::date`, asked)} and (${settledKnown('d', asked)} is null
        or ${settledKnown('d', asked)} > greatest(${asked.from}::date, d.anchored_on + ${shortestDays(timescale)}))
  )`
  const changed = (step: Fragment, which: Fragment) => sql`
    select v.identity, v.happened_on as day from ${entriesAsked('v', asked)}
    where v.step ${step} and v.happened_on > (select min(since) from long) and v.happened_on <= ${asked.to}::date
      and ${entryKnown('v', asked)} and ${isAsked(sql`v.identity`, asked)} and ${which}`
  // What an index tells of most is not asked of each entry for the sake of a few.
  const changes = sql`(
    ${changed(sql`in (${named(others)})`, sql`true`)}
    union all
    ${changed(sql`= ${sql.lit(progressStep)}`, sql`v.answers ->> 'ofPlan' = ${sql.lit(kind)}`)}
  )`
  return sql`(
    with long as materialized (
      select * from ${withinTimescale(timescale, waited, sql`since`)} judged
      where by_day < ${asked.to}::date and (settled is null or settled > by_day + 1)
    ), change as materialized (select * from ${changes} each),
    point as (
      select identity, entry, since, settled, since as day from long
      union all
      select long.identity, long.entry, long.since, long.settled, change.day
      from long join change on change.identity = long.identity and change.day > long.since
        and (long.settled is null or change.day < long.settled)
    ), gap as (
      select identity, entry, day as start,
        coalesce(lead(day) over (partition by identity, entry, since order by day), settled) as until
      from point
    )
    select ${personOf(sql`identity`, asked)} as child, identity, entry, (by_day + 1)::date as started, until as ended
    from ${withinTimescale(timescale, sql`gap`, sql`start`)} judged
    where until is null or until > by_day + 1
  )`
}

export const planUnchanged: DriftRule = {
  name: 'planUnchanged',
  standsOn: movements.map(({ rule }) => rule),
  title: driftKinds.planUnchanged,
  definition:
    'The plan in force has had no new version, no progress noted, no review and no core group for longer than the council’s threshold for that kind of plan.',
  rows: asked => sql`(
    ${sql.join(
      movements
        .filter(({ rule }) => mayStand([rule], asked))
        .map(movement => sql`select * from ${unchanged(movement, asked)} found`),
      sql` union all `,
    )}
  )`,
}
