import { sql } from 'kysely'
import { driftKinds } from '../../journey/index.ts'
import { isAsked, subjectsAsked } from '../asked.ts'
import type { Asked, Fragment } from '../asked.ts'
import { personOf } from '../../ledger/known.ts'
import { holdings, supervisionsUpTo } from '../supervision.ts'
import { inForceFrom, withinTimescale } from '../timescale.ts'
import type { DriftRule } from './rule.ts'

/** Supervisions, and of a few children those in which one of them was talked about. */
const supervisions = (asked: Asked): Fragment =>
  asked.among === undefined
    ? supervisionsUpTo(asked)
    : sql`(
        select * from ${supervisionsUpTo(asked)} held
        where entry = any (array(select s.lineage from entry_subject s where ${isAsked(sql`s.identity`, asked)}))
      )`

/**
 * The days from which the clock of a child runs: when somebody was given a child whom nobody had until then, and every
 * supervision about it. `child`, `start`, `by_day`. How long one supervision lasts is worked out before its children are read.
 */
const starts = (asked: Asked): Fragment => {
  const given = sql`(
    select child, greatest(started, ${inForceFrom('drift.noSupervision')}) as start from (
      select child, started, ended,
        max(coalesce(ended, 'infinity')) over (partition by child order by started rows between unbounded preceding and 1 preceding) as had_until
      from held
    ) each where had_until is null or had_until < started
  )`
  return sql`(
    select given.child, given.start, given.by_day from ${withinTimescale('drift.noSupervision', given, sql`start`)} given
    union all
    select ${personOf(sql`s.identity`, asked)}, talk.held, talk.by_day
    from ${withinTimescale('drift.noSupervision', supervisions(asked), sql`held`)} talk
    ${subjectsAsked('talk', asked, 'entry')}
    where ${isAsked(sql`s.identity`, asked)} and talk.by_day >= ${asked.from}::date
  )`
}

export const noSupervision: DriftRule = {
  name: 'noSupervision',
  title: driftKinds.noSupervision,
  definition:
    'The child is allocated to a worker and has not been talked about in supervision for longer than the council’s threshold, counted from the day on which somebody was given the child.',
  rows: asked => sql`(
    with held as materialized (select * from ${holdings(asked, 'drift.noSupervision')} each),
    silent as materialized (
      select * from (
        select child, by_day + 1 as from_day, lead(start) over (partition by child order by start) as to_day from ${starts(asked)} each
      ) gap where from_day <= ${asked.to}::date and (to_day is null or to_day > greatest(from_day, ${asked.from}::date))
    )
    select held.child, held.identity, null::bigint as entry, greatest(silent.from_day, held.started) as started,
      least(silent.to_day, held.ended) as ended
    from silent join held on held.child = silent.child
      and (silent.to_day is null or held.started < silent.to_day) and (held.ended is null or held.ended > silent.from_day)
  )`,
}
