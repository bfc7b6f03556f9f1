import { ageInWords, dateAt, inWords, localTime, weekday } from '../../calendar/index.ts'
import type { CivilDate, Instant, LocalTime } from '../../calendar/index.ts'
import { isOutOfHours } from '../../council/duty-hours.ts'
import type { DutyShift } from '../../council/duty-roster.ts'
import { dutyDisciplines, isDutyDiscipline } from '../../journey/index.ts'
import { timeInWords } from '../../web/index.ts'

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** `Monday`. */
export const weekdayInWords = (day: CivilDate): string => weekdays[weekday(day)] ?? ''

/** `Sunday 13 December at 11:40pm`: a time of the last weeks. */
export const momentInWords = (at: LocalTime): string => {
  const day = at.slice(0, 10)
  return `${weekdayInWords(day)} ${inWords(day).slice(0, -5)} at ${timeInWords(at.slice(11, 16))}`
}

export const disciplineInWords = (discipline: string): string =>
  isDutyDiscipline(discipline) ? dutyDisciplines[discipline] : discipline

export const ageOf = (bornOn: CivilDate | null, now: Instant): string =>
  bornOn === null ? '' : ageInWords(bornOn, dateAt(now))

/** `Ada King, 11pm to 9am, 01632 960001`. */
export const shiftInWords = ({ name, from, until, telephone }: DutyShift): string =>
  [name, hoursInWords({ from, until }), telephone].filter(Boolean).join(', ')

export const hoursInWords = ({ from, until }: { readonly from: Instant; readonly until: Instant }): string =>
  `${timeInWords(localTime(from).slice(11, 16))} to ${timeInWords(localTime(until).slice(11, 16))}`

/** Those of a time by discipline, in the order in which the disciplines stand. */
export const byDiscipline = (
  shifts: readonly DutyShift[],
): readonly { readonly discipline: string; readonly shifts: readonly DutyShift[] }[] =>
  Object.keys(dutyDisciplines).map(discipline => ({
    discipline: disciplineInWords(discipline),
    shifts: shifts.filter(each => each.discipline === discipline),
  }))

/** Whether it is the duty team’s time, in a sentence. */
export const whoseTime = (now: Instant): string =>
  isOutOfHours(now)
    ? 'The day teams are at home: the duty team has the county.'
    : 'The day teams are at work until 5pm.'
