import { twoDigitsAt } from './digits.ts'

/** A day in the calendar of England, written `YYYY-MM-DD`. Two of them compare as text compares. */
export type CivilDate = string

/** A count of days since 1 January 1970: the form in which days are added and compared quickly. */
export type DayNumber = number

const leap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** The number of days in a month; months run from 1 to 12. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 && leap(year) ? 29 : (monthLengths[month - 1] ?? 0)

const twoDigits = (value: number) => (value < 10 ? `0${value}` : `${value}`)

/** The date of a year, month (1 to 12) and day. The day must exist. */
export const civilDate = (year: number, month: number, day: number): CivilDate => {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month))
    throw new RangeError(`There is no day ${day} of month ${month} in ${year}.`)
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`
}

const hyphen = 45

/** The day that the first ten characters of a text name, or undefined where they name none. */
export const dayWrittenIn = (text: string): DayNumber | undefined => {
  const year = twoDigitsAt(text, 0) * 100 + twoDigitsAt(text, 2)
  const month = twoDigitsAt(text, 5)
  const day = twoDigitsAt(text, 8)
  if (text.charCodeAt(4) !== hyphen || text.charCodeAt(7) !== hyphen) return undefined
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined
  return countDays(year, month, day)
}

/** Whether the text names a day that exists, in the form `YYYY-MM-DD`. */
export const isCivilDate = (text: string): boolean => text.length === 10 && dayWrittenIn(text) !== undefined

type Parts = { readonly year: number; readonly month: number; readonly day: number }

const parted = new Map<CivilDate, Parts>()

/** The year, month (1 to 12) and day of a date. */
export const partsOf = (date: CivilDate): Parts => {
  const known = parted.get(date)
  if (known !== undefined) return known
  if (!isCivilDate(date)) throw new RangeError(`'${date}' is not a date in the form YYYY-MM-DD.`)
  const parts = { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) }
  parted.set(date, parts)
  return parts
}

/** Days since 1 January 1970. */
export const dayNumber = (date: CivilDate): DayNumber => {
  const days = date.length === 10 ? dayWrittenIn(date) : undefined
  if (days === undefined) throw new RangeError(`'${date}' is not a date in the form YYYY-MM-DD.`)
  return days
}

/** By the proleptic Gregorian calendar (Howard Hinnant's days_from_civil). */
const countDays = (civilYear: number, month: number, day: number): DayNumber => {
  const year = month <= 2 ? civilYear - 1 : civilYear
  const era = Math.floor(year / 400)
  const yearOfEra = year - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

const named = new Map<DayNumber, CivilDate>()

/** The date of a day number: the inverse of `dayNumber`. */
export const dateOf = (days: DayNumber): CivilDate => {
  const known = named.get(days)
  if (known !== undefined) return known
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const date = civilDate(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  named.set(days, date)
  return date
}

/** The date so many days later; earlier where the count is negative. */
export const addDays = (date: CivilDate, days: number): CivilDate => dateOf(dayNumber(date) + days)

/** The same day so many months later, or the last day of a shorter month. */
export const addMonths = (date: CivilDate, months: number): CivilDate => {
  const { year, month, day } = partsOf(date)
  const index = year * 12 + (month - 1) + months
  const laterYear = Math.floor(index / 12)
  const laterMonth = index - laterYear * 12 + 1
  return civilDate(laterYear, laterMonth, Math.min(day, daysInMonth(laterYear, laterMonth)))
}

/** The same day so many years later; 29 February becomes 28 February where it must. */
export const addYears = (date: CivilDate, years: number): CivilDate => addMonths(date, years * 12)

/** Days from one date to another; negative where the second is earlier. */
export const daysBetween = (from: CivilDate, to: CivilDate): number => dayNumber(to) - dayNumber(from)

/** 0 for Monday to 6 for Sunday. */
export const weekday = (date: CivilDate): number => weekdayOf(dayNumber(date))

/** 0 for Monday to 6 for Sunday, of a day number. */
export const weekdayOf = (days: DayNumber): number => (((days + 3) % 7) + 7) % 7

export const firstOfMonth = (date: CivilDate): CivilDate => `${date.slice(0, 7)}-01`

export const endOfMonth = (date: CivilDate): CivilDate => {
  const { year, month } = partsOf(date)
  return civilDate(year, month, daysInMonth(year, month))
}

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** The date as a person writes it: `3 March 2020`. */
export const inWords = (date: CivilDate): string => {
  const { year, month, day } = partsOf(date)
  return `${day} ${monthNames[month - 1] ?? ''} ${year}`
}

/** The month as a person writes it: `March 2020`. */
export const monthInWords = (date: CivilDate): string => {
  const { year, month } = partsOf(date)
  return `${monthNames[month - 1] ?? ''} ${year}`
}
