import { dateOf } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import { ControlCannotBeMet } from '../controls/index.ts'
import type { CareEnds } from './care-ends.ts'
import { foreseenUntil } from './care-entry.ts'
import type { CareYear } from './care-year.ts'
import type { Child } from './child.ts'
import type { Care } from './events.ts'
import type { Pace } from './pace.ts'
import { endCare } from './record.ts'
import type { CountyState, WorkingDay } from './state.ts'

/** How likely a child is to leave care, by the days looked after: many in the first half year, few between, more after a year. */
const likelihood = (days: number): number =>
  days < 7 ? 0.02 : days < 180 ? 0.9 : days < 365 ? 0.5 : days < 1_100 ? 0.6 : 0.3

const reasonFor = (state: CountyState, child: Child, day: DayNumber): NonNullable<Care['endReason']> => {
  const chance = state.chance('care: reason')
  if (child.isUasc) return chance.happens(0.75) ? 'transferred' : 'otherCarer'
  const days = day - (child.care?.startedOn ?? day)
  const age = (day - child.bornOn) / 365.25
  if (days > 300 && age < 7 && child.care?.legalStatus !== 'section20' && chance.happens(0.7)) return 'adopted'
  if (days > 250 && age < 14 && chance.happens(0.4)) return 'specialGuardianship'
  return chance.happens(0.8) ? 'returnedHome' : 'otherCarer'
}

type Leaving = {
  readonly isUasc: boolean
  readonly pace: Pace
  readonly year: CareYear
  readonly ends: CareEnds
  /** Told of each who leaves. */
  readonly onLeaving: (child: Child) => void
}

/** Those who cease to be looked after on a day other than by their 18th birthday, or on a day fixed before. */
export const leaveCare = (state: CountyState, { day, month, place }: WorkingDay, leaving: Leaving): void => {
  const { isUasc, pace, year, ends, onLeaving } = leaving
  if (pace.due(place) <= 0) return
  const chance = state.chance('care: leaving')
  const pool = isUasc ? state.pools.uascInCare : state.pools.othersInCare
  const isCrowded = !isUasc && ends.roomInNext() < 0
  const stayUntil = foreseenUntil(year, ends)
  const may = (child: Child) =>
    child.adultOn > stayUntil &&
    child.staysUntil < day &&
    child.careEndYear !== month.yearEnding &&
    (child.care?.startedOn ?? day) < day
  const isLikely = (child: Child) =>
    may(child) && !year.areNeeded(child) && chance.happens(likelihood(day - (child.care?.startedOn ?? day)))
  const crowds = (child: Child) => ends.isInNext(child.adultOn) && may(child)
  while (pace.due(place) > 0) {
    const child =
      (isCrowded ? pool.pick(chance, crowds) : null) ?? pool.pick(chance, isLikely) ?? pool.pick(chance, may)
    if (child === null)
      throw new ControlCannotBeMet(
        isUasc ? 'lookedAfterUasc' : 'lookedAfter',
        month.key,
        `nobody is left to cease on ${dateOf(day)}.`,
      )
    const reason = reasonFor(state, child, day)
    endCare(state, child, day, month.yearEnding, reason)
    onLeaving(child)
    if (reason !== 'returnedHome') state.likelyToClose.push(child)
    pace.take()
  }
}
