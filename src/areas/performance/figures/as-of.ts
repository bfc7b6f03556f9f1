import {
  addDays,
  instantAt,
  instantInZone,
  instantOf,
  isCivilDate,
  isLocalTime,
  millisecondsOf,
  startOfDay,
} from '../../../calendar/index.ts'
import type { CivilDate, Instant } from '../../../calendar/index.ts'

/** The last instant of a date in England. */
export const endOfDay = (date: CivilDate): Instant => instantAt(millisecondsOf(startOfDay(addDays(date, 1))) - 1)

/**
 * The instant that somebody typed: a date is taken to its end, a date and time is England's unless it names another zone
 * (`2020-10-01`, `2020-10-01T09:00`, `2020-10-01T08:00:00Z`). Undefined where it is none of these.
 */
export const readInstant = (text: string): Instant | undefined => {
  if (isCivilDate(text)) return text >= '1900-01-01' && text < '2200-01-01' ? endOfDay(text) : undefined
  try {
    return isLocalTime(text) ? instantOf(text) : instantInZone(text)
  } catch (error) {
    // An hour that the clocks skip is no instant.
    if (error instanceof RangeError) return undefined
    throw error
  }
}
