import type { CivilDate, Period } from '../../../calendar/index.ts'
import type { Measure, Taken, Unit } from '../measure.ts'

/** How a figure is read from its measure: at a time, or as the rise from an earlier time to it, in percent. */
export type HowRead = {
  /** What is taken of the rows, where that is not what the measure says. */
  readonly taken?: Taken
  /** The earlier times whose average is what it rose from. */
  readonly riseOn?: readonly Period[]
}

/** A number that a report states, read from a measure at the times that the report names. */
export type Figure = {
  /** As the report's facts are numbered: `F05`, `F14.uasc`, `P17.police`. */
  readonly id: string
  readonly title: string
  readonly measure: Measure
  readonly whens: readonly Period[]
  readonly how: HowRead
}

const units: Readonly<Partial<Record<Taken, Unit>>> = { share: 'percent', rate: 'per10000' }

/** The number of the report's fact that a figure belongs to, `F17`: which part of it the figure is, its title says. */
export const numberOf = ({ id }: Pick<Figure, 'id'>): string => id.split('.', 1)[0] ?? id

/** What the figure's value is in. */
export const unitOf = ({ measure, how: { taken, riseOn } }: Figure): Unit =>
  riseOn !== undefined ? 'percent' : taken === undefined ? measure.unit : (units[taken] ?? countedUnit(measure))

const countedUnit = ({ unit, thing }: Measure): Unit =>
  unit !== 'percent' && unit !== 'per10000' ? unit : (countUnits[thing] ?? 'children')

const countUnits: Readonly<Partial<Record<Measure['thing'], Unit>>> = {
  contact: 'contacts',
  referral: 'referrals',
  assessment: 'assessments',
  discussion: 'discussions',
  conference: 'conferences',
  worker: 'workers',
}

/** A single day, for a stock. */
export const on = (day: CivilDate): Period => ({ from: day, to: day })
