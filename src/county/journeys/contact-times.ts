import { addWorkingDaysTo, isWorkingDayNumber } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import { shuffled } from '../chance/random.ts'
import type { Stream } from '../chance/random.ts'

/**
 * Working days for each of several entries, each about so many children, such that the children's average is the mean to the
 * nearest whole sum. Some take longer and others as much less.
 */
export const daysWithMean = (
  sizes: readonly number[],
  mean: number,
  least: number,
  chance: Stream,
): readonly number[] => {
  const children = sizes.reduce((sum, size) => sum + size, 0)
  const base = Math.max(Math.floor(mean), least)
  const days = sizes.map(() => base)
  let left = Math.round(mean * children) - base * children
  // The largest first, so that single children can make up the exact sum.
  const order = shuffled(
    chance,
    sizes.map((size, index) => ({ size, index })),
  ).sort((a, b) => b.size - a.size)
  for (const { size, index } of order) {
    if (size > left) continue
    days[index] = base + 1
    left -= size
  }
  const bySize = Map.groupBy(order, ({ size }) => size)
  for (const same of bySize.values())
    for (let swap = 0; swap < 2 * same.length; swap += 1) {
      const [one, other] = [
        same[chance.whole(0, same.length - 1)]?.index ?? 0,
        same[chance.whole(0, same.length - 1)]?.index ?? 0,
      ]
      if (one === other || (days[one] ?? 0) <= least) continue
      days[one] = (days[one] ?? 0) - 1
      days[other] = (days[other] ?? 0) + 1
    }
  return days
}

/** The day on which a contact came in that was decided after so many working days: now and then at a weekend. */
export const receivedBefore = (decidedOn: DayNumber, workingDays: number, chance: Stream): DayNumber => {
  const day = addWorkingDaysTo(decidedOn, -workingDays)
  if (workingDays === 0 || isWorkingDayNumber(day + 1) || !chance.happens(0.3)) return day
  const idle = addWorkingDaysTo(day, 1) - day - 1
  return day + chance.whole(1, idle)
}
