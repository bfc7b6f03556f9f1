import type { PeriodCount } from './controls.ts'
import { ControlCannotBeMet } from './control-cannot-be-met.ts'

/** A period of months with its count, and the shorter periods inside it that pin parts of it. */
export type Period = PeriodCount & { readonly inside: readonly Period[] }

const named = ({ from, to }: PeriodCount) => (from === to ? from : `${from} to ${to}`)

const nest = (series: string, sorted: readonly PeriodCount[]): Period[] => {
  const periods: Period[] = []
  for (let at = 0; at < sorted.length;) {
    const outer = sorted[at]
    if (outer === undefined) break
    if (outer.from > outer.to) throw new ControlCannotBeMet(series, named(outer), 'the period ends before it begins.')
    let next = at + 1
    while (next < sorted.length && (sorted[next]?.from ?? '') <= outer.to) next += 1
    const within = sorted.slice(at + 1, next)
    const crossing = within.find(inner => inner.to > outer.to || (inner.from === outer.from && inner.to === outer.to))
    if (crossing !== undefined)
      throw new ControlCannotBeMet(series, named(crossing), `it overlaps with the period ${named(outer)}.`)
    const inside = nest(series, within)
    const pinned = inside.reduce((sum, { count }) => sum + count, 0)
    if (pinned > outer.count)
      throw new ControlCannotBeMet(
        series,
        named(outer),
        `the shorter periods inside it add up to ${pinned}, more than its ${outer.count}.`,
      )
    periods.push({ ...outer, inside })
    at = next
  }
  return periods
}

/** The counts of a series as periods inside periods, in order. Periods that overlap, or pins above their whole, are refused. */
export const periodTree = (series: string, counts: readonly PeriodCount[]): readonly Period[] =>
  nest(
    series,
    [...counts].sort((a, b) => (a.from === b.from ? (a.to < b.to ? 1 : -1) : a.from < b.from ? -1 : 1)),
  )

/** Months as one running number, so that they can be counted. */
export const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1

/** Whether the shorter periods inside leave a month of the period to itself. */
export const hasMonthsToItself = (period: Period): boolean => {
  const length = (one: PeriodCount) => monthNumber(one.to) - monthNumber(one.from) + 1
  return length(period) > period.inside.reduce((sum, inner) => sum + length(inner), 0)
}
