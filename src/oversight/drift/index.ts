import { sql } from 'kysely'
import type { DriftKind } from '../../journey/index.ts'
import { entryKnown } from '../../ledger/known.ts'
import { entriesAsked, isAsked, named } from '../asked.ts'
import type { Asked, Fragment } from '../asked.ts'
import { lastsOnOne } from '../lasting.ts'
import { actionMoved } from './action-moved.ts'
import { longInStatus, noReviewAfterPlan } from './long-in-status.ts'
import { noSupervision } from './no-supervision.ts'
import { assessmentLate, noVisit } from './overdue.ts'
import { planUnchanged } from './plan-unchanged.ts'
import type { DriftRule } from './rule.ts'

export type { DriftRule } from './rule.ts'

/** The rules by which drift is found, by name: another is one file and one line here. */
export const driftRules: Readonly<Record<DriftKind, DriftRule>> = {
  noVisit,
  assessmentLate,
  planUnchanged,
  actionMoved,
  noReviewAfterPlan,
  longInStatus,
  noSupervision,
}

const all: readonly DriftRule[] = Object.values(driftRules)

/** Drift of some rules on the days asked: `rule`, `child`, `identity`, `entry`, `what`, `started`, `ended`. */
export const foundBy = (rules: readonly DriftRule[], asked: Asked): Fragment => sql`(
  ${sql.join(
    rules.map(
      ({ name, rows, saysWhat }) => sql`
        select ${sql.lit(name)}::text as rule, child, identity, entry, ${saysWhat === true ? sql`what` : sql`null::text`} as what, started::date as started, ended::date as ended from ${rows(asked)} found
        where started <= ${asked.to}::date and (ended is null or (ended > ${asked.from}::date and ended > started))
          and ${lastsOnOne(sql`started::date`, sql`ended::date`, asked.on)}`,
    ),
    sql` union all `,
  )}
)`

/**
 * Managers' plans about drift of some rules, as believed at the instant: `rule`, `identity`, `entry`, `held`, `look_again` (until
 * when it answers).
 */
export const plansAboutDrift = (asked: Asked, rules: readonly DriftRule[] = all): Fragment => sql`(
  select rule, o.identity, o.lineage as entry, o.happened_on as held, (o.answers ->> 'lookAgainOn')::date as look_again
  from ${entriesAsked('o', asked)} cross join jsonb_array_elements_text(o.answers -> 'drift') rule
  where o.step = 'managementOversight' and o.answers -> 'drift' is not null and ${entryKnown('o', asked)} and ${isAsked(sql`o.identity`, asked)}
    and ${rules === all ? sql`true` : sql`rule in (${named(rules.map(({ name }) => name))})`}
    and o.happened_on <= ${asked.to}::date
    and (o.answers ->> 'lookAgainOn')::date > greatest(o.happened_on, ${asked.from}::date)
)`

/**
 * Drift on the days asked, cut by whether a manager's plan answers it: a plan that names the drift does so from the day it
 * was made until the day on which the manager said to look again. `rule`, `child`, `identity`, `entry`, `what`, `started`,
 * `ended`, `answered`.
 */
export const driftWithPlans = (asked: Asked, rules: readonly DriftRule[] = all): Fragment => sql`(
  with drift as materialized (select * from ${foundBy(rules, asked)} found),
  planned as materialized (
    select rule, identity, range_agg(daterange(held, look_again)) as answered_in from ${plansAboutDrift(asked, rules)} plan group by 1, 2
  ),
  cut as (
    select drift.rule, drift.child, drift.identity, drift.entry, drift.what, daterange(drift.started, drift.ended) as whole, planned.answered_in
    from drift left join planned on planned.rule = drift.rule and planned.identity = drift.identity
  )
  select rule, child, identity, entry, what, lower(whole) as started, upper(whole) as ended, false as answered from cut where answered_in is null
  union all
  select rule, child, identity, entry, what, lower(period), upper(period), answered from (
    select cut.*, true as answered, unnest(datemultirange(whole) * answered_in) as period from cut where answered_in is not null
    union all
    select cut.*, false, unnest(datemultirange(whole) - answered_in) from cut where answered_in is not null
  ) pieces
)`
