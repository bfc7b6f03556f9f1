import { addDays, addMinutes, addWorkingDays, dateAt, instantOf, isWorkingDay } from '../../calendar/index.ts'
import type { CivilDate, Instant } from '../../calendar/index.ts'
import type { Stream } from '../chance/random.ts'

/** When each chair is taken, by worker. */
export type Diaries = Map<number, { readonly from: Instant; readonly to: Instant }[]>

const starts = ['09:30', '11:30', '14:00', '10:00', '13:00', '15:30'] as const

/** A time at which a chair is free, on or some days before the day by which the meeting is due; undefined where there is none. */
export const freeTime = (
  diaries: Diaries,
  chair: number,
  stream: Stream,
  { dueOn, length, opens }: { readonly dueOn: CivilDate; readonly length: number; readonly opens: Instant },
): Instant | undefined => {
  const today = dateAt(opens)
  const taken = diaries.get(chair) ?? []
  let day = isWorkingDay(dueOn) ? dueOn : addWorkingDays(dueOn, -1)
  if (day > addDays(today, 3)) day = addWorkingDays(day, -stream.whole(0, 4))
  if (day < today) day = today
  const first = stream.whole(0, 2)
  for (let tried = 0; tried < 4; tried += 1) {
    for (let turn = 0; turn < starts.length; turn += 1) {
      const from = instantOf(`${day}T${starts[((first + turn) % 3) + (turn > 2 ? 3 : 0)] ?? '09:30'}`)
      const to = addMinutes(from, length)
      if (from <= opens || taken.some(each => each.from < to && each.to > from)) continue
      diaries.set(chair, [...taken, { from, to }])
      return from
    }
    day = addWorkingDays(day, day > today && tried > 1 ? -1 : 1)
  }
  return undefined
}
