import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { CivilDate } from '../calendar/index.ts'
import type { Fragment } from './asked.ts'

type Day = RawBuilder<unknown>

/** How many of some days in order lie before a day. */
const before = (day: Day, days: readonly CivilDate[]): RawBuilder<number> =>
  sql<number>`width_bucket(${day} - 1, ${days}::date[])`

/** What has not ended lasts beyond all of them. */
const until = (ended: Day, days: readonly CivilDate[]): RawBuilder<number> =>
  before(sql`coalesce(${ended}, 'infinity'::date)`, days)

/**
 * Which of some days in order a period lasts on, as columns: from `first` until before `until`, by their places. A period
 * that lasts on none of them has `until` no greater than `first`.
 */
export const lastsOn = (started: Day, ended: Day, days: readonly CivilDate[]): Fragment =>
  sql`${before(started, days)} as first, ${until(ended, days)} as until`

/** Whether a period lasts on one of some days in order, where only these matter. */
export const lastsOnOne = (started: Day, ended: Day, days: readonly CivilDate[] | undefined): RawBuilder<boolean> =>
  days === undefined ? sql<boolean>`true` : sql<boolean>`${before(started, days)} < ${until(ended, days)}`

/** So many days have a bit each in a number that is exact in JavaScript as well. */
export const mostDaysAsBits = 50

/** On which of some days in order a period lasts: a bit for each, all those from its first less all those from its end. */
export const daysOf = (started: Day, ended: Day, days: readonly CivilDate[]): RawBuilder<number> =>
  sql<number>`(((-1)::bigint << ${before(started, days)}) & ~((-1)::bigint << ${until(ended, days)}))`

/**
 * The rows of a table with `started` and `ended` that last on one of some days in order, each with the places `first` and
 * `until`. With offset 0 the places are worked out once for each row.
 */
export const placedOn = (of: Fragment, days: readonly CivilDate[]): Fragment => sql`(
  select * from (select each.*, ${lastsOn(sql`started`, sql`ended`, days)} from ${of} each offset 0) placed where first < until
)`
