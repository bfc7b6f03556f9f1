import { dayNumber } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import { ControlCannotBeMet } from '../controls/index.ts'
import { shuffled } from '../chance/random.ts'
import { workingDaysWithin } from '../plan/months.ts'
import type { Month } from '../plan/index.ts'
import type { Child } from './child.ts'
import type { CountyState } from './state.ts'

/** Of the care starts of a year, the share of young people who come of age in it, where no cohort asks for more or fewer. */
const usualShareOfAge = 0.04

/**
 * What a financial year asks of the young people who come of age in care in it: a cohort to be met exactly, by how many
 * still come in and who leaves early.
 */
export type CareYear = {
  /** 31 March. */
  readonly lastDay: DayNumber
  /** Whether the year ends within the history, and nobody comes of age in it in care beyond those foreseen. */
  readonly isForeseen: boolean
  /** How many of those who come of age in the year have still to become looked after. */
  stillToEnter: number
  /** The days by which they should have: an even pace from April, and all by November. */
  readonly enterBy: readonly DayNumber[]
  /** Whether one of those who come of age in a later year, which has too few as yet. */
  readonly areNeeded: (child: Child) => boolean
  /** Those who leave before their 18th birthday, by the working day. */
  readonly leaveEarly: ReadonlyMap<DayNumber, readonly Child[]>
}

/** Nobody becomes a care leaver with less than 13 weeks in care. */
export const daysInCareAtLeast = 95

const sum = (counts: readonly number[], months: readonly Month[]) =>
  months.reduce((total, { index }) => total + (counts[index] ?? 0), 0)

export const beginCareYear = (state: CountyState, month: Month): CareYear => {
  const chance = state.chance('care: year')
  const lastDay = dayNumber(`${month.yearEnding}-03-31`)
  const months = state.plan.months.filter(({ yearEnding }) => yearEnding === month.yearEnding)
  const cohort = state.controls.careLeavers.turned18InCare[`${month.yearEnding}`]
  if (lastDay > state.lastDay) {
    if (cohort !== undefined)
      throw new ControlCannotBeMet('careLeavers', `${month.yearEnding}`, 'the year is not over on the last day.')
    return { lastDay, isForeseen: false, stillToEnter: 0, enterBy: [], areNeeded: () => false, leaveEarly: new Map() }
  }
  const ofAge = (child: Child) => child.adultOn <= lastDay
  const uasc = state.pools.uascInCare.members().filter(ofAge).length
  const others = state.pools.othersInCare.members().filter(ofAge)
  const starts = sum(state.plan.flows.careStarts, months)
  const early = sum(
    state.plan.flows.careStarts,
    months.filter(({ season }) => season <= 6),
  )
  const usual = Math.round(starts * usualShareOfAge)
  const wanted = cohort === undefined ? others.length + usual : cohort - uasc
  const entering = Math.max(wanted - others.length, others.length > wanted ? 0 : Math.min(usual, early))
  const leaving = others.length + entering - wanted
  if (wanted < 0 || entering > early)
    throw new ControlCannotBeMet(
      'careLeavers',
      `${month.yearEnding}`,
      `${others.length + uasc} in care would come of age and ${entering} more would have to become looked after.`,
    )
  const mayLeave = others.filter(child => child.staysUntil < month.firstDay && child.adultOn > month.firstDay + 45)
  const leavers = shuffled(chance, mayLeave).slice(0, leaving)
  if (leavers.length < leaving)
    throw new ControlCannotBeMet(
      'careLeavers',
      `${month.yearEnding}`,
      `${leaving} too many come of age in care, and cannot all leave before.`,
    )
  const leaveEarly = new Map<DayNumber, Child[]>()
  for (const child of leavers) {
    const days = workingDaysWithin(month.firstDay + 5, Math.min(child.adultOn - 15, lastDay - 32))
    const day = days[chance.whole(0, days.length - 1)] ?? month.firstDay
    leaveEarly.set(day, [...(leaveEarly.get(day) ?? []), child])
  }
  const enterFrom = month.firstDay + 5
  const enterBy = Array.from(
    { length: entering },
    (_, at) => enterFrom + Math.round((at * 200) / Math.max(entering, 1)),
  )
  return {
    lastDay,
    isForeseen: true,
    stillToEnter: entering,
    enterBy,
    areNeeded: neededLater(state, month.yearEnding),
    leaveEarly,
  }
}

/** Of the next two years with a cohort, those who would come of age in one for which there are too few so far. */
const neededLater = (state: CountyState, yearEnding: number): ((child: Child) => boolean) => {
  const { turned18InCare } = state.controls.careLeavers
  const short = [1, 2].flatMap(later => {
    const [from, to] = [dayNumber(`${yearEnding + later - 1}-04-01`), dayNumber(`${yearEnding + later}-03-31`)]
    const then = ({ adultOn }: Child) => adultOn >= from && adultOn <= to
    const wanted = turned18InCare[`${yearEnding + later}`] ?? 0
    const have =
      state.pools.uascInCare.members().filter(then).length + state.pools.othersInCare.members().filter(then).length
    return have < wanted ? [then] : []
  })
  return child => short.some(then => then(child))
}
