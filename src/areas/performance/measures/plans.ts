import { sql } from 'kysely'
import { measure } from '../measure.ts'
import type { Asked, Fragment } from '../rows/asked.ts'
import { dutiesDue } from '../rows/duties.ts'
import { episodesBy, lastingFor, stockOf } from '../rows/episodes.ts'
import { flowRows } from '../rows/row.ts'
import { protectionPlans } from './protection.ts'
import { shareOfStock } from './share-of-stock.ts'

const census = 'Working Together to Safeguard Children; children in need census'
const plan = (asked: Asked) => stockOf('childProtectionPlan', asked)

export const plansOf2Years = shareOfStock({
  id: 'child-protection-plans-2-years',
  partOf: { whole: protectionPlans, by: 'length' },
  group: 'protection',
  title: 'Children on a protection plan for 2 years or more',
  definition:
    'Of the children on a child protection plan on the day, those whose plan had lasted for 2 years or more by it.',
  source: census,
  polarity: 'lower',
  share: asked => ({ of: plan(asked), holds: lastingFor('2 years', plan(asked)) }),
})

export const plansEndedAfter2Years = measure({
  id: 'child-protection-plans-ended-after-2-years',
  group: 'protection',
  title: 'Protection plans that ended after 2 years or more',
  definition: 'Of the child protection plans that ended in the period, those that had lasted for 2 years or more.',
  source: census,
  polarity: 'lower',
  unit: 'percent',
  thing: 'child',
  over: 'flow',
  taken: 'share',
  rows: asked =>
    flowRows(asked, {
      day: sql`e.ended`,
      child: sql`e.child`,
      identity: sql`e.identity`,
      entry: sql`e.entry`,
      counted: sql`e.ended >= (e.started + interval '2 years')::date`,
      of: sql`${episodesBy('childProtectionPlan', asked, { day: 'ended' })} e`,
    }),
})

/** Children's plans until the day after the first review of theirs that was due and not held by then. */
const reviewedInTime = (asked: Asked): Fragment => sql`(
  select plan.child, min(plan.identity) as identity, plan.started, least(plan.ended, min(late.day) + 1) as ended
  from ${plan(asked)} plan
  left join (
    select child, day from ${dutiesDue('childProtectionPlan.review', { ...asked, from: '1900-01-01' })} due where not in_time
  ) late on late.child = plan.child and late.day >= plan.started and (plan.ended is null or late.day < plan.ended)
  group by plan.child, plan.started, plan.ended
)`

export const plansReviewedInTime = shareOfStock({
  id: 'child-protection-plans-reviewed-in-time',
  group: 'protection',
  title: 'Children on a protection plan whose every review was in time',
  definition:
    'Of the children on the day whose child protection plan had lasted for 3 months or more, those of whom every review conference that had been due since it started was held by the day it was due.',
  source: census,
  polarity: 'higher',
  share: asked => ({ of: lastingFor('3 months', plan(asked)), holds: reviewedInTime(asked) }),
})
