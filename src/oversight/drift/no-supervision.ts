import { sql } from 'kysely'
import type { CivilDate } from '../../calendar/index.ts'
import { driftKinds } from '../../journey/index.ts'
import { isAsked } from '../asked.ts'
import type { Asked, Fragment } from '../asked.ts'
import { personOf } from '../../ledger/known.ts'
import { daysOf, mostDaysAsBits } from '../lasting.ts'
import { holdings, supervisionsUpTo } from '../supervision.ts'
import { inForceFrom, withinTimescale } from '../timescale.ts'
import type { DriftRule } from './rule.ts'

const timescale = 'drift.noSupervision'

/** Supervisions, and of a few children those in which one of them was talked about. */
const supervisions = (asked: Asked): Fragment =>
  asked.among === undefined
    ? supervisionsUpTo(asked)
    : sql`(
        select * from ${supervisionsUpTo(asked)} held
        where entry = any (array(select s.lineage from entry_subject s where ${isAsked(sql`s.identity`, asked)}))
      )`

/**
 * The days on which somebody was given a child whom nobody had until then, which start the child's clock, of a table like
 * `held`: `child`, `start`.
 */
const given = (held: Fragment): Fragment => sql`(
  select child, greatest(started, ${inForceFrom(timescale)}) as start from (
    select child, started, ended,
      max(coalesce(ended, 'infinity')) over (partition by child order by started rows between unbounded preceding and 1 preceding) as had_until
    from ${held} held
  ) each where had_until is null or had_until < started
)`

/** Every supervision that starts the clock of its children anew: `subjects`, `held`, `by_day`. */
const talks = (asked: Asked): Fragment => sql`(
  select * from ${withinTimescale(timescale, supervisions(asked), sql`held`)} judged where by_day >= ${asked.from}::date
)`

/**
 * The days from which the clock of a child runs: `child`, `start`, `by_day`. How long a talk lasts is worked out before its
 * children are read.
 */
const starts = (asked: Asked): Fragment => sql`(
  select child, start, by_day from ${withinTimescale(timescale, given(sql`held`), sql`start`)} given
  union all
  select ${personOf(sql`talk.identity`, asked)}, talk.held, talk.by_day
  from (select each.held, each.by_day, unnest(each.subjects) as identity from ${talks(asked)} each) talk
  where ${isAsked(sql`talk.identity`, asked)}
)`

/**
 * The periods in which a child was held and had not been talked about for too long. Each start is judged by the timescale of
 * its day, and a child is in time for as long as one of them lasts.
 */
const silences = (asked: Asked): Fragment => sql`(
  with held as materialized (select * from ${holdings(asked, timescale)} each),
  silent as materialized (
    select * from (
      select child, max(by_day) over each_child + 1 as from_day, lead(start) over each_child as to_day from ${starts(asked)} each
      window each_child as (partition by child order by start rows between unbounded preceding and current row)
    ) gap where from_day <= ${asked.to}::date and (to_day is null or to_day > greatest(from_day, ${asked.from}::date))
  )
  select held.child, held.identity, null::bigint as entry, greatest(silent.from_day, held.started) as started,
    least(silent.to_day, held.ended) as ended
  from silent join held on held.child = silent.child
    and (silent.to_day is null or held.started < silent.to_day) and (held.ended is null or held.ended > silent.from_day)
)`

/**
 * For each day on which a clock may start, which of some days in order it runs on, a bit for each: `start`, `days`. A start is
 * judged once a day so, whoever it is of.
 */
const clocks = (days: readonly CivilDate[], asked: Asked): Fragment => {
  const everyDay = sql`(
    select first.day + after as start from (select ${inForceFrom(timescale)} as day) first,
      generate_series(0, ${asked.to}::date - first.day) after
  )`
  return sql`(
    select start, ${daysOf(sql`start`, sql`by_day + 1`, days)} as days from ${withinTimescale(timescale, everyDay, sql`start`)} judged
  )`
}

/**
 * The same for some days alone, each a period of its own: the days on which the child was held, less those that a talk still
 * covers and, where any are left, those since the child was given to somebody; a bit for each day.
 */
const silencesOn = (days: readonly CivilDate[], asked: Asked): Fragment => {
  const since = sql`greatest(held.started, ${inForceFrom(timescale)})`
  return sql`(
    with clock as materialized (select * from ${clocks(days, asked)} each where days <> 0),
    held as materialized (select * from ${holdings(asked, timescale)} each),
    talked as (
      select ${personOf(sql`identity`, asked)} as child, bit_or(days) as days from (
        select clock.days, unnest(talk.subjects) as identity
        from ${supervisions(asked)} talk join clock on clock.start = talk.held
      ) each where ${isAsked(sql`identity`, asked)} group by 1
    ),
    quiet as materialized (
      select * from (
        select held.child, held.identity, ${daysOf(since, sql`held.ended`, days)} & ~coalesce(talked.days, 0) as days
        from held left join talked using (child)
      ) each where days <> 0
    ),
    begun as (
      select given.child, bit_or(clock.days) as days
      from ${given(sql`(select * from held where child in (select child from quiet))`)} given join clock using (start)
      group by given.child
    ),
    silent as materialized (
      select * from (
        select quiet.child, quiet.identity, quiet.days & ~coalesce(begun.days, 0) as days
        from quiet left join begun using (child)
      ) each where days <> 0
    )
    select silent.child, silent.identity, null::bigint as entry, each.day as started, each.day + 1 as ended
    from silent join unnest(${days}::date[]) with ordinality each (day, place)
      on silent.days & (1::bigint << (each.place - 1)::integer) <> 0
  )`
}

export const noSupervision: DriftRule = {
  name: 'noSupervision',
  title: driftKinds.noSupervision,
  definition:
    'The child is allocated to a worker and has not been talked about in supervision for longer than the council’s threshold, counted from the day on which somebody was given the child.',
  rows: asked =>
    asked.on === undefined || asked.on.length > mostDaysAsBits ? silences(asked) : silencesOn(asked.on, asked),
}
