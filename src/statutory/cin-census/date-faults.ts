import { addDays, addWorkingDays, inWords, isWithin } from '../../calendar/index.ts'
import type { CivilDate } from '../../calendar/index.ts'
import { at } from '../rule.ts'
import type { Fail } from '../rule.ts'
import type { Columns, Row, Table } from '../table.ts'
import { censusYearOf } from './census.ts'
import type { CinCensus } from './tables.ts'
import { groupedBy, rowsTo } from './ties.ts'

type Day = CivilDate | null

/** Why an end is wrong that stands before its start. */
export const endsBeforeStart = (thing: string, start: Day, end: Day): string | false =>
  start !== null &&
  end !== null &&
  end < start &&
  `${thing} ended on ${inWords(end)}, before it began on ${inWords(start)}.`

/** Why an end is wrong that is the very day of its start. */
export const endsAsItStarts = (thing: string, start: Day, end: Day): string | false =>
  start !== null && start === end && `${thing} began and ended on one day, ${inWords(start)}.`

/** Why a day is wrong that is given and does not fall within the census year. */
export const outsideYear = (what: string, day: Day, census: CinCensus): string | false => {
  const year = censusYearOf(census)
  return (
    day !== null &&
    !isWithin(day, year) &&
    `${what} on ${inWords(day)}, outside the census year from ${inWords(year.from)} to ${inWords(year.to)}.`
  )
}

/** Why a start is wrong that is missing, cannot be read, or comes after the census year. */
export const missingOrAfterYear = (
  thing: string,
  start: Day,
  written: string | undefined,
  census: CinCensus,
): string | false => {
  const { to } = censusYearOf(census)
  if (start === null) return missing(thing, 'start date', written)
  return start > to && `${thing} began on ${inWords(start)}, after the census year, which ended on ${inWords(to)}.`
}

/** That a date is missing, or is written so that it cannot be read. */
export const missing = (thing: string, date: string, written: string | undefined): string =>
  written === undefined ? `${thing} has no ${date}.` : `${thing} has the ${date} ‘${written}’, which is not a date.`

/** Why a day is wrong from which so many working days had passed by the end of the census year. */
export const timeIsUp = (what: string, start: Day, workingDays: number, census: CinCensus): string | false => {
  const { to } = censusYearOf(census)
  return (
    start !== null &&
    start < addWorkingDays(addDays(to, 1), -workingDays) &&
    `${what} began on ${inWords(start)}, so that ${workingDays} working days had passed by ${inWords(to)}.`
  )
}

/** Fails the rows of a table whose day stands before the referral of their episode, with the referral. */
export const judgeBeforeReferral = <C extends Columns>(
  census: CinCensus,
  fail: Fail,
  table: Table<C>,
  column: keyof C & string,
  what: string,
): void => {
  const detailsOf = rowsTo(table, census.CINdetails)
  for (const row of table.rows) {
    const day: unknown = row[column]
    if (typeof day !== 'string') continue
    for (const details of detailsOf(row)) {
      const { CINreferralDate: referral } = details
      if (referral === null || day >= referral) continue
      fail(
        `${what} on ${inWords(day)}, before the referral of ${inWords(referral)}.`,
        at(table, row, column),
        at(census.CINdetails, details, 'CINreferralDate'),
      )
    }
  }
}

/** Fails the rows of each group that are open, where there is more than one. */
export const judgeSeveralOpen = <C extends Columns>(
  fail: Fail,
  table: Table<C>,
  groups: readonly (readonly Row<C>[])[],
  isOpen: (row: Row<C>) => boolean,
  { column, why }: { readonly column: keyof C & string; readonly why: (count: number) => string },
): void => {
  for (const group of groups) {
    const open = group.filter(isOpen)
    if (open.length > 1) fail(why(open.length), ...open.map(row => at(table, row, column)))
  }
}

/** The days from which and to which something lasted, both included. */
interface Stretch<C extends Columns> {
  readonly row: Row<C>
  readonly from: CivilDate
  readonly to: CivilDate
  readonly hasEnded: boolean
}

const byStart = <C extends Columns>(one: Stretch<C>, other: Stretch<C>): number => {
  if (one.from !== other.from) return one.from < other.from ? -1 : 1
  return one.to === other.to ? 0 : one.to > other.to ? -1 : 1
}

/** The pairs of stretches in which the second begins while the first lasts. */
const pairsThatOverlap = <C extends Columns>(stretches: readonly Stretch<C>[]) => {
  const ordered = [...stretches].sort(byStart)
  return ordered.flatMap((first, place) => {
    const pairs: (readonly [Stretch<C>, Stretch<C>])[] = []
    for (let next = place + 1; next < ordered.length; next += 1) {
      const second = ordered[next]
      if (second === undefined || second.from > first.to) break
      pairs.push([first, second])
    }
    return pairs
  })
}

/**
 * Fails every two rows of one child of which one begins while the other lasts, its last day included. What has no end lasts
 * to the end of the census year.
 */
export const judgeOverlaps = <C extends Columns>(
  census: CinCensus,
  fail: Fail,
  table: Table<C>,
  {
    start,
    end,
    thing,
    isSame = () => false,
  }: {
    readonly start: keyof C & string
    readonly end: keyof C & string
    readonly thing: string
    /** Whether two rows tell of one and the same thing. */
    readonly isSame?: (one: Row<C>, other: Row<C>) => boolean
  },
): void => {
  const yearEnd = censusYearOf(census).to
  const stretchOf = (row: Row<C>): readonly Stretch<C>[] => {
    const [from, to]: readonly unknown[] = [row[start], row[end]]
    if (typeof from !== 'string') return []
    return [typeof to === 'string' ? { row, from, to, hasEnded: true } : { row, from, to: yearEnd, hasEnded: false }]
  }
  for (const rows of groupedBy(table, ['LAchildID'])) {
    for (const [first, second] of pairsThatOverlap(rows.flatMap(stretchOf))) {
      if (isSame(first.row, second.row)) continue
      const lasted = first.hasEnded ? `lasted until ${inWords(first.to)}` : 'has no end'
      fail(
        `${thing} began on ${inWords(second.from)}, while that of ${inWords(first.from)} ${lasted}.`,
        at(table, second.row, start),
        at(table, first.row, start, end),
      )
    }
  }
}
