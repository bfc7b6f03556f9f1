import type { DayNumber } from '../../calendar/index.ts'
import { ControlCannotBeMet } from '../controls/index.ts'
import type { Month } from '../plan/index.ts'
import type { Stream } from '../chance/random.ts'
import type { Child } from './child.ts'
import type { CountyState } from './state.ts'

/** One who becomes looked after, goes home and comes back within the year: planned as a whole, because few would by chance. */
type Return = { readonly entry: number; readonly exitOn: DayNumber; readonly returnOn: DayNumber }

export type Returns = {
  /** Takes a return that is to begin with a care start of the month, if one is left. */
  readonly beginIn: (month: Month) => Return | null
  /** How many begun or planned ones leave care in a month. */
  readonly exitsIn: (month: Month) => number
  /** How many care starts of the month must begin one. */
  readonly leftIn: (month: Month) => number
  readonly leaving: Map<DayNumber, Child[]>
  readonly returning: Map<DayNumber, Child[]>
}

const anyDayOf = (chance: Stream, month: Month): DayNumber =>
  month.workingDays[chance.whole(0, month.workingDays.length - 1)] ?? month.firstDay

/** Plans every return of the history: in care four or three months before, home again by one month before. */
export const planReturns = (state: CountyState): Returns => {
  const chance = state.chance('care: returns')
  const { months, flows } = state.plan
  const byEntry = new Map<number, Return[]>()
  const all: Return[] = []
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
    beginIn: month => byEntry.get(month.index)?.shift() ?? null,
    exitsIn: month => all.filter(({ exitOn }) => exitOn >= month.firstDay && exitOn <= month.lastDay).length,
    leftIn: month => byEntry.get(month.index)?.length ?? 0,
    leaving: new Map(),
    returning: new Map(),
  }
}
