import { addDays, addMonths, civilDate, endOfMonth, firstOfMonth, partsOf } from './civil-date.ts'
import type { CivilDate } from './civil-date.ts'

/** A run of days, both ends included. */
export type Period = { readonly from: CivilDate; readonly to: CivilDate }

/** The calendar month of a date. */
export const monthOf = (date: CivilDate): Period => ({ from: firstOfMonth(date), to: endOfMonth(date) })

/** So many calendar months, the last being the month of the date, in order. */
export const monthsTo = (date: CivilDate, count: number): readonly Period[] =>
  Array.from({ length: count }, (_, index) => monthOf(addMonths(firstOfMonth(date), index - count + 1)))

/** The financial year that ends on 31 March of the year named. */
export const financialYear = (endingIn: number): Period => ({
  from: civilDate(endingIn - 1, 4, 1),
  to: civilDate(endingIn, 3, 31),
})

/** The year in which the financial year of a date ends. */
export const financialYearEnding = (date: CivilDate): number => {
  const { year, month } = partsOf(date)
  return month >= 4 ? year + 1 : year
}

/** The quarter of the financial year: April to June is the first. */
export const quarterOf = (date: CivilDate): Period & { readonly quarter: 1 | 2 | 3 | 4 } => {
  const { year, month } = partsOf(date)
  const index = Math.floor((month - 1) / 3)
  const from = civilDate(year, index * 3 + 1, 1)
  const quarters = [4, 1, 2, 3] as const
  return { from, to: addDays(addMonths(from, 3), -1), quarter: quarters[index] ?? 4 }
}

/** Whether a date lies in a period, its ends included. */
export const isWithin = (date: CivilDate, period: Period): boolean => date >= period.from && date <= period.to
