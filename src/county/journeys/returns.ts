import type { DayNumber } from '../../calendar/index.ts'
import { ControlCannotBeMet } from '../controls/index.ts'
import type { Month } from '../plan/index.ts'
import type { Stream } from '../chance/random.ts'
import type { Child } from './child.ts'
import type { CountyState } from './state.ts'

/** One who becomes looked after, goes home and comes back within the year: planned as a whole, because few would by chance. */
type Return = { readonly entry: number; readonly exitOn: DayNumber; readonly returnOn: DayNumber }

/** The returns of the history, as they are carried out. */
export type Returns = {
  /** Lets a return begin with the child's care start, if one is left in the month: whether it did. */
  readonly begin: (month: Month, child: Child) => boolean
  /** How many begun or planned ones leave care in a month. */
  readonly exitsIn: (month: Month) => number
  /** How many care starts of the month must begin one. */
  readonly leftIn: (month: Month) => number
  readonly leaving: ReadonlyMap<DayNumber, Child[]>
  readonly returning: ReadonlyMap<DayNumber, Child[]>
}

const anyDayOf = (chance: Stream, month: Month): DayNumber =>
  month.workingDays[chance.whole(0, month.workingDays.length - 1)] ?? month.firstDay

const schedule = (days: Map<DayNumber, Child[]>, day: DayNumber, child: Child): void => {
  days.set(day, [...(days.get(day) ?? []), child])
}

/** Plans every return of the history: in care four or three months before, home again by one month before. */
export const planReturns = (state: CountyState): Returns => {
  const chance = state.chance('care: returns')
  const { months, flows } = state.plan
  const byEntry = new Map<number, Return[]>()
  const all: Return[] = []
  const leaving = new Map<DayNumber, Child[]>()
  const returning = new Map<DayNumber, Child[]>()
  for (const month of months) {
    for (let made = 0; made < (flows.careReturns[month.index] ?? 0); made += 1) {
      const fits = months.filter(
        ({ index, yearEnding }) =>
          yearEnding === month.yearEnding &&
          index <= month.index - 2 &&
          index >= month.index - 6 &&
          (flows.careStarts[index] ?? 0) > (byEntry.get(index) ?? []).length,
      )
      const entry = fits[chance.whole(0, fits.length - 1)]
      const exit = entry === undefined ? undefined : months[chance.whole(entry.index + 1, month.index - 1)]
      if (entry === undefined || exit === undefined)
        throw new ControlCannotBeMet(
          'careReturns',
          month.key,
          'nobody can have come, gone and come back in the year by then.',
        )
      const planned = { entry: entry.index, exitOn: anyDayOf(chance, exit), returnOn: anyDayOf(chance, month) }
      byEntry.set(entry.index, [...(byEntry.get(entry.index) ?? []), planned])
      all.push(planned)
    }
  }
  return {
    begin: (month, child) => {
      const planned = byEntry.get(month.index)?.shift()
      if (planned === undefined) return false
      schedule(leaving, planned.exitOn, child)
      schedule(returning, planned.returnOn, child)
      return true
    },
    exitsIn: month => all.filter(({ exitOn }) => exitOn >= month.firstDay && exitOn <= month.lastDay).length,
    leftIn: month => byEntry.get(month.index)?.length ?? 0,
    leaving,
    returning,
  }
}
