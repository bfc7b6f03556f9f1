import { addMonths, civilDate, dayNumber, firstOfMonth, monthInWords, partsOf } from '../../calendar/index.ts'
import type { CivilDate } from '../../calendar/index.ts'

/** A mark on an axis of time. */
export type DateTick = { readonly on: CivilDate; readonly label: string }

const shortMonth = (date: CivilDate): string => monthInWords(date).slice(0, 3)

const stepFor = (months: number): number => [1, 2, 3, 6, 12, 24, 60, 120].find(step => months / step <= 9) ?? 240

/** At most about nine marks between two dates: months with their names, years where they begin. */
export const dateTicks = (from: CivilDate, to: CivilDate): readonly DateTick[] => {
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
