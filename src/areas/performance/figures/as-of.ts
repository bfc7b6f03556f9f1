import {
  addDays,
  instantAt,
  instantOf,
  isCivilDate,
  isLocalTime,
  millisecondsOf,
  startOfDay,
} from '../../../calendar/index.ts'
import type { CivilDate, Instant } from '../../../calendar/index.ts'

/** The last instant of a date in England. */
export const endOfDay = (date: CivilDate): Instant => instantAt(millisecondsOf(startOfDay(addDays(date, 1))) - 1)

const zoned = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/

/**
 * The instant that somebody typed: a date is taken to its end, a date and time is England's unless it names another zone
 * (`2020-10-01`, `2020-10-01T09:00`, `2020-10-01T08:00:00Z`). Undefined where it is none of these.
 */
export const readInstant = (text: string): Instant | undefined => {
  if (isCivilDate(text)) return text >= '1900-01-01' && text < '2200-01-01' ? endOfDay(text) : undefined
  try {
    if (isLocalTime(text)) return instantOf(text)
    if (!zoned.test(text) || !isCivilDate(text.slice(0, 10))) return undefined
    const milliseconds = millisecondsOf(text)
    return Number.isNaN(milliseconds) ? undefined : instantAt(milliseconds)
  } catch (error) {
    // An hour that the clocks skip is no instant.
    if (error instanceof RangeError) return undefined
    throw error
  }
}
