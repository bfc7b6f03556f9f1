import { dateOf, dayNumber, endOfMonth, financialYearEnding, isWorkingDay } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'

/** A month of the county's history; the last may be cut short by the last day of the records. */
export type Month = {
  /** Its place among the months of the history, from 0. */
  readonly index: number
  /** `YYYY-MM`. */
  readonly key: string
  readonly firstDay: DayNumber
  readonly lastDay: DayNumber
  readonly workingDays: readonly DayNumber[]
  /** The working days that belong to the history, as a share of those of the whole month. */
  readonly part: number
  /** The calendar month, April being 0. */
  readonly season: number
  /** The year of the March that ends its financial year. */
  readonly yearEnding: number
}

/** The working days from one day to another, both included. */
export const workingDaysWithin = (from: DayNumber, to: DayNumber): DayNumber[] => {
  const days: DayNumber[] = []
  for (let day = from; day <= to; day += 1) if (isWorkingDay(dateOf(day))) days.push(day)
  return days
}

/** The months from one date to another; the first must begin a month. */
export const monthsBetween = (from: string, to: string): readonly Month[] => {
  const months: Month[] = []
  const last = dayNumber(to)
  for (let firstDay = dayNumber(from); firstDay <= last;) {
    const key = dateOf(firstDay).slice(0, 7)
    const monthEnd = dayNumber(endOfMonth(dateOf(firstDay)))
    const lastDay = Math.min(monthEnd, last)
    const workingDays = workingDaysWithin(firstDay, lastDay)
    months.push({
      index: months.length,
      key,
      firstDay,
      lastDay,
      workingDays,
      part: workingDays.length / workingDaysWithin(firstDay, monthEnd).length,
      season: (Number(key.slice(5, 7)) + 8) % 12,
      yearEnding: financialYearEnding(dateOf(firstDay)),
    })
    firstDay = monthEnd + 1
  }
  return months
}
