import { sql } from 'kysely'
import { entryKnown, maybeSettledSince, personOf, rowKnown, settledKnown } from './asked.ts'
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
 * The periods in which children were seen face to face in time: `child`, `identity`, `started`, `ended`. While a visit is
 * owed the child is in time until the day it is due, where the clock runs from a visit face to face, or from no visit at
 * all because the child is too new to have been due one.
 */
export const seenInTime = (rule: string, asked: Asked): Fragment =>
  // With offset 0 the visits that were not face to face are read once; asked for one by one they take ten times as long.
  sql`(
  select owed.child, owed.identity, owed.started, least(owed.ended, owed.due_on + 1) as ended
  from ${openDuties(rule, asked)} owed
  left join (
    select visit.lineage from entry visit where visit.answers ->> 'mode' <> 'faceToFace' and ${entryKnown('visit', asked)}
    offset 0
  ) apart on apart.lineage = owed.entry
  where apart.lineage is null and owed.due_on >= ${asked.from}
)`
