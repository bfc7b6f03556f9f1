import { sql } from 'kysely'
import { driftKinds, planKindNames, planKinds, progressStep, timesPutOff } from '../../journey/index.ts'
import { endKnown, entryKnown, personOf, rowKnown } from '../../ledger/known.ts'
import { isAsked, named } from '../asked.ts'
import type { Asked, Fragment } from '../asked.ts'
import type { DriftRule } from './rule.ts'

const planOf = sql`case ${sql.join(
  planKindNames.map(kind => sql`when v.step in (${named(planKinds[kind].steps)}) then ${sql.lit(kind)}`),
  sql` `,
)} else v.answers ->> 'ofPlan' end`

const episodeOf = sql`case kind ${sql.join(
  planKindNames.map(kind => sql`when ${sql.lit(kind)} then ${sql.lit(planKinds[kind].episode)}`),
  sql` `,
)} end`

const planSteps = [...new Set([...planKindNames.flatMap(kind => [...planKinds[kind].steps]), progressStep])]

/** Every version of a plan with goals, in the plan's own period: `kind`, `day`, and `place`, the first version being 1. */
const versions = (asked: Asked): Fragment => sql`(
  select v.lineage as entry, s.identity, ${planOf} as kind, v.happened_on as day, v.answers -> 'plan' as plan
  from entry v join entry_subject s on s.lineage = v.lineage
  where v.step in (${named(planSteps)}) and ${entryKnown('v', asked)} and ${isAsked(sql`s.identity`, asked)}
    and v.happened_on <= ${asked.to}::date and jsonb_typeof(v.answers -> 'plan') = 'array'
)`

export const actionMoved: DriftRule = {
  name: 'actionMoved',
  title: driftKinds.actionMoved,
  definition: `An action of the plan in force, neither done nor dropped, has had its date put off ${timesPutOff} times or more.`,
  rows: asked => sql`(
    with version as materialized (
      select v.*, e.ended, row_number() over (partition by v.identity, v.kind, e.opened_by order by v.day, v.entry) as place,
        lead(v.day) over (partition by v.identity, v.kind, e.opened_by order by v.day, v.entry) as next_day, e.opened_by
      from (select *, ${episodeOf} as episode_kind from ${versions(asked)} found) v
      join lateral (
        select e.opened_by, e.started_on, ${endKnown('e', asked)} as ended from episode e
        where e.identity = v.identity and e.kind = v.episode_kind and ${rowKnown('e', asked)} and e.started_on <= v.day
          and (${endKnown('e', asked)} is null or ${endKnown('e', asked)} > v.day)
        order by e.started_on desc limit 1
      ) e on true
    ), action as (
      select version.identity, version.kind, version.opened_by, version.entry, version.day, version.place, version.next_day, version.ended,
        goal ->> 'key' as goal, action ->> 'key' as action, action ->> 'status' as status, (action ->> 'by')::date as by_date,
        lag((action ->> 'by')::date) over each as before, lag(version.place) over each as place_before
      from version cross join jsonb_array_elements(version.plan) goal
        cross join jsonb_array_elements(case when jsonb_typeof(goal -> 'actions') = 'array' then goal -> 'actions' else '[]' end) action
      window each as (partition by version.identity, version.kind, version.opened_by, goal ->> 'key', action ->> 'key' order by version.place)
    ), moved as (
      select *, count(*) filter (where by_date > before and place_before = place - 1)
        over (partition by identity, kind, opened_by, goal, action order by place) as times
      from action
    )
    select ${personOf(sql`identity`, asked)} as child, identity, entry, day as started, coalesce(next_day, ended) as ended
    from moved where times >= ${sql.lit(timesPutOff)} and coalesce(status, '') not in ('done', 'dropped')
  )`,
}
