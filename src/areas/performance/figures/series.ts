import type { Kysely } from 'kysely'
import { monthOf, monthsTo, addMonths, firstOfMonth } from '../../../calendar/index.ts'
import type { CivilDate, Instant, Period } from '../../../calendar/index.ts'
import type { Tables } from '../../../store/index.ts'
import { count, countByCategory, populations } from '../counting/count.ts'
import { add, nothing, take } from '../counting/tally.ts'
import type { Reading, Tally } from '../counting/tally.ts'
import type { Measure } from '../measure.ts'

/** A measure in a period, or on its last day. */
export type Point = { readonly when: Period; readonly tally: Tally; readonly reading: Reading }

/** So many whole months, the last of them over by the day. */
export const wholeMonths = (asAt: CivilDate, howMany: number): readonly Period[] => {
  const month = monthOf(asAt)
  return monthsTo(month.to === asAt ? asAt : addMonths(firstOfMonth(asAt), -1), howMany)
}

/** A measure read at each of several times, as known at an instant. */
export const readAt = async (
  database: Kysely<Tables>,
  measure: Measure,
  whens: readonly Period[],
  known: Instant,
): Promise<readonly Point[]> => {
  const tallies = await count(database, measure, whens, known)
  const people =
    measure.taken === 'rate'
      ? await populations(
          database,
          whens.map(({ to }) => to),
          known,
        )
      : []
  return whens.map((when, place) => {
    const tally = tallies[place] ?? nothing
    return { when, tally, reading: take(measure.taken, tally, people[place] ?? null) }
  })
}

/** A measure in one of its own categories at each of several times. */
export type CategorySeries = { readonly name: string; readonly points: readonly Point[] }

/** The same for each of the measure's own categories, the largest first. */
export const readByCategory = async (
  database: Kysely<Tables>,
  measure: Measure,
  whens: readonly Period[],
  known: Instant,
): Promise<readonly CategorySeries[]> => {
  if (measure.categories === undefined) return []
  const { names } = measure.categories
  const tallies = await countByCategory(database, measure, whens, known)
  const keys = [...new Set(tallies.flatMap(each => [...each.keys()]))]
  const series = keys.map(key => ({
    name: key === null ? 'Not recorded' : (names[key] ?? key),
    points: whens.map((when, place) => {
      const tally = tallies[place]?.get(key) ?? nothing
      return { when, tally, reading: take(measure.taken, tally) }
    }),
  }))
  const size = (points: readonly Point[]) => points.reduce((sum, { tally }) => sum + tally.rows, 0)
  return series.sort((one, other) => size(other.points) - size(one.points))
}

/** No more than so many series, of those in order: where there are more, the last are taken together as all others. */
export const withOthers = (
  { taken }: Pick<Measure, 'taken'>,
  series: readonly CategorySeries[],
  most: number,
): readonly CategorySeries[] => {
  if (series.length <= most) return series
  const others = series.slice(most - 1)
  const points = (others[0]?.points ?? []).map(({ when }, place): Point => {
    const tally = others.reduce((sum, each) => add(sum, each.points[place]?.tally ?? nothing), nothing)
    return { when, tally, reading: take(taken, tally) }
  })
  return [...series.slice(0, most - 1), { name: 'All others', points }]
}
