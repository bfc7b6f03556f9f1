import type { Kysely } from 'kysely'
import { addDays, addMonths, financialYearEnding, quarterOf, startOfDay } from '../../../calendar/index.ts'
import type { CivilDate, Instant, Period } from '../../../calendar/index.ts'
import type { Tables } from '../../../store/index.ts'
import type { Taken } from '../measure.ts'
import { populations } from '../counting/count.ts'
import { breakDown } from '../counting/breakdown.ts'
import type { Part } from '../counting/breakdown.ts'
import { nothing, take } from '../counting/tally.ts'
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
    const lines = countsIn(taken, quarters[0]?.[1].tally ?? nothing).map((_, part) =>
      suppressLine(quarters.map(([, { tally }]) => countsIn(taken, tally)[part] ?? 0)),
    )
    for (const [index, [place]] of quarters.entries())
      if (lines.some(({ parts }) => parts[index] === undefined)) values[place] = withheld
  }
  return values
}

const counted = new WeakMap<Kysely<Tables>, Map<string, Promise<readonly Point[]>>>()

/**
 * A measure in a quarter as it was published. What is recorded since does not change what was known then, so that it is
 * counted once. A counting that failed is not kept.
 */
const readAsPublished = (database: Kysely<Tables>, measure: Measure, quarter: Period): Promise<readonly Point[]> => {
  const kept = counted.get(database) ?? new Map<string, Promise<readonly Point[]>>()
  counted.set(database, kept)
  const key = `${measure.id} ${quarter.from}`
  const known = kept.get(key)
  if (known !== undefined) return known
  const points = readAt(database, measure, [quarter], publicationOf(quarter))
  kept.set(key, points)
  points.catch(() => kept.delete(key))
  return points
}

/** The published past of a measure, each quarter by what was known when it was published. */
export const publishedSeries = async (
  database: Kysely<Tables>,
  measure: Measure,
  quarters: readonly Period[],
): Promise<readonly { readonly when: Period; readonly value: PublishedValue }[]> => {
  const points: Point[] = []
  for (const quarter of quarters) points.push(...(await readAsPublished(database, measure, quarter)))
  const values = publishRun(measure.taken, points)
  return points.map(({ when }, place) => ({ when, value: values[place] ?? withheld }))
}

export type PublishedPart = { readonly name: string; readonly value: PublishedValue }

/** What stands for a breakdown of which no part can be shown, not even which parts there are. */
const noPart: readonly PublishedPart[] = [{ name: 'Every part', value: withheld }]

/**
 * The parts of a published whole. Where the parts would tell the whole that is withheld, or the whole that is shown would tell
 * its parts whatever is withheld of them, there is no breakdown.
 */
export const publishParts = (
  measure: Pick<Measure, 'taken'>,
  parts: readonly Part[],
  people: number | null,
  whole: PublishedValue,
): readonly PublishedPart[] => {
  const columns = countsIn(measure.taken, nothing).length
  const { cells, columnTotals, total } = suppress(
    parts.map(({ tally }) => countsIn(measure.taken, tally)),
    columns,
  )
  const isGivenAway = whole.withheld
    ? cells.length > 0 && !cells.flat().includes(undefined)
    : [...columnTotals, total].includes(undefined)
  if (isGivenAway) return noPart
  return parts.map(({ name, tally }, place) => ({
    name,
    value: cells[place]?.some(cell => cell === undefined)
      ? withheld
      : shown(take(measure.taken === 'rate' ? 'count' : measure.taken, tally, people).value),
  }))
}

/** The fixed breakdowns of a published quarter, whose whole is published so: by service, and by quadrant. */
export const publishedBreakdowns = async (
  database: Kysely<Tables>,
  measure: Measure,
  quarter: Period,
  whole: PublishedValue,
): Promise<{ readonly services: readonly PublishedPart[]; readonly quadrants: readonly PublishedPart[] }> => {
  const { services, quadrants } = await breakDown(database, measure, quarter, publicationOf(quarter))
  const [people = null] = await populations(database, [quarter.to])
  return {
    services: publishParts(measure, services, people, whole),
    quadrants: publishParts(measure, quadrants, people, whole),
  }
}
