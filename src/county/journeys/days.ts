import { addWorkingDaysTo, addYears, birthday, dateOf, dayNumber, isWorkingDayNumber } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import type { Stream } from '../chance/random.ts'

/** The day itself where it is a working day, else the last one before it. */
export const workingDayBefore = (day: DayNumber): DayNumber =>
  isWorkingDayNumber(day) ? day : addWorkingDaysTo(day, -1)

/** The day itself where it is a working day, else the next one. */
export const workingDayAfter = (day: DayNumber): DayNumber => (isWorkingDayNumber(day) ? day : addWorkingDaysTo(day, 1))

/** A length in days, of the given mean, at least `least` and short of `most`: many short ones and a few long. */
export const length = (stream: Stream, mean: number, least: number, most: number): number => {
  const days = least - Math.log(1 - stream.fraction()) * Math.max(mean - least, 1)
  return Math.floor(days < most ? days : least + stream.fraction() * Math.max(most - least, 0))
}

/** The date of birth of one whose 18th birthday is on the day. */
export const bornToComeOfAgeOn = (adultOn: DayNumber): DayNumber => dayNumber(addYears(dateOf(adultOn), -18))

/** The day on which one born then reaches an age in years. */
export const dayOfAge = (bornOn: DayNumber, years: number): DayNumber => dayNumber(birthday(dateOf(bornOn), years))
