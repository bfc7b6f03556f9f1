import { dateOf, dayNumber } from '../../calendar/index.ts'
import { ControlCannotBeMet } from '../controls/index.ts'
import { largestRemainder } from '../controls/largest-remainder.ts'
import type { Month } from './months.ts'

/** The months from the day after one stated stock to the next, and how many must end in them. */
export type Segment = {
  readonly from: number
  readonly to: number
  readonly opening: number
  readonly closing: number
  readonly starts: number
  readonly ends: number
}

/** The stock before the first month, and the segments between the stated stocks, which must stand at the ends of months. */
export const segmentsOf = (
  series: string,
  on: Readonly<Record<string, number>>,
  starts: readonly number[],
  months: readonly Month[],
): readonly Segment[] => {
  const [first, last] = [months[0], months.at(-1)]
  if (first === undefined || last === undefined) throw new RangeError('A history has at least one month.')
  const opening = on[dateOf(first.firstDay - 1)]
  if (opening === undefined)
    throw new ControlCannotBeMet(
      series,
      first.key,
      `no stock is given for ${dateOf(first.firstDay - 1)}, the day before the history.`,
    )
  if (on[dateOf(last.lastDay)] === undefined)
    throw new ControlCannotBeMet(series, last.key, `no stock is given for ${dateOf(last.lastDay)}, the last day.`)
  const segments: Segment[] = []
  let [from, before] = [0, opening]
  for (const [date, closing] of Object.entries(on).sort()) {
    const day = dayNumber(date)
    if (day < first.firstDay) continue
    const to = months.findIndex(month => month.lastDay === day)
    if (to < 0)
      throw new ControlCannotBeMet(series, date, 'a stock must stand on the last day of a month, or of the records.')
    const begun = starts.slice(from, to + 1).reduce((sum, count) => sum + count, 0)
    const ends = before + begun - closing
    if (ends < 0)
      throw new ControlCannotBeMet(
        series,
        months[from]?.key ?? date,
        `${before} at its start and ${begun} more cannot be ${closing} on ${date}: short by ${-ends}.`,
      )
    segments.push({ from, to, opening: before, closing, starts: begun, ends })
    from = to + 1
    before = closing
  }
  return segments
}

/**
 * Ends by month between the stated stocks, shared by `weightOf` a month's index and the stock expected then, and never more
 * than there are to end.
 */
export const endsByMonth = (
  series: string,
  segments: readonly Segment[],
  starts: readonly number[],
  weightOf: (index: number, expectedStock: number) => number,
  months: readonly Month[],
): readonly number[] => {
  const table = months.map(() => 0)
  for (const segment of segments) {
    const length = segment.to - segment.from + 1
    const weights = Array.from({ length }, (_, at) => {
      const expected = segment.opening + ((segment.closing - segment.opening) * (at + 0.5)) / length
      return weightOf(segment.from + at, Math.max(expected, 1))
    })
    const parts = largestRemainder(segment.ends, weights)
    let stock = segment.opening
    for (let at = 0; at < length; at += 1) {
      const index = segment.from + at
      const ends = parts?.[at] ?? 0
      stock += (starts[index] ?? 0) - ends
      if (parts === null || stock < 0)
        throw new ControlCannotBeMet(
          series,
          months[index]?.key ?? '',
          `more must end than there are: short by ${-stock}.`,
        )
      table[index] = ends
    }
  }
  return table
}

/** The stock at the end of each month. */
export const stocksByMonth = (
  opening: number,
  starts: readonly number[],
  ends: readonly number[],
): readonly number[] => {
  let stock = opening
  return starts.map((count, index) => {
    stock += count - (ends[index] ?? 0)
    return stock
  })
}
