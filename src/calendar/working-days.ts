import { bankHolidays, firstKnownYear, lastKnownYear } from './bank-holidays.ts'
import { civilDate, dateOf, dayNumber, weekdayOf } from './civil-date.ts'
import type { CivilDate, DayNumber } from './civil-date.ts'

/** The first day of which it is known whether people work on it. */
export const firstKnownDate: CivilDate = civilDate(firstKnownYear, 1, 1)

const firstKnownDay = dayNumber(firstKnownDate)
const lastKnownDay = dayNumber(civilDate(lastKnownYear, 12, 31))

/**
 * For each known day, how many working days lie before it. Saturdays, Sundays, Christmas Day, Good Friday and bank
 * holidays are not working days (the children's services regulations agree; Working Together leaves it undefined).
 */
const { workingDaysBefore, nthWorkingDay } = (() => {
  const holidays = new Set(bankHolidays.map(dayNumber))
  for (let year = firstKnownYear; year <= lastKnownYear; year += 1) holidays.add(dayNumber(civilDate(year, 12, 25)))
  const before = new Int32Array(lastKnownDay - firstKnownDay + 2)
  const nth: DayNumber[] = []
  for (let day = firstKnownDay; day <= lastKnownDay; day += 1) {
    const works = weekdayOf(day) < 5 && !holidays.has(day)
    if (works) nth.push(day)
    before[day - firstKnownDay + 1] = (before[day - firstKnownDay] ?? 0) + (works ? 1 : 0)
  }
  return { workingDaysBefore: before, nthWorkingDay: nth }
})()

const countBefore = (day: DayNumber): number => {
  if (day < firstKnownDay || day > lastKnownDay)
    throw new RangeError(
      `${dateOf(day)} is outside the years whose bank holidays are known (${firstKnownYear} to ${lastKnownYear}).`,
    )
  return workingDaysBefore[day - firstKnownDay] ?? 0
}

/** Whether a day number is a working day in England. */
export const isWorkingDayNumber = (day: DayNumber): boolean => {
  const before = countBefore(day)
  return (workingDaysBefore[day - firstKnownDay + 1] ?? 0) > before
}

/** Whether a date is a working day in England. */
export const isWorkingDay = (date: CivilDate): boolean => isWorkingDayNumber(dayNumber(date))

/** The day number of the n-th working day after a day, which itself is day 0; the n-th before it where n is negative. */
export const addWorkingDaysTo = (day: DayNumber, count: number): DayNumber => {
  if (count === 0) return day
  const before = countBefore(day)
  const through = before + (isWorkingDayNumber(day) ? 1 : 0)
  const found = nthWorkingDay[count > 0 ? through + count - 1 : before + count]
  if (found === undefined)
    throw new RangeError(
      `${count} working days from ${dateOf(day)} is outside the years whose bank holidays are known (${firstKnownYear} to ${lastKnownYear}).`,
    )
  return found
}

/** The n-th working day after a date, which itself is day 0; the n-th before it where n is negative. */
export const addWorkingDays = (date: CivilDate, count: number): CivilDate =>
  count === 0 ? date : dateOf(addWorkingDaysTo(dayNumber(date), count))

/** Working days after the first date up to and including the second; negative where the second is earlier. */
export const workingDaysBetween = (from: CivilDate, to: CivilDate): number =>
  workingDaysBetweenDays(dayNumber(from), dayNumber(to))

/** Working days after the first day number up to and including the second; negative where the second is earlier. */
export const workingDaysBetweenDays = (from: DayNumber, to: DayNumber): number =>
  from <= to ? countThrough(to) - countThrough(from) : -(countThrough(from) - countThrough(to))

const countThrough = (day: DayNumber) => countBefore(day) + (isWorkingDayNumber(day) ? 1 : 0)

/** The date itself where it is a working day, else the next one. */
export const onOrAfterWorkingDay = (date: CivilDate): CivilDate => (isWorkingDay(date) ? date : addWorkingDays(date, 1))
