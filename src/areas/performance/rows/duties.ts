import { sql } from 'kysely'
import { adulthood, lastYearOfChildhood } from '../../../journey/law.ts'
import { birthday, endKnown, entryKnown, maybeSettledSince, personOf, rowKnown, settledKnown } from './asked.ts'
import type { Asked, Fragment } from './asked.ts'

/**
 * The duties of a rule that stood open on any day asked, as believed at the instant: `child`, `identity`, `entry` (their
 * anchor), `started` (the day the clock ran from), `ended` (met or lapsed), `due_on`.
 */
export const openDuties = (rule: string, asked: Asked): Fragment => sql`(
  select ${personOf(sql`d.identity`, asked)} as child, d.identity, d.anchor as entry, d.anchored_on as started,
    ${settledKnown('d', asked)} as ended, d.due_on
  from duty d
  where d.rule = ${sql.lit(rule)} and ${rowKnown('d', asked)} and d.anchored_on <= ${asked.to}
    and ${maybeSettledSince('d', sql`${asked.from}::date`, asked)}
    and coalesce(${settledKnown('d', asked)}, 'infinity') > ${asked.from}::date
)`

/** The first time that a rhythm asks for its work, or every time after that. */
export type Time = 'first' | 'later'

const timeIs = (time: Time | undefined) =>
  time === undefined ? sql`true` : time === 'first' ? sql`d.nth = 0` : sql`d.nth > 0`

/**
 * The duties of a rule that fell due on the days asked, as believed at the instant, but those that were no longer needed by
 * then: `child`, `identity`, `entry` (their anchor), `day` (on which they were due), `in_time`, `time`.
 */
export const dutiesDue = (rule: string, asked: Asked, time?: Time): Fragment => {
  const isSettled = sql`coalesce(d.settled_known_from <= ${asked.known}, false)`
  return sql`(
    select ${personOf(sql`d.identity`, asked)} as child, d.identity, d.anchor as entry, d.due_on as day,
      ${isSettled} and coalesce(d.met_on <= d.due_on, false) as in_time,
      case when d.nth = 0 then 'first' else 'later' end as time
    from duty d
    where d.rule = ${sql.lit(rule)} and ${rowKnown('d', asked)} and d.due_on between ${asked.from}::date and ${asked.to}::date
      and ${timeIs(time)} and not (${isSettled} and coalesce(d.lapsed_on <= d.due_on, false))
  )`
}

/**
 * The times in which no more of a rhythm is owed, as the next would come at an age at which nobody is a child: from the last
 * one that was done, or from the start of the period, until that ends or the child comes of age: a period that goes on after
 * should have been ended. `child`, `identity`, `entry` (the one done, or the start), `started`, `ended`.
 */
const owedNoMore = (rule: string, asked: Asked): Fragment => {
  const started = sql`coalesce(last.met_on, e.started_on)`
  const ended = sql`least(${endKnown('e', asked)}, ${birthday(sql`born.born_on`, adulthood.age)})`
  const metOn = sql`case when last.settled_known_from <= ${asked.known} then last.met_on end`
  return sql`(
    select ${personOf(sql`e.identity`, asked)} as child, e.identity, coalesce(last.met_by, e.opened_by) as entry,
      ${started} as started, ${ended} as ended
    from episode e
    join identity_version born on born.identity = e.identity and ${rowKnown('born', asked)}
      and born.born_on <= (${asked.to}::date - make_interval(years => ${sql.lit(lastYearOfChildhood)}))::date
    left join lateral (
      select d.met_by, d.met_on, d.anchor, d.settled_known_from from duty d
      where d.identity = e.identity and d.rule = ${sql.lit(rule)} and d.episode = e.opened_by and ${rowKnown('d', asked)}
      order by d.nth desc limit 1
    ) last on true
    where e.kind = ${sql.lit(rule.slice(0, rule.indexOf('.')))} and ${rowKnown('e', asked)}
      and ${maybeSettledSince('e', sql`${asked.from}::date`, asked)} and e.started_on <= ${asked.to}
      and ${ended} > greatest(${started}, ${asked.from}::date) and (last.anchor is null or ${metOn} is not null)
  )`
}

/**
 * The periods in which children were seen face to face in time: `child`, `identity`, `started`, `ended`. While a visit is
 * owed the child is in time until the day it is due, where the clock runs from a visit face to face, or from no visit at
 * all because the child is too new to have been due one. One who comes of age before the next would be due stays so.
 */
export const seenInTime = (rule: string, asked: Asked): Fragment =>
  // With offset 0 the visits that were not face to face are read once; asked for one by one they take ten times as long.
  sql`(
  select seen.child, seen.identity, seen.started, seen.ended
  from (
    select owed.child, owed.identity, owed.entry, owed.started, least(owed.ended, owed.due_on + 1) as ended
    from ${openDuties(rule, asked)} owed where owed.due_on >= ${asked.from}
    union all
    select child, identity, entry, started, ended from ${owedNoMore(rule, asked)} last
  ) seen
  left join (
    select visit.lineage from entry visit where visit.answers ->> 'mode' <> 'faceToFace' and ${entryKnown('visit', asked)}
    offset 0
  ) apart on apart.lineage = seen.entry
  where apart.lineage is null
)`
