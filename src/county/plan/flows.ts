import type { Flow } from '../controls/index.ts'
import { ControlCannotBeMet } from '../controls/index.ts'
import { largestRemainder } from '../controls/largest-remainder.ts'
import { monthNumber, periodTree } from '../controls/period-tree.ts'
import type { Period } from '../controls/period-tree.ts'
import type { Month } from './months.ts'

/** The level of a trend in a month: on the line between the months given, flat before the first and after the last. */
export const trendIn = (trend: Readonly<Record<string, number>> | undefined, month: string): number => {
  if (trend === undefined) return 1
  const at = monthNumber(month)
  const points = Object.entries(trend)
    .map(([key, level]) => ({ at: monthNumber(key), level }))
    .sort((a, b) => a.at - b.at)
  const after = points.find(point => point.at >= at)
  const before = points.findLast(point => point.at <= at)
  if (before === undefined || after === undefined) return (before ?? after)?.level ?? 1
  if (before.at === after.at) return before.level
  return before.level + ((after.level - before.level) * (at - before.at)) / (after.at - before.at)
}

type Sharing = {
  readonly series: string
  readonly months: readonly Month[]
  readonly weights: readonly number[]
  /** What a month can hold at most, such as the conferences that plans come from. */
  readonly caps?: readonly number[]
}

const share = (period: Period, sharing: Sharing, table: number[]): void => {
  const { series, months, weights, caps } = sharing
  for (const inner of period.inside) share(inner, sharing, table)
  const pinned = (month: Month) => period.inside.some(({ from, to }) => month.key >= from && month.key <= to)
  const own = months.filter(month => month.key >= period.from && month.key <= period.to && !pinned(month))
  const count = period.count - period.inside.reduce((sum, inner) => sum + inner.count, 0)
  const parts = largestRemainder(
    count,
    own.map(({ index }) => weights[index] ?? 0),
    caps === undefined ? undefined : own.map(({ index }) => caps[index] ?? 0),
  )
  if (parts === null) {
    const room = own.reduce((sum, { index }) => sum + (caps?.[index] ?? 0), 0)
    throw new ControlCannotBeMet(
      series,
      own[0]?.key ?? period.from,
      own.length === 0
        ? `the shorter periods from ${period.from} to ${period.to} leave ${count} over and no month to put them in.`
        : `${count} are wanted from ${period.from} to ${period.to} and there is room for ${room}: short by ${count - room}.`,
    )
  }
  own.forEach(({ index }, at) => {
    table[index] = parts[at] ?? 0
  })
}

/** The flow of each month: pinned periods first, the rest of each period by the weights. Months outside every period have none. */
export const monthlyFlow = (flow: Flow, sharing: Sharing): readonly number[] => {
  const table = sharing.months.map(() => 0)
  const tree = periodTree(sharing.series, flow.counts)
  const [first, last] = [sharing.months[0]?.key ?? '', sharing.months.at(-1)?.key ?? '']
  const outside = tree.find(({ from, to }) => from < first || to > last)
  if (outside !== undefined)
    throw new ControlCannotBeMet(
      sharing.series,
      outside.from < first ? outside.from : outside.to,
      `it lies outside the history.`,
    )
  for (const period of tree) share(period, sharing, table)
  return table
}

/** Refuses a series that says nothing about a month of the history. */
export const mustCover = (series: string, flow: Flow, months: readonly Month[]): void => {
  const missing = months.find(month => !flow.counts.some(({ from, to }) => month.key >= from && month.key <= to))
  if (missing !== undefined) throw new ControlCannotBeMet(series, missing.key, 'no period says how many there are.')
}
