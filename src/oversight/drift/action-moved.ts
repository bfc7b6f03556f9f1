import { sql } from 'kysely'
import { driftKinds, planKindNames, planKinds, progressStep, timesPutOff } from '../../journey/index.ts'
import { endKnown, entryKnown, personOf, rowKnown } from '../../ledger/known.ts'
import { isAsked, named } from '../asked.ts'
import type { Asked, Fragment } from '../asked.ts'
import type { DriftRule } from './rule.ts'

const planOfStep = sql`case ${sql.join(
  planKindNames.map(kind => sql`when v.step in (${named(planKinds[kind].steps)}) then ${sql.lit(kind)}`),
  sql` `,
)} else v.answers ->> 'ofPlan' end`

const planOfEpisode = sql`case e.kind ${sql.join(
  planKindNames.map(kind => sql`when ${sql.lit(planKinds[kind].episode)} then ${sql.lit(kind)}`),
  sql` `,
)} end`

const episodes = planKindNames.map(kind => planKinds[kind].episode)
const planSteps = [...new Set([...planKindNames.flatMap(kind => [...planKinds[kind].steps]), progressStep])]

/** Every version of a plan with the children it is about. Of some children alone, what is written of each is looked through. */
const versionsOf = (asked: Asked): Fragment => {
  const isVersion = sql`jsonb_typeof(v.answers -> 'plan') = 'array' and v.step in (${named(planSteps)})
    and v.happened_on <= ${asked.to}::date and ${entryKnown('v', asked)}`
  return asked.among === undefined
    ? sql`entry v join entry_subject s on s.lineage = v.lineage where ${isVersion}`
    : sql`entry_subject s cross join lateral (
        select v.id, v.happened_on from entry v where v.lineage = s.lineage and ${isVersion} offset 0) v
        where ${isAsked(sql`s.identity`, asked)}`
}

/**
 * The versions of plans of children who have enough of them for anything to have been put off so often, found without reading
 * what they say: `id`, `identity`, `day`.
 */
const often = (asked: Asked): Fragment => sql`(
  select id, identity, day from (
    select v.id, s.identity, v.happened_on as day, count(*) over (partition by s.identity) as so_many
    from ${versionsOf(asked)}
  ) each where so_many > ${sql.lit(timesPutOff)}
)`

/**
 * The versions of plans in force on the days asked, of those that have enough of them: `identity`, `kind`, `opened_by`,
 * `ended`, `entry`, `day`, `plan`, `place`, `next_day`.
 */
const versions = (asked: Asked): Fragment => sql`(
  with often as materialized (select * from ${often(asked)} each)
  select * from (
    select in_force.*, v.lineage as entry, v.happened_on as day, v.answers -> 'plan' as plan,
      count(*) over (partition by in_force.opened_by, in_force.identity, in_force.kind) as so_many,
      row_number() over each as place, lead(v.happened_on) over each as next_day
    from (
      select e.identity, ${planOfEpisode} as kind, e.opened_by, e.started_on, ${endKnown('e', asked)} as ended
      from episode e
      where e.identity = any (array(select distinct often.identity from often))
        and e.kind in (${named(episodes)}) and ${rowKnown('e', asked)} and e.started_on <= ${asked.to}::date
        and (${endKnown('e', asked)} is null or ${endKnown('e', asked)} > ${asked.from}::date)
    ) in_force
    join often on often.identity = in_force.identity and often.day >= in_force.started_on
      and (in_force.ended is null or often.day < in_force.ended)
    join entry v on v.id = often.id
    where ${planOfStep} = in_force.kind
    window each as (partition by in_force.opened_by, in_force.identity, in_force.kind order by v.happened_on, v.lineage)
  ) version where so_many > ${sql.lit(timesPutOff)}
)`

export const actionMoved: DriftRule = {
  name: 'actionMoved',
  title: driftKinds.actionMoved,
  saysWhat: true,
  standsOn: episodes,
  definition: `An action of the plan in force, neither done nor dropped, has had its date put off ${timesPutOff} times or more.`,
  rows: asked => sql`(
    with version as materialized (select * from ${versions(asked)} each),
    action as (
      select version.identity, version.kind, version.opened_by, version.entry, version.day, version.place, version.next_day, version.ended,
        goal ->> 'key' as goal, action ->> 'key' as action, action ->> 'what' as what, action ->> 'status' as status, (action ->> 'by')::date as by_date,
        lag((action ->> 'by')::date) over each as before, lag(version.place) over each as place_before
      from version cross join jsonb_array_elements(version.plan) goal
        cross join jsonb_array_elements(case when jsonb_typeof(goal -> 'actions') = 'array' then goal -> 'actions' else '[]' end) action
      window each as (partition by version.identity, version.kind, version.opened_by, goal ->> 'key', action ->> 'key' order by version.place)
    ), moved as (
      select *, count(*) filter (where by_date > before and place_before = place - 1)
        over (partition by identity, kind, opened_by, goal, action order by place) as times
      from action
    )
    select ${personOf(sql`identity`, asked)} as child, identity, entry, what, day as started, coalesce(next_day, ended) as ended
    from moved where times >= ${sql.lit(timesPutOff)} and coalesce(status, '') not in ('done', 'dropped')
  )`,
}
