import { addWorkingDaysTo, dateOf, instantOf, isWorkingDayNumber } from '../../calendar/index.ts'
import type { DayNumber, Instant } from '../../calendar/index.ts'
import type { Stream } from '../chance/random.ts'

/** A minute on the clocks of England, counted from the first of 1970: a day number times 1440, and the minutes of the day. */
export type Minute = number

export const minuteOf = (day: DayNumber, hours: number, minutes = 0): Minute => day * 1440 + hours * 60 + minutes

const aheadOn = new Map<DayNumber, number>()
const minutesAhead = (day: DayNumber): number => {
  const known = aheadOn.get(day)
  if (known !== undefined) return known
  const ahead = instantOf(`${dateOf(day)}T12:00`).slice(11, 13) === '11' ? 60 : 0
  aheadOn.set(day, ahead)
  return ahead
}

const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'))

/** The instant of a minute between six in the morning and midnight. */
export const instantAt = (minute: Minute): Instant => {
  const day = Math.floor(minute / 1440)
  const utc = minute - minutesAhead(day)
  const within = utc - day * 1440
  return `${dateOf(day)}T${twoDigits[Math.floor(within / 60)] ?? '00'}:${twoDigits[within % 60] ?? '00'}:00.000Z`
}

/** Written down at once, as a decision at the front door is; by those who work on any day; and how often it comes late. */
export type When = { readonly atOnce: boolean; readonly anyDay: boolean; readonly lateShare: number }

const opens = 8 * 60 + 50
const closes = 17 * 60 + 40

/**
 * When the entries of one family are recorded: on the day itself or the next working days, in working hours, one after
 * another; a few come late. Nothing is recorded after `limit`.
 */
export const recorder = (stream: Stream, limit: Minute) => {
  let last: Minute = 0
  return {
    /** The minute at which work that was done on a day is recorded. */
    record: (done: DayNumber, { atOnce, anyDay, lateShare }: When): Minute => {
      const first = anyDay || isWorkingDayNumber(done) ? done : addWorkingDaysTo(done, 1)
      const chance = stream.fraction()
      const isLate = !atOnce && chance < lateShare
      const waits = isLate ? stream.whole(4, 24) : atOnce || chance < 0.68 ? 0 : chance < 0.95 ? 1 : 2
      const day = waits === 0 ? first : addWorkingDaysTo(first, waits)
      const drawn = day * 1440 + stream.whole(opens, closes)
      if (isLate) return Math.max(Math.min(drawn, limit), done * 1440 + opens)
      const orderly = Math.max(drawn, last >= drawn && last < drawn + 7 * 1440 ? last + stream.whole(0, 6) : drawn)
      // Out of hours there is still an evening to write it down.
      const within = orderly - Math.floor(orderly / 1440) * 1440
      const minute = Math.min(within > 23 * 60 ? Math.max(last, orderly - 60) : orderly, limit)
      last = Math.max(last, minute)
      return minute
    },
  }
}
