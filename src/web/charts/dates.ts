import {
  addDays,
  addMonths,
  daysBetween,
  civilDate,
  dayNumber,
  firstOfMonth,
  monthInWords,
  partsOf,
} from '../../calendar/index.ts'
import type { CivilDate } from '../../calendar/index.ts'

/** A mark on an axis of time. */
export type DateTick = { readonly on: CivilDate; readonly label: string }

const shortMonth = (date: CivilDate): string => monthInWords(date).slice(0, 3)

const stepFor = (months: number): number => [1, 2, 3, 6, 12, 24, 60, 120].find(step => months / step <= 9) ?? 240

const dayTicks = (from: CivilDate, to: CivilDate): readonly DateTick[] => {
  const days = daysBetween(from, to)
  const step = [1, 2, 7, 14].find(each => days / each <= 6) ?? 14
  return Array.from({ length: Math.floor(days / step) + 1 }, (_, index) => {
    const on = addDays(from, index * step)
    return { on, label: `${partsOf(on).day} ${shortMonth(on)}` }
  })
}

/** At most about nine marks between two dates: days where it is short, months with their names, years where they begin. */
export const dateTicks = (from: CivilDate, to: CivilDate): readonly DateTick[] => {
  if (daysBetween(from, to) < 75) return dayTicks(from, to)
  const [first, last] = [partsOf(from), partsOf(to)]
  const step = stepFor((last.year - first.year) * 12 + last.month - first.month)
  const ticks: DateTick[] = []
  const startMonth = step >= 12 ? 1 : Math.ceil(first.month / step) * step - step + 1
  for (
    let on = civilDate(first.year, startMonth, 1);
    dayNumber(on) <= dayNumber(to);
    on = addMonths(firstOfMonth(on), step)
  ) {
    const { year, month } = partsOf(on)
    if (on >= from)
      ticks.push({
        on,
        label:
          step >= 12 ? String(year) : month === 1 || ticks.length === 0 ? `${shortMonth(on)} ${year}` : shortMonth(on),
      })
  }
  return ticks
}
