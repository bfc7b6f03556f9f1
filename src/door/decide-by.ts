import { addHours } from '../calendar/index.ts'
import type { Instant } from '../calendar/index.ts'
import { nextWorkingDayCloses } from '../council/duty-hours.ts'

/** Within so many hours somebody reads what has words of danger in it, at any hour of any day. */
const hoursWhereAlarmed = 4

/**
 * By when it is decided what comes of a request: by the end of the next working day (Working Together to Safeguard
 * Children: within one working day of a referral), and within four hours where it tells of danger.
 */
export const decideBy = (receivedAt: Instant, { isAlarming }: { readonly isAlarming: boolean }): Instant => {
  const nextDay = nextWorkingDayCloses(receivedAt)
  if (!isAlarming) return nextDay
  const soon = addHours(receivedAt, hoursWhereAlarmed)
  return soon < nextDay ? soon : nextDay
}
