import { instantOf, millisecondsOf } from '../calendar/index.ts'
import type { Instant, LocalTime } from '../calendar/index.ts'
import { counted } from './templates.ts'

/** How long somebody has been gone: in hours for two days, then in days. */
export const goneInWords = (since: LocalTime, now: Instant): string => {
  const hours = Math.floor((millisecondsOf(now) - millisecondsOf(instantOf(since.slice(0, 16)))) / 3_600_000)
  if (hours < 1) return 'less than an hour'
  return hours < 48 ? counted(hours, 'hour') : counted(Math.floor(hours / 24), 'day')
}
