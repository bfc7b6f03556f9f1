import {
  addDays,
  addMonths,
  endOfMonth,
  firstOfMonth,
  inWords,
  isWorkingDay,
  monthInWords,
  partsOf,
  weekday,
} from '../../../../calendar/index.ts'
import type { CivilDate, Period } from '../../../../calendar/index.ts'
import type { CalendarItem } from './items.ts'

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** A month or a week that a calendar shows, in whole weeks from Monday to Sunday. */
export type Shown = {
  readonly view: 'month' | 'week'
  readonly title: string
  readonly days: Period
  /** A day in the one before, and in the one after. */
  readonly before: CivilDate
  readonly after: CivilDate
}

const mondayOf = (date: CivilDate): CivilDate => addDays(date, -weekday(date))

/** The month or the week in which a day lies. */
export const shownAround = (view: 'month' | 'week', on: CivilDate): Shown => {
  if (view === 'week') {
    const from = mondayOf(on)
    const to = addDays(from, 6)
    return {
      view,
      title: `${inWords(from)} to ${inWords(to)}`,
      days: { from, to },
      before: addDays(from, -7),
      after: addDays(from, 7),
    }
  }
  const first = firstOfMonth(on)
  return {
    view,
    title: monthInWords(on),
    days: { from: mondayOf(first), to: addDays(mondayOf(endOfMonth(on)), 6) },
    before: addMonths(first, -1),
    after: addMonths(first, 1),
  }
}

/** A day of the table. */
export type Day = {
  readonly on: CivilDate
  readonly number: number
  readonly words: string
  readonly isToday: boolean
  /** Of the month before or after. */
  readonly outside: boolean
  readonly works: boolean
  readonly items: readonly CalendarItem[]
  readonly more: number
  /** Whether the owner of the calendar is away. */
  readonly away: boolean
}

/** What lasts for days is said on its first day, and again at the beginning of each week. */
const standsOn = (item: CalendarItem, on: CivilDate): boolean =>
  item.on === on || (item.before !== undefined && weekday(on) === 0 && item.on < on && on < item.before)

/** The days of what is shown in rows of a week, each with what stands on it, cut to what a cell can hold. */
export const weeksOf = (
  shown: Shown,
  items: readonly CalendarItem[],
  { today, most }: { readonly today: CivilDate; readonly most: number },
): readonly (readonly Day[])[] => {
  const weeks: Day[][] = []
  const month = addDays(shown.days.from, 7).slice(0, 7)
  for (let monday = shown.days.from; monday <= shown.days.to; monday = addDays(monday, 7))
    weeks.push(
      weekdays.map((name, index) => {
        const on = addDays(monday, index)
        const there = items.filter(item => standsOn(item, on))
        // One more line would take as much room as saying that there is one.
        const cut = there.length > most + 1 ? most : there.length
        return {
          on,
          number: partsOf(on).day,
          words: `${name} ${inWords(on)}`,
          isToday: on === today,
          outside: shown.view === 'month' && on.slice(0, 7) !== month,
          works: isWorkingDay(on),
          items: there.slice(0, cut),
          more: there.length - cut,
          away: items.some(
            ({ kind, own, on: first, before }) => kind === 'away' && own === true && first <= on && on < (before ?? on),
          ),
        }
      }),
    )
  return weeks
}
