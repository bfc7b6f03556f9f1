import type { Kysely } from 'kysely'
import type { CivilDate, Instant } from '../../../calendar/index.ts'
import type { Tables } from '../../../store/index.ts'
import type { Measure } from '../measure.ts'
import { readAt, wholeMonths } from './series.ts'
import type { Point } from './series.ts'
import { judge } from './usual.ts'
import type { Judged } from './usual.ts'

/** So many months are read of a measure wherever it is shown: each place that says what is usual says it by the same. */
export const monthsRead = 24

/** So many of them are drawn where there is but a line of text for it. */
export const monthsInALine = 13

export type ByMonth = {
  readonly points: readonly Point[]
  /** The values of the last months alone, for a line of text. */
  readonly lastValues: readonly (number | null)[]
  /** The last whole month, by those before it. */
  readonly judged: Judged
}

/** A measure month by month until the last whole month by a day, and whether that one is what is usual. */
export const readByMonth = async (
  database: Kysely<Tables>,
  measure: Measure,
  asAt: CivilDate,
  known: Instant,
): Promise<ByMonth> => {
  const points = await readAt(database, measure, wholeMonths(asAt, monthsRead), known)
  const values = points.map(({ reading }) => reading.value)
  return { points, lastValues: values.slice(-monthsInALine), judged: judge(values, measure.unit) }
}
