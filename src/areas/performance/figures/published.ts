import type { Kysely } from 'kysely'
import { addDays, addMonths, financialYearEnding, quarterOf, startOfDay } from '../../../calendar/index.ts'
import type { CivilDate, Instant, Period } from '../../../calendar/index.ts'
import type { Tables } from '../../../store/index.ts'
import type { Taken } from '../measure.ts'
import { populations } from '../counting/count.ts'
import { breakDown } from '../counting/breakdown.ts'
import type { Part } from '../counting/breakdown.ts'
import { take } from '../counting/tally.ts'
import type { Tally } from '../counting/tally.ts'
import type { Measure } from '../measure.ts'
import { suppress, suppressLine } from '../suppression/suppress.ts'
import { readAt } from './series.ts'
import type { Point } from './series.ts'

/** How long after a quarter has ended its figures are published, by what was known then; they stand as published. */
const daysToPublication = 42

/** When a quarter's figures are published: the start of this day. */
const publicationOf = ({ to }: Period): Instant => startOfDay(addDays(to, daysToPublication))

/** So many quarters whose figures have been published by a day, the latest last. */
export const publishedQuarters = (today: CivilDate, howMany: number): readonly Period[] => {
  let { from } = quarterOf(addDays(today, -daysToPublication))
  if (addDays(quarterOf(from).to, daysToPublication) > today) from = addMonths(from, -3)
  return Array.from({ length: howMany }, (_, index) => {
    const { from: first, to } = quarterOf(addMonths(from, 3 * (index - howMany + 1)))
    return { from: first, to }
  })
}

/** A published number; `withheld` where it is of so few that somebody could be known by it. */
export type PublishedValue =
  | { readonly withheld: false; readonly value: number | null }
  | { readonly withheld: true; readonly value: null }

const shown = (value: number | null): PublishedValue => ({ withheld: false, value })
const withheld: PublishedValue = { withheld: true, value: null }

/** The counts from which a figure could be turned back into people: the parts of a share, the people of a mean. */
const countsIn = (taken: Taken, { rows, counted }: Tally): readonly number[] =>
  taken === 'share' || taken === 'counted' ? [counted, rows - counted] : [rows]

/** A run of quarters: what is withheld in one cannot be found from its year's total and the other quarters. */
const publishRun = (taken: Taken, points: readonly Point[]): readonly PublishedValue[] => {
  const years = Map.groupBy(points.entries(), ([, { when }]) => financialYearEnding(when.to))
  const values: PublishedValue[] = points.map(({ reading }) => shown(reading.value))
  for (const each of years.values()) {
    const quarters = [...each]
    const lines = countsIn(taken, quarters[0]?.[1].tally ?? { rows: 0, counted: 0, sum: 0, highest: null }).map(
      (_, part) => suppressLine(quarters.map(([, { tally }]) => countsIn(taken, tally)[part] ?? 0)),
    )
    for (const [index, [place]] of quarters.entries())
      if (lines.some(({ parts }) => parts[index] === undefined)) values[place] = withheld
  }
  return values
}

/** The published past of a measure, each quarter by what was known when it was published. */
export const publishedSeries = async (
  database: Kysely<Tables>,
  measure: Measure,
  quarters: readonly Period[],
): Promise<readonly { readonly when: Period; readonly value: PublishedValue }[]> => {
  const points: Point[] = []
  for (const quarter of quarters) points.push(...(await readAt(database, measure, [quarter], publicationOf(quarter))))
  const values = publishRun(measure.taken, points)
  return points.map(({ when }, place) => ({ when, value: values[place] ?? withheld }))
}

export type PublishedPart = { readonly name: string; readonly value: PublishedValue }

const publishParts = (measure: Measure, parts: readonly Part[], people: number | null): readonly PublishedPart[] => {
  const columns = countsIn(measure.taken, { rows: 0, counted: 0, sum: 0, highest: null }).length
  const { cells } = suppress(
    parts.map(({ tally }) => countsIn(measure.taken, tally)),
    columns,
  )
  return parts.map(({ name, tally }, place) => ({
    name,
    value: cells[place]?.some(cell => cell === undefined)
      ? withheld
      : shown(take(measure.taken === 'rate' ? 'count' : measure.taken, tally, people).value),
  }))
}

/** The fixed breakdowns of a published quarter: by service, and by quadrant. */
export const publishedBreakdowns = async (
  database: Kysely<Tables>,
  measure: Measure,
  quarter: Period,
): Promise<{ readonly services: readonly PublishedPart[]; readonly quadrants: readonly PublishedPart[] }> => {
  const { services, quadrants } = await breakDown(database, measure, quarter, publicationOf(quarter))
  const [people = null] = await populations(database, [quarter.to])
  return { services: publishParts(measure, services, people), quadrants: publishParts(measure, quadrants, people) }
}
