import { endOfMonth, firstOfMonth, inWords, monthInWords } from '../../../calendar/index.ts'
import type { Period } from '../../../calendar/index.ts'
import type { Reading } from '../counting/tally.ts'
import type { Measure, Unit } from '../measure.ts'
import type { Figure } from './figure.ts'

const grouped = (value: number, digits: number): string =>
  value.toLocaleString('en-GB', { minimumFractionDigits: 0, maximumFractionDigits: digits })

const nouns: Readonly<Record<Exclude<Unit, 'percent' | 'per10000'>, readonly [string, string]>> = {
  children: ['child', 'children'],
  contacts: ['contact', 'contacts'],
  referrals: ['referral', 'referrals'],
  assessments: ['assessment', 'assessments'],
  discussions: ['discussion', 'discussions'],
  conferences: ['conference', 'conferences'],
  episodes: ['time', 'times'],
  workers: ['worker', 'workers'],
  workingDays: ['working day', 'working days'],
  cases: ['case', 'cases'],
}

/** A value as it stands in a table: rounded to a tenth, with a percent sign where it is a share. */
export const valueInTable = (value: number | null, unit: Unit): string =>
  value === null ? 'none to count' : `${grouped(value, 1)}${unit === 'percent' ? '%' : ''}`

/** A value as a sentence says it: `26%`, `770 children`, `38.8 per 10,000`, `3 working days`. */
export const valueInWords = (value: number | null, unit: Unit): string => {
  if (value === null || unit === 'percent') return valueInTable(value, unit)
  if (unit === 'per10000') return `${grouped(value, 1)} per 10,000`
  const [one, many] = nouns[unit]
  return `${grouped(value, 1)} ${value === 1 ? one : many}`
}

/** The two numbers that a figure comes from: `299 of 1,154`, or of a mean what it is taken over: `7,218 cases over 451`. */
export const countsInWords = (
  { taken, unit }: Pick<Measure, 'taken' | 'unit'>,
  numerator: number | null,
  denominator: number,
): string =>
  taken === 'mean'
    ? `${valueInWords(numerator ?? 0, unit)} over ${grouped(denominator, 1)}`
    : `${grouped(numerator ?? 0, 1)} of ${grouped(denominator, 1)}`

/** The same of a figure: of a rise, `from 240 to 276`. Undefined where it comes from one number alone. */
export const comesFrom = (
  { how, measure, unit }: Pick<Figure, 'how' | 'measure'> & { readonly unit: Unit },
  { numerator, denominator }: Pick<Reading, 'numerator' | 'denominator'>,
): string | undefined =>
  denominator === null
    ? undefined
    : how.riseOn === undefined
      ? countsInWords({ taken: how.taken ?? measure.taken, unit }, numerator, denominator)
      : `from ${grouped(denominator, 1)} to ${grouped(denominator + (numerator ?? 0), 1)}`

/** A period as it stands in a table: a day, a month, or from one day to another. */
export const periodInWords = ({ from, to }: Period): string =>
  from === to
    ? inWords(to)
    : from === firstOfMonth(to) && to === endOfMonth(to)
      ? monthInWords(to)
      : `${inWords(from)} to ${inWords(to)}`
