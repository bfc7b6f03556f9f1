import {
  addDays,
  addWorkingDays,
  dateAt,
  instantOf,
  isWorkingDay,
  localTime,
  millisecondsOf,
  onOrAfterWorkingDay,
} from '../calendar/index.ts'
import type { CivilDate, Instant } from '../calendar/index.ts'

/** When the day teams go home and come back; the duty team has the rest, and the whole of weekends and bank holidays. */
export const officeOpens = '09:00'
export const officeCloses = '17:00'
const eveningEnds = '23:00'

/** From an instant up to another. */
export type Span = { readonly from: Instant; readonly until: Instant }

/** The parts of the duty team's hours. */
export const dutyPeriods = {
  day: 'Day (weekend or bank holiday)',
  evening: 'Evening',
  night: 'Night',
} as const

export type DutyPeriod = keyof typeof dutyPeriods

export const isDutyPeriod = (text: string): text is DutyPeriod => Object.hasOwn(dutyPeriods, text)

/** How long something lasts on the clock of the world: the night on which the clocks change has an hour more or less. */
export const hoursOf = ({ from, until }: Span): number => (millisecondsOf(until) - millisecondsOf(from)) / 3_600_000

const at = (day: CivilDate, time: string): Instant => instantOf(`${day}T${time}`)

/** The usual shifts that begin on a day: on working days an evening and a night, else a day before them. */
export const shiftsOn = (day: CivilDate): readonly (Span & { readonly period: DutyPeriod })[] => [
  ...(isWorkingDay(day) ? [] : [{ period: 'day' as const, from: at(day, officeOpens), until: at(day, officeCloses) }]),
  { period: 'evening', from: at(day, officeCloses), until: at(day, eveningEnds) },
  { period: 'night', from: at(day, eveningEnds), until: at(addDays(day, 1), officeOpens) },
]

/** The day whose night it is: until the morning that of the day before. */
export const nightOf = (now: Instant): CivilDate => {
  const local = localTime(now)
  const day = local.slice(0, 10)
  return local.slice(11) < officeOpens ? addDays(day, -1) : day
}

/** Whether the day teams are at home. */
export const isOutOfHours = (now: Instant): boolean => {
  const local = localTime(now)
  const time = local.slice(11)
  return !isWorkingDay(local.slice(0, 10)) || time < officeOpens || time >= officeCloses
}

/** When the office closes on the next working day after an instant. */
export const nextWorkingDayCloses = (after: Instant): Instant => at(addWorkingDays(dateAt(after), 1), officeCloses)

/** A time in which the duty team has the county, named by the working day on whose evening it begins. */
export type Stretch = Span & { readonly since: CivilDate }

/** The stretch that begins in the evening of a working day: to the next morning, or over a weekend and bank holidays. */
export const stretchSince = (since: CivilDate): Stretch => ({
  since,
  from: at(since, officeCloses),
  until: at(addWorkingDays(since, 1), officeOpens),
})

/** The stretch that lasts, or during office hours the one that ended this morning. */
export const stretchAt = (now: Instant): Stretch => {
  const local = localTime(now)
  const day = local.slice(0, 10)
  return stretchSince(
    isWorkingDay(day) && local.slice(11) >= officeCloses ? day : addWorkingDays(onOrAfterWorkingDay(day), -1),
  )
}

/** The days whose shifts lie in a stretch. */
export const daysOf = ({ since, until }: Stretch): readonly CivilDate[] => {
  const days: CivilDate[] = []
  for (let day = since; day < localTime(until).slice(0, 10); day = addDays(day, 1)) days.push(day)
  return days
}
