import { sql } from 'kysely'
import { planKindNames, planKinds, progressStep } from '../journey/index.ts'
import { entryKnown, personOf, rowKnown } from '../ledger/known.ts'
import { isAsked, named } from './asked.ts'
import type { Asked, Fragment } from './asked.ts'

/** What is said when work is good: which, what it means, and the one query that finds it. A row is `child`, `identity`. */
export type PraiseRule = {
  readonly name: PraiseName
  readonly title: string
  readonly definition: string
  readonly rows: (asked: Asked, recorded: Recorded) => Fragment
}

/** What was recorded lately in some steps about those asked: `identity`, `lineage`, `happened_on`, `outcome`, `answers`. */
type Recorded = (steps: readonly string[]) => Fragment

export type PraiseName = 'allInTime' | 'seenAlone' | 'childsWords' | 'goalReached'

/** Praise looks back on so many days. */
const days = 91
const since = ({ to }: Asked) => sql`(${to}::date - ${sql.lit(days)}::integer)`
const lately = 'In the last three months'

const visitSteps = ['childInNeedVisit', 'childProtectionVisit', 'lookedAfterVisit'] as const
const planSteps = [...new Set([...planKindNames.flatMap(kind => [...planKinds[kind].steps]), progressStep])]

const entryOf = (
  steps: readonly string[],
  asked: Asked,
): Fragment => sql`v.step in (${named(steps)}) and ${entryKnown('v', asked)}
    and v.happened_on > ${since(asked)} and v.happened_on <= ${asked.to}::date`

const columns = sql`s.identity, v.step, v.lineage, v.happened_on, v.outcome, v.answers`

const recordedOfAll =
  (asked: Asked): Recorded =>
  steps =>
    sql`(select ${columns} from entry_subject s join entry v on v.lineage = s.lineage where ${entryOf(steps, asked)})`

/**
 * Of a few children the entries about each are read one by one, and once for all rules: by day or step a database that does
 * not see the days would read everybody's.
 */
const latelyOfFew = (asked: Asked): Fragment => sql`(
  select ${columns}
  from (select s.identity, s.lineage from entry_subject s where ${isAsked(sql`s.identity`, asked)} offset 0) s
  cross join lateral (select * from entry v where v.lineage = s.lineage and ${entryOf([...visitSteps, ...planSteps], asked)} offset 0) v
)`

const recordedOfFew: Recorded = steps => sql`(select * from lately where step in (${named(steps)}))`

/** Children of whom something holds for every visit at which they were seen lately; of one visit alone nothing is said. */
const everyVisit = (holds: Fragment, asked: Asked, recorded: Recorded): Fragment => sql`(
  select ${personOf(sql`v.identity`, asked)} as child, min(v.identity) as identity
  from ${recorded(visitSteps)} v where v.outcome = 'seen'
  group by 1 having count(*) >= 2 and bool_and(${holds})
)`

const allInTime: PraiseRule = {
  name: 'allInTime',
  title: 'Everything in time',
  definition: `${lately} three pieces of work or more were due and done, each by its day, and nothing is late.`,
  rows: asked => sql`(
    select ${personOf(sql`d.identity`, asked)} as child, min(d.identity) as identity
    from duty d
    where ${rowKnown('d', asked)} and ${isAsked(sql`d.identity`, asked)} and d.lapsed_on is null
      and (d.met_on > ${since(asked)} or d.met_on is null and d.due_on < ${asked.to}::date)
    group by 1
    having count(d.met_on) >= 3 and bool_and(d.met_on is not null and (d.due_on is null or d.met_on <= d.due_on))
  )`,
}

const seenAlone: PraiseRule = {
  name: 'seenAlone',
  title: 'Seen alone at every visit',
  definition: `${lately} the child was seen alone at every visit, and there were two or more.`,
  rows: (asked, recorded) => everyVisit(sql`v.answers ->> 'seenAlone' = 'true'`, asked, recorded),
}

const childsWords: PraiseRule = {
  name: 'childsWords',
  title: 'The child’s own words in every visit',
  definition: `${lately} the record of every visit has the child’s own words, and there were two or more.`,
  rows: (asked, recorded) => everyVisit(sql`coalesce(v.answers ->> 'childsWords', '') <> ''`, asked, recorded),
}

const goalReached: PraiseRule = {
  name: 'goalReached',
  title: 'A goal of the plan reached',
  definition: `${lately} the plan was looked at, and every action of one of its goals is done.`,
  rows: (asked, recorded) => sql`(
    select ${personOf(sql`latest.identity`, asked)} as child, min(latest.identity) as identity
    from (
      select distinct on (v.identity) v.identity, v.answers -> 'plan' as plan
      from ${recorded(planSteps)} v where jsonb_typeof(v.answers -> 'plan') = 'array'
      order by v.identity, v.happened_on desc, v.lineage desc
    ) latest
    cross join jsonb_array_elements(latest.plan) goal
    where jsonb_typeof(goal -> 'actions') = 'array' and jsonb_array_length(goal -> 'actions') > 0
      and not exists (select from jsonb_array_elements(goal -> 'actions') action where action ->> 'status' is distinct from 'done')
    group by 1
  )`,
}

/** The rules by which good work is found, by name: another is one object and one line here. */
export const praiseRules: Readonly<Record<PraiseName, PraiseRule>> = { allInTime, seenAlone, childsWords, goalReached }

/** Good work about children on the last day asked: `rule`, `child`, `identity`. */
export const praiseOf = (asked: Asked): Fragment => {
  const recorded = asked.among === undefined ? recordedOfAll(asked) : recordedOfFew
  return sql`(
  ${asked.among === undefined ? sql`` : sql`with lately as materialized ${latelyOfFew(asked)}`}
  ${sql.join(
    Object.values(praiseRules).map(
      ({ name, rows }) =>
        sql`select ${sql.lit(name)}::text as rule, child, identity from ${rows(asked, recorded)} found`,
    ),
    sql` union all `,
  )}
)`
}
