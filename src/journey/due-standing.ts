import { addDays, dateAt, daysBetween, inWords, localTime, timeInWords } from '../calendar/index.ts'
import type { Instant } from '../calendar/index.ts'
import type { DutyRow } from './reckoning/rows.ts'

/** How a due day stands to today. `soon` is within the next seven days. */
export type DueStanding = 'overdue' | 'today' | 'soon' | 'later' | 'undated'

export const dueStanding = (duty: Pick<DutyRow, 'dueOn' | 'dueAt'>, now: Instant): DueStanding => {
  const today = dateAt(now)
  if (duty.dueOn === null) return 'undated'
  if (duty.dueOn < today || (duty.dueAt !== null && duty.dueAt < now)) return 'overdue'
  if (duty.dueOn === today) return 'today'
  return duty.dueOn <= addDays(today, 7) ? 'soon' : 'later'
}

const days = (count: number) => (count === 1 ? '1 day' : `${count} days`)

/** The day by which a duty is due, and where that stands today: `16 December 2020`, `in 2 days`; no clock where no day is set. */
export const dueInWords = (
  duty: Pick<DutyRow, 'dueOn' | 'dueAt'>,
  now: Instant,
): { readonly by: string; readonly clock: string } => {
  if (duty.dueOn === null) return { by: 'No date is set', clock: '' }
  const by =
    duty.dueAt === null
      ? inWords(duty.dueOn)
      : `${timeInWords(localTime(duty.dueAt).slice(11))} on ${inWords(duty.dueOn)}`
  const away = daysBetween(dateAt(now), duty.dueOn)
  if (away < 0) return { by, clock: `${days(-away)} late` }
  if (away === 0) return { by, clock: dueStanding(duty, now) === 'overdue' ? 'late today' : 'today' }
  return { by, clock: away === 1 ? 'tomorrow' : `in ${days(away)}` }
}
