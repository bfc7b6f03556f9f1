import type { Stream } from '../chance/random.ts'

/** A month's quota spread over its working days. Several at once may run ahead of the day's due, never of the month's rest. */
export type Pace = {
  /** How many are left in the month. */
  readonly rest: () => number
  /** How many are due by the end of the working day of this place in the month. */
  readonly due: (workingDay: number) => number
  readonly take: () => void
}

export const paceOf = (total: number, workingDays: number, stream: Stream): Pace => {
  const byDay = new Array<number>(workingDays).fill(0)
  for (let unit = 0; unit < total; unit += 1) {
    const day = stream.whole(0, workingDays - 1)
    byDay[day] = (byDay[day] ?? 0) + 1
  }
  const dueBy: number[] = []
  let sum = 0
  for (const count of byDay) dueBy.push((sum += count))
  let done = 0
  return {
    rest: () => total - done,
    due: workingDay => (dueBy[workingDay] ?? total) - done,
    take: () => {
      done += 1
    },
  }
}
