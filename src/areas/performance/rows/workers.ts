import { sql } from 'kysely'
import { endKnown, maybeSettledSince, rowKnown } from './asked.ts'
import type { Load } from '../measure.ts'
import type { Asked, Expression, Fragment } from './asked.ts'

/** The allocations that make a caseload: a child's social worker and a care leaver's personal adviser. */
export const caseloadKinds = ['socialWorkerAllocation', 'personalAdviserAllocation'] as const

export type AllocationKind = (typeof caseloadKinds)[number]

/**
 * The allocations that lasted on any day asked, as believed at the instant, cut off at the first of those days: `worker`,
 * `identity`, `started`, `ended`, of these workers alone where they are given. With `inNeed` only the days on which the child had an open episode of need.
 */
const allocations = (
  kinds: readonly AllocationKind[],
  asked: Asked,
  { inNeed, workers }: { readonly inNeed: boolean; readonly workers: Expression | undefined },
): Fragment => {
  const started = inNeed ? sql`greatest(a.started_on, n.started_on)` : sql`a.started_on`
  const ended = inNeed ? sql`least(${endKnown('a', asked)}, ${endKnown('n', asked)})` : endKnown('a', asked)
  const need = inNeed
    ? sql`join episode n on n.identity = a.identity and n.kind = 'inNeed' and ${rowKnown('n', asked)}
        and ${maybeSettledSince('n', sql`${asked.from}::date`, asked)}
        and n.started_on <= ${asked.to} and (${endKnown('n', asked)} is null or ${endKnown('n', asked)} > ${asked.from})`
    : sql``
  return sql`(
    select a.worker, a.identity, greatest(${started}, ${asked.from}::date) as started, ${ended} as ended
    from episode a
    ${need}
    where a.kind in (${sql.join(kinds.map(kind => sql.lit(kind)))}) and ${rowKnown('a', asked)}
      and ${maybeSettledSince('a', sql`${asked.from}::date`, asked)}
      and a.started_on <= ${asked.to} and (${endKnown('a', asked)} is null or ${endKnown('a', asked)} > ${asked.from})
      and (${ended} is null or ${started} < ${ended})
      and ${workers === undefined ? sql`true` : sql`a.worker in ${workers}`}
  )`
}

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
  { kinds = caseloadKinds, inNeed = false, services }: Caseload = {},
): Fragment => {
  const workers = services === undefined ? undefined : sql`(select worker from posted)`
  const counted = sql`(
    with held as materialized (select worker, started, ended from ${allocations(kinds, asked, { inNeed, workers })} each
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
  { kinds = caseloadKinds, inNeed = false, services }: Caseload,
): Pick<Load, 'held' | 'posted'> => {
  if (services === undefined) return { held: allocations(kinds, asked, { inNeed, workers: undefined }) }
  const posted = sql`(
    select worker, lower(period) as started, upper(period) as ended
    from (select worker, unnest(periods) as period from ${postedTo(services, asked)} each) spell
  )`
  return { held: allocations(kinds, asked, { inNeed, workers: sql`(select worker from ${posted} each)` }), posted }
}

/** The team of a worker's post on a day. */
export const teamOfWorker = (workerIs: Expression, day: Expression, asked: Asked): Expression => sql`(
  select p.team from post p where p.worker = ${workerIs} and p.team is not null and ${rowKnown('p', asked)}
    and p.started_on <= ${day} and (p.ended_on is null or p.ended_on > ${day})
  order by p.started_on desc, p.id desc limit 1
)`
