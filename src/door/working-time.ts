import { addDays, daysBetween, isWorkingDay, localTime } from '../calendar/index.ts'
import type { Instant } from '../calendar/index.ts'
import { officeCloses, officeOpens } from '../council/duty-hours.ts'

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

// The hours in which the point of access works; outside them the duty team answers.
const opens = minutesOf(officeOpens)
const closes = minutesOf(officeCloses)

const minutesInto = (local: string): number => minutesOf(local.slice(11))

/** Working minutes between two instants; negative where the second is earlier. */
const workingMinutesBetween = (from: Instant, to: Instant): number => {
  if (to < from) return -workingMinutesBetween(to, from)
  const [start, end] = [localTime(from), localTime(to)]
  const days = daysBetween(start.slice(0, 10), end.slice(0, 10))
  let minutes = 0
  for (let day = 0; day <= days; day += 1) {
    const date = addDays(start.slice(0, 10), day)
    if (!isWorkingDay(date)) continue
    const first = day === 0 ? Math.max(opens, minutesInto(start)) : opens
    const last = day === days ? Math.min(closes, minutesInto(end)) : closes
    minutes += Math.max(0, last - first)
  }
  return minutes
}

/** Working time left until a decision is due: in words, and as a share of the whole for a bar. */
export type TimeLeft = {
  readonly words: string
  readonly isLate: boolean
  /** From 0 (all of it left) to 100 (none left). */
  readonly gone: number
}

const inWords = (minutes: number): string => {
  const hours = Math.floor(minutes / 60)
  if (hours === 0) return `${minutes} working ${minutes === 1 ? 'minute' : 'minutes'}`
  return `${hours} working ${hours === 1 ? 'hour' : 'hours'}`
}

/** How much working time is left of a request. */
export const timeLeft = (received: Instant, by: Instant, now: Instant): TimeLeft => {
  const left = workingMinutesBetween(now, by)
  const whole = Math.max(1, workingMinutesBetween(received, by))
  const isLate = now > by
  const gone = isLate ? 100 : Math.min(100, Math.max(0, Math.round(100 - (100 * left) / whole)))
  return { words: isLate ? `${inWords(Math.max(0, -left))} late` : `${inWords(left)} left`, isLate, gone }
}
