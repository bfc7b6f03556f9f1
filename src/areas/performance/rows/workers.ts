import { sql } from 'kysely'
import { endKnown, maybeSettledSince, rowKnown } from './asked.ts'
import type { Load } from '../measure.ts'
import type { Asked, Expression, Fragment } from './asked.ts'

/** The allocations that measures of caseloads count unless they say others: a child's social worker and a care leaver's personal adviser. */
const measuredKinds = ['socialWorkerAllocation', 'personalAdviserAllocation'] as const

export type AllocationKind = (typeof measuredKinds)[number]

/**
 * The episodes of some kinds that lasted on any day asked, as believed at the instant, cut off at the first of those days:
 * `worker`, `identity`, `started`, `ended`.
 */
const periods = (kinds: readonly string[], asked: Asked): Fragment => {
  const ended = endKnown('a', asked)
  return sql`(
    select a.worker, a.identity, greatest(a.started_on, ${asked.from}::date) as started, ${ended} as ended
    from episode a
    where a.kind in (${sql.join(kinds.map(kind => sql.lit(kind)))}) and ${rowKnown('a', asked)}
      and ${maybeSettledSince('a', sql`${asked.from}::date`, asked)}
      and a.started_on <= ${asked.to} and (${ended} is null or ${ended} > greatest(a.started_on, ${asked.from}::date))
  )`
}

const need = (asked: Asked): Fragment => periods(['inNeed'], asked)

/** Those of allocations, of these workers alone where they are given. */
const allocations = (kinds: readonly AllocationKind[], asked: Asked, workers?: Expression): Fragment =>
  workers === undefined
    ? periods(kinds, asked)
    : sql`(select * from ${periods(kinds, asked)} each where worker in ${workers})`

/** The same, but only the days on which the child had an open episode of need. */
const allocationsInNeed = (kinds: readonly AllocationKind[], asked: Asked, workers?: Expression): Fragment => sql`(
  select a.worker, a.identity, greatest(a.started, n.started) as started, least(a.ended, n.ended) as ended
  from ${allocations(kinds, asked, workers)} a join ${need(asked)} n on n.identity = a.identity
    and (n.ended is null or n.ended > a.started) and (a.ended is null or a.ended > n.started)
)`

/** The periods in which workers held posts in teams of these services: `worker`, `periods`. */
const postedTo = (services: readonly string[], asked: Asked): Fragment => sql`(
  select p.worker, range_agg(daterange(greatest(p.started_on, t.started_on), least(p.ended_on, t.ended_on))) as periods
  from post p join team t on t.team = p.team
  where ${rowKnown('p', asked)} and ${rowKnown('t', asked)} and t.service = any(${services})
    and greatest(p.started_on, t.started_on) < coalesce(least(p.ended_on, t.ended_on), 'infinity')
  group by p.worker
)`

/** What the caseload of a worker is taken of. */
export type Caseload = {
  readonly kinds?: readonly AllocationKind[]
  /** Only children with an open episode of need. */
  readonly inNeed?: boolean
  /** Only workers with a post in these services, on the days of that post. */
  readonly services?: readonly string[]
}

/**
 * How many children each worker held on each day asked, as believed at the instant: `worker`, `started`, `ended`,
 * `cases`, a row for each period in which the number stood. Workers who held none are not there.
 */
export const caseloads = (
  asked: Asked,
  { kinds = measuredKinds, inNeed = false, services }: Caseload = {},
): Fragment => {
  const workers = services === undefined ? undefined : sql`(select worker from posted)`
  const counted = sql`(
    with held as materialized (select worker, started, ended from ${(inNeed ? allocationsInNeed : allocations)(kinds, asked, workers)} each
      where started <= ${asked.to}),
    change as (
      select worker, started as day, 1 as cases from held
      union all
      select worker, ended, -1 from held where ended <= ${asked.to}
    ),
    standing as (
      select worker, day as started, sum(sum(cases)::int) over each as cases, lead(day) over each as ended
      from change group by worker, day window each as (partition by worker order by day)
    )
    select worker, started, ended, cases from standing where cases > 0
  )`
  if (services === undefined) return counted
  return sql`(
    with posted as materialized (select * from ${postedTo(services, asked)} each)
    select worker, lower(period) as started, upper(period) as ended, cases from (
      select c.worker, c.cases, unnest(datemultirange(daterange(c.started, c.ended)) * posted.periods) as period
      from ${counted} c join posted on posted.worker = c.worker
    ) there
  )`
}

/** What those caseloads are counted from where only some days matter. */
export const loadOf = (
  asked: Asked,
  { kinds = measuredKinds, inNeed = false, services }: Caseload,
): Omit<Load, 'counted'> => {
  const within = inNeed ? { within: need(asked) } : {}
  if (services === undefined) return { held: allocations(kinds, asked), ...within }
  const posted = sql`(
    select worker, lower(period) as started, upper(period) as ended
    from (select worker, unnest(periods) as period from ${postedTo(services, asked)} each) spell
  )`
  return { held: allocations(kinds, asked, sql`(select worker from ${posted} each)`), ...within, posted }
}

/** The team of a worker's post on a day. */
export const teamOfWorker = (workerIs: Expression, day: Expression, asked: Asked): Expression => sql`(
  select p.team from post p where p.worker = ${workerIs} and p.team is not null and ${rowKnown('p', asked)}
    and p.started_on <= ${day} and (p.ended_on is null or p.ended_on > ${day})
  order by p.started_on desc, p.id desc limit 1
)`
