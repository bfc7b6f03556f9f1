import {
  addDays,
  addHours,
  addMonths,
  addWorkingDays,
  dateAt,
  instantOf,
  isLocalTime,
  isWorkingDay,
} from '../calendar/index.ts'
import type { CivilDate, Instant } from '../calendar/index.ts'

/** A length of time as the law counts it. The day of the event is day 0. */
export type Span = {
  readonly unit: 'hours' | 'days' | 'workingDays' | 'months' | 'workingMorning'
  /** How many; for `workingMorning` the hour of that morning. */
  readonly count: number
  /** Common practice and not law: a council's policy takes its place, where it can only tighten a span of the law. */
  readonly local?: true
}

export const hours = (count: number): Span => ({ unit: 'hours', count })
export const days = (count: number): Span => ({ unit: 'days', count })
export const weeks = (count: number): Span => ({ unit: 'days', count: count * 7 })
export const workingDays = (count: number): Span => ({ unit: 'workingDays', count })
export const months = (count: number): Span => ({ unit: 'months', count })
/** Until an hour of the next morning on which people work, at least an hour away: what comes at night is read by then. */
export const workingMorning = (hour: number): Span => ({ unit: 'workingMorning', count: hour })

/** The same span as common practice, which the law does not set. */
export const local = (span: Span): Span => ({ ...span, local: true })

/** A span as a person says it: `15 working days`, `6 weeks`, `3 months`. */
export const spanInWords = ({ unit, count }: Span): string => {
  const plural = (word: string, number: number) => `${number} ${word}${number === 1 ? '' : 's'}`
  if (unit === 'hours') return plural('hour', count)
  if (unit === 'months') return plural('month', count)
  if (unit === 'workingDays') return plural('working day', count)
  if (unit === 'workingMorning') return `${count}am on the next working morning`
  return count > 0 && count % 7 === 0 ? plural('week', count / 7) : plural('day', count)
}

/** A span as a limit: `within 15 working days of the referral`, `by 10am on the next working morning after the duty call`. */
export const limitInWords = (span: Span, start: string, aside = ''): string =>
  span.unit === 'workingMorning'
    ? `by ${spanInWords(span)}${aside} after ${start}`
    : `within ${spanInWords(span)}${aside} of ${start}`

/** A rule with the day from which it judges, and the day after which it no longer does where it was repealed. */
export type Dated<Rule> = Rule & {
  readonly from: CivilDate
  readonly until?: CivilDate
  /** The law, guidance or local practice that says so. */
  readonly basis: string
}

/** The versions of one rule, oldest first. The version is chosen by the day on which a clock starts. */
export const inForce = <const Rules extends readonly Dated<object>[]>(rules: Rules): Rules => rules

/** The rule in force on a day, or undefined where none was. */
export const ruleOn = <Rule extends { readonly from: CivilDate; readonly until?: CivilDate }>(
  rules: readonly Rule[],
  day: CivilDate,
): Rule | undefined => {
  for (let index = rules.length - 1; index >= 0; index -= 1) {
    const rule = rules[index]
    if (rule !== undefined && rule.from <= day && (rule.until === undefined || day <= rule.until)) return rule
  }
  return undefined
}

/** A birthday on and after which the law asks for nothing more of its kind, and the law that says so. */
export type LastBirthday = { readonly age: number; readonly basis: string }

/** From the 18th birthday on nobody is a child: neither in need, nor to be protected, nor looked after. */
export const adulthood: LastBirthday = { age: 18, basis: 'Children Act 1989 section 105(1)' }

/** No work recurs less often than once a year: to whoever is younger than this the next is owed as a child. */
export const lastYearOfChildhood = adulthood.age - 1

/** Support as a care leaver ends with the 25th birthday. */
export const supportEnds: LastBirthday = { age: 25, basis: 'Children Act 1989 sections 23CA and 23CZB' }

/** When something falls due: a day, and the minute too where the law counts hours. */
export type DueMoment = { readonly on: CivilDate; readonly at?: Instant }

/** The end of a span from a date, or from a date and time in England where the span is in hours. */
export const endOfSpan = (span: Span, start: string): DueMoment => {
  const day = start.slice(0, 10)
  switch (span.unit) {
    case 'hours': {
      const at = addHours(instantOf(isLocalTime(start) ? start : `${day}T00:00`), span.count)
      return { on: dateAt(at), at }
    }
    case 'days':
      return { on: addDays(day, span.count) }
    case 'workingDays':
      return { on: addWorkingDays(day, span.count) }
    case 'months':
      return { on: addMonths(day, span.count) }
    case 'workingMorning': {
      const hour = Number((isLocalTime(start) ? start : `${day}T00:00`).slice(11, 13))
      const on = isWorkingDay(day) && hour < span.count - 1 ? day : addWorkingDays(day, 1)
      return { on, at: instantOf(`${on}T${String(span.count).padStart(2, '0')}:00`) }
    }
  }
}

/** The earlier of two moments at which something falls due. */
export const earlier = (one: DueMoment, other: DueMoment): DueMoment =>
  other.on < one.on || (other.on === one.on && (other.at ?? '~') < (one.at ?? '~')) ? other : one
