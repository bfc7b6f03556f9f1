import { addDays, civilDate, dayNumber, dateOf, dayWrittenIn, isCivilDate, weekday, addMonths } from './civil-date.ts'
import type { CivilDate } from './civil-date.ts'
import { digitAt, twoDigitsAt } from './digits.ts'

/** A moment, as UTC text to the millisecond: `2020-12-14T09:00:00.000Z`. Two of them compare as text compares. */
export type Instant = string

/** A date and time on the clocks of England, without a zone: `2020-12-14T09:00`. */
export type LocalTime = string

const zonedForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/
const localForm = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})$/

/** Whether the text is a date that exists and a time of day, in the form `YYYY-MM-DDTHH:MM`. */
export const isLocalTime = (text: string): boolean => {
  const match = localForm.exec(text)
  return match !== null && isCivilDate(match[1] ?? '') && Number(match[2]) < 24 && Number(match[3]) < 60
}

const lastSunday = (year: number, month: number): CivilDate => {
  const end = addDays(addMonths(civilDate(year, month, 1), 1), -1)
  return addDays(end, -((weekday(end) + 1) % 7))
}

/** Whether British Summer Time is in force: from 01:00 UTC on the last Sunday of March to the same of October. */
const isSummerTime = (utc: string): boolean => {
  const year = Number(utc.slice(0, 4))
  return utc >= `${lastSunday(year, 3)}T01:00` && utc < `${lastSunday(year, 10)}T01:00`
}

const minutesOf = (local: string) => Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16))

const atMinutes = (day: number, minutes: number): LocalTime => {
  const whole = day + Math.floor(minutes / 1440)
  const within = ((minutes % 1440) + 1440) % 1440
  const hour = Math.floor(within / 60)
  return `${dateOf(whole)}T${String(hour).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`
}

const shift = (local: string, minutes: number): LocalTime =>
  atMinutes(dayNumber(local.slice(0, 10)), minutesOf(local) + minutes)

/** The date and time in England at an instant. */
export const localTime = (instant: Instant): LocalTime =>
  shift(instant.slice(0, 16), isSummerTime(instant.slice(0, 16)) ? 60 : 0)

/** The date in England at an instant. */
export const dateAt = (instant: Instant): CivilDate => localTime(instant).slice(0, 10)

const utcOf = (local: LocalTime): string => {
  const asSummer = shift(local, -60)
  return isSummerTime(asSummer) ? asSummer : local
}

/** Whether the clocks of England showed this time: there is none in the hour that is skipped in March. */
export const isTimeInEngland = (text: string): boolean =>
  isLocalTime(text) && localTime(`${utcOf(text)}:00.000Z`) === text

/**
 * The instant of a date and time in England. The hour that comes twice in October is taken as the first; a time in the
 * hour that is skipped in March is refused.
 */
export const instantOf = (local: LocalTime): Instant => {
  if (!isLocalTime(local)) throw new RangeError(`'${local}' is not a time in the form YYYY-MM-DDTHH:MM.`)
  if (!isTimeInEngland(local))
    throw new RangeError(`There is no ${local.slice(11)} on ${local.slice(0, 10)}: the clocks go forward.`)
  return `${utcOf(local)}:00.000Z`
}

/** Whether the clocks of England showed this time twice: in the hour that is gone through again in October. */
export const comesTwice = (local: LocalTime): boolean =>
  isTimeInEngland(local) && isSummerTime(shift(local, -60)) && !isSummerTime(local)

/** The first instant of a date in England. */
export const startOfDay = (date: CivilDate): Instant => instantOf(`${date}T00:00`)

/** The instant so many minutes later. */
export const addMinutes = (instant: Instant, minutes: number): Instant =>
  `${shift(instant.slice(0, 16), minutes)}${instant.slice(16)}`

/** The instant so many hours later; hours of real time, whatever the clocks do. */
export const addHours = (instant: Instant, hours: number): Instant => addMinutes(instant, hours * 60)

/** The machine's own time: the one place where it is asked. */
export const machineNow = (): Instant => new Date().toISOString()

const millisecondsOfDay = 86_400_000

/** Milliseconds since 1970 of an instant: for clocks that run, and for what is written in numbers. */
export const millisecondsOf = (instant: Instant): number => {
  const day = dayWrittenIn(instant)
  const [hour, minute, second] = [twoDigitsAt(instant, 11), twoDigitsAt(instant, 14), twoDigitsAt(instant, 17)]
  const millisecond = twoDigitsAt(instant, 20) * 10 + digitAt(instant, 22)
  const isWhole = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60 && millisecond >= 0
  if (day === undefined || instant.length !== 24 || instant[10] !== 'T' || instant[23] !== 'Z' || !isWhole)
    throw new RangeError(`'${instant}' is not an instant in the form YYYY-MM-DDTHH:MM:SS.mmmZ.`)
  return day * millisecondsOfDay + ((hour * 60 + minute) * 60 + second) * 1000 + millisecond
}

/** The instant of a date and time that names its zone (`2020-10-01T09:00:30+01:00`); undefined where it is none. */
export const instantInZone = (text: string): Instant | undefined => {
  const milliseconds = Date.parse(text)
  return zonedForm.test(text) && isCivilDate(text.slice(0, 10)) && !Number.isNaN(milliseconds)
    ? instantAt(milliseconds)
    : undefined
}

/** The inverse of `millisecondsOf`. */
export const instantAt = (milliseconds: number): Instant => new Date(milliseconds).toISOString()

/** The time of day as a person says it: `9am`, `2:30pm`, `midday`. */
export const timeInWords = (time: string): string => {
  const hour = Number(time.slice(0, 2))
  const minute = time.slice(3, 5)
  if (minute === '00' && hour === 12) return 'midday'
  if (minute === '00' && hour === 0) return 'midnight'
  return `${hour % 12 === 0 ? 12 : hour % 12}${minute === '00' ? '' : `:${minute}`}${hour < 12 ? 'am' : 'pm'}`
}
