import { addDays, ageOn, birthday, daysBetween } from '../../calendar/index.ts'
import type { CivilDate } from '../../calendar/index.ts'
import type { CareLeaverCategory } from '../codes/care-leavers.ts'
import type { CarePeriod } from './birthdays.ts'

/** Thirteen weeks: how long somebody must have been looked after since the age of 14. */
const daysNeeded = 13 * 7

const daysWithin = (periods: readonly CarePeriod[], from: CivilDate, to: CivilDate): number =>
  periods.reduce((sum, { startedOn, endedOn }) => {
    const [start, end] = [startedOn > from ? startedOn : from, endedOn !== null && endedOn < to ? endedOn : to]
    return start < end ? sum + daysBetween(start, end) : sum
  }, 0)

/**
 * The day from which somebody looked after since a day, and in earlier periods, is an eligible child should care go on: the
 * 16th birthday, or the day on which it will have been 13 weeks since the age of 14 where that is later.
 */
export const eligibleFrom = (bornOn: CivilDate, since: CivilDate, before: readonly CarePeriod[]): CivilDate => {
  const [at14, at16] = [birthday(bornOn, 14), birthday(bornOn, 16)]
  const from = since > at14 ? since : at14
  const missing = Math.max(0, daysNeeded - daysWithin(before, at14, from))
  const reached = addDays(from, missing)
  return reached > at16 ? reached : at16
}

/** What the dates of care say of a young person's entitlement on a day. */
export type CategoryByDates = {
  readonly category: CareLeaverCategory | undefined
  /** Days looked after since the age of 14 and before 18. */
  readonly daysSince14: number
  /** Whether any of them was at 16 or 17. */
  readonly at16: boolean
}

/**
 * The category that follows from the periods of care alone. Short breaks in a series are no care here; what the dates
 * cannot show (detention at 16, settled at home, special guardianship) is for whoever decides.
 */
export const categoryByDates = (periods: readonly CarePeriod[], bornOn: CivilDate, on: CivilDate): CategoryByDates => {
  const [at14, at16, at18, at25] = [
    birthday(bornOn, 14),
    birthday(bornOn, 16),
    birthday(bornOn, 18),
    birthday(bornOn, 25),
  ]
  const until = on < at18 ? on : at18
  const daysSince14 = daysWithin(periods, at14, until)
  const some = daysWithin(periods, at16, until) > 0
  const inCare = periods.some(({ startedOn, endedOn }) => startedOn <= on && (endedOn === null || endedOn > on))
  const by = (category: CareLeaverCategory | undefined): CategoryByDates => ({ category, daysSince14, at16: some })
  if (on < at16 || on >= at25) return by(undefined)
  if (daysSince14 >= daysNeeded && some) return by(on >= at18 ? 'formerRelevant' : inCare ? 'eligible' : 'relevant')
  return by(some && !inCare ? 'qualifying' : undefined)
}

/** Whether a recorded category can no longer be so at an age: eligible and relevant end at 18, and before it nobody is former relevant. */
export const isOutOfDate = (category: string, bornOn: CivilDate, on: CivilDate): boolean => {
  const age = ageOn(bornOn, on)
  return category === 'eligible' || category === 'relevant' ? age >= 18 : category === 'formerRelevant' && age < 18
}
