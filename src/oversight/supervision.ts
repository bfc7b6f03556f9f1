import { sql } from 'kysely'
import type { CivilDate } from '../calendar/index.ts'
import { caseloadKinds } from '../journey/allocation-parts.ts'
import type { TimescaleName } from '../journey/index.ts'
import { endKnown, entryKnown, maybeSettledSince, personOf, rowKnown } from '../ledger/known.ts'
import type { KnownAt } from '../ledger/known.ts'
import { isAsked, named } from './asked.ts'
import type { Asked, Fragment } from './asked.ts'
import { inForceFrom, withinTimescale } from './timescale.ts'

/** Supervisions held up to the last day asked, as believed at the instant: `entry`, `subjects`, `worker`, `held`, `author`. */
export const supervisionsUpTo = ({ to, known }: KnownAt & Pick<Asked, 'to'>): Fragment => sql`(
  select s.lineage as entry, s.subjects, (s.answers ->> 'supervised')::bigint as worker, s.happened_on as held, s.author
  from entry s where s.step = 'supervision' and ${entryKnown('s', { known })} and s.happened_on <= ${to}::date
)`

/** How far back the reading of hands goes, so that it is known since when somebody has held children without a break. */
const daysBack = 1100

/** The day from which hands are read: what ended before it, or before the timescale was in force, starts no clock. */
const handsFrom = ({ from }: Asked, timescale: TimescaleName) =>
  sql<CivilDate>`(greatest(${inForceFrom(timescale)}, ${from}::date - ${sql.lit(daysBack)}::integer))`

/**
 * The periods in which a child was in somebody's hands, those since some years before the days asked included: `child`,
 * `identity`, `worker`, `started`, `ended`.
 */
export const holdings = (asked: Asked, timescale: TimescaleName): Fragment => sql`(
  select ${personOf(sql`a.identity`, asked)} as child, a.identity, a.worker, a.started_on as started, ${endKnown('a', asked)} as ended
  from episode a
  where a.kind in (${named(caseloadKinds)}) and a.worker is not null and ${rowKnown('a', asked)} and ${isAsked(sql`a.identity`, asked)}
    and a.started_on <= ${asked.to}::date and ${maybeSettledSince('a', handsFrom(asked, timescale), asked)}
    and coalesce(${endKnown('a', asked)}, 'infinity') > greatest(a.started_on, ${handsFrom(asked, timescale)})
)`

/** The periods in which each worker held children: `worker`, `held_in` (a set of ranges of days). */
const timesWithChildren = (asked: Asked): Fragment => sql`(
  select worker, range_agg(daterange(started, ended)) * datemultirange(daterange(${inForceFrom('supervision')}, null)) as held_in
  from ${holdings(asked, 'supervision')} each group by worker
)`

/**
 * The periods in which a worker's supervision was in time: from each to the day by which the next is due, and from the day
 * on which the worker began to hold children, or on which the timescale came into force, for as long as that.
 */
const timesInTime = (asked: Asked): Fragment => {
  const counted = sql`(
    select worker, held as start from ${supervisionsUpTo(asked)} held
    union all select worker, lower(spell) from (select worker, unnest(held_in) as spell from held) each
  )`
  return sql`(
    select worker, range_agg(daterange(start, (by_day + 1)::date)) as good
    from ${withinTimescale('supervision', counted, sql`start`)} judged where by_day >= start group by worker
  )`
}

/**
 * Workers who held children on the days asked, cut by whether their supervision was in time: `worker`, `started`, `ended`,
 * `counted`, a row for each period. Before the timescale came into force nobody is judged.
 */
export const workersSupervised = (asked: Asked): Fragment => sql`(
  with held as materialized (select * from ${timesWithChildren(asked)} each),
  good as materialized (select * from ${timesInTime(asked)} each),
  cut as (
    select worker, true as counted, unnest(held_in * good) as period from held join good using (worker)
    union all
    select worker, false, unnest(held_in - coalesce(good, '{}'::datemultirange)) from held left join good using (worker)
  )
  select worker, lower(period) as started, upper(period) as ended, counted from cut
)`
