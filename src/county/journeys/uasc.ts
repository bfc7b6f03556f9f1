import { addYears, dateOf, dayNumber } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import type { Segment } from '../plan/index.ts'
import { chooseWeighted } from '../chance/random.ts'
import { bornToComeOfAgeOn } from './days.ts'
import type { CountyState } from './state.ts'

/** How many unaccompanied children may come of age in care in each period between two stated stocks, and do so far. */
export type UascBirthdays = readonly {
  readonly from: DayNumber
  readonly to: DayNumber
  readonly most: number
  taken: number
}[]

/** The rest of a period's ends are transfers and the like, so that no month is all birthdays. */
const shareByBirthday = 0.85

export const uascBirthdays = (state: CountyState): UascBirthdays =>
  state.plan.careSegments.uasc.map((segment: Segment) => ({
    from: state.plan.months[segment.from]?.firstDay ?? 0,
    to: state.plan.months[segment.to]?.lastDay ?? 0,
    most: Math.floor(segment.ends * shareByBirthday),
    taken: 0,
  }))

/** Takes a place for a birthday, where one is left. Days after the history need none. */
const takesPlace = (birthdays: UascBirthdays, day: DayNumber): boolean => {
  const period = birthdays.find(({ from, to }) => day >= from && day <= to)
  if (period === undefined) return true
  if (period.taken >= period.most) return false
  period.taken += 1
  return true
}

/** Gives back the place of one who leaves before the birthday. */
export const releaseBirthday = (birthdays: UascBirthdays, adultOn: DayNumber): void => {
  const period = birthdays.find(({ from, to }) => adultOn >= from && adultOn <= to)
  if (period !== undefined) period.taken -= 1
}

/**
 * A date of birth for an unaccompanied child. Their ages are often not known for certain, so the simulation may choose:
 * the 18th birthday falls after `after` and where there is room among those who leave care.
 */
export const assignUascBirth = (
  state: CountyState,
  birthdays: UascBirthdays,
  today: DayNumber,
  after: DayNumber,
  arrivedOn: DayNumber,
): DayNumber => {
  const chance = state.chance('unaccompanied: birth')
  const earliest = Math.max(after, today + 100)
  for (let attempt = 0; attempt < 30; attempt += 1) {
    const age = Number(chooseWeighted(chance, state.controls.hazards.uascAges))
    const adultOn = dayNumber(addYears(dateOf(arrivedOn), 18 - age)) - chance.whole(0, 364)
    if (adultOn > earliest && takesPlace(birthdays, adultOn)) return bornToComeOfAgeOn(adultOn)
  }
  for (const period of birthdays) {
    const from = Math.max(period.from, earliest + 1)
    if (from <= period.to && period.taken < period.most) {
      period.taken += 1
      return bornToComeOfAgeOn(chance.whole(from, period.to))
    }
  }
  return bornToComeOfAgeOn(Math.max(state.lastDay, earliest) + chance.whole(1, 300))
}
