import { endOfMonth } from '../../calendar/index.ts'
import type { CivilDate, Period } from '../../calendar/index.ts'
import type { Measure } from '../../areas/performance/measure.ts'
import type { Tally } from '../../areas/performance/counting/tally.ts'
import type { Controls, PeriodCount } from '../controls/index.ts'

/** What a measure must count at a time, for a control to be met. */
export type Check = {
  readonly control: string
  readonly measure: Measure
  readonly when: Period
  /** What is wrong with what was counted, or undefined where the control is met. */
  readonly wrong: (tally: Tally) => string | undefined
}

export type Take = 'rows' | 'counted'

export const exactly = (take: Take, wanted: number) => (tally: Tally) =>
  tally[take] === wanted ? undefined : `${wanted} are wanted, and ${tally[take]} were counted.`

export const near = (value: (tally: Tally) => number, wanted: number, within: number) => (tally: Tally) =>
  Math.abs(value(tally) - wanted) <= within
    ? undefined
    : `${wanted} is wanted, to within ${within}, and ${value(tally).toFixed(3)} was counted.`

export const mean = ({ sum, rows }: Tally) => (rows === 0 ? 0 : sum / rows)
export const share = ({ counted, rows }: Tally) => (rows === 0 ? 0 : (100 * counted) / rows)

export const months = (from: string, to: string): Period => ({ from: `${from}-01`, to: endOfMonth(`${to}-01`) })
export const on = (day: CivilDate): Period => ({ from: day, to: day })

/** The periods of a flow that lie within the records. */
export const recorded = ({ county }: Controls, counts: readonly PeriodCount[]): readonly PeriodCount[] =>
  counts.filter(({ from, to }) => `${from}-01` >= county.recordsFrom && `${to}-01` <= county.lastDay)
