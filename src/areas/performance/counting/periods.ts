import { addDays } from '../../../calendar/index.ts'
import type { CivilDate, Period } from '../../../calendar/index.ts'

/**
 * The days at which any of the periods begins, or begins to be over, in order: between two of them every period is wholly
 * in or wholly out, so that what is counted between them adds up to any period.
 */
export const boundaries = (periods: readonly Period[]): readonly CivilDate[] =>
  [...new Set(periods.flatMap(({ from, to }) => [from, addDays(to, 1)]))].sort()

/** The periods in layers, within each of which none overlaps another; each with its place in the list given. */
export const layers = (periods: readonly Period[]): readonly (readonly (Period & { readonly place: number })[])[] => {
  const made: (Period & { readonly place: number })[][] = []
  const inOrder = periods
    .map((period, place) => ({ ...period, place }))
    .sort((one, other) => (one.from < other.from ? -1 : 1))
  for (const period of inOrder) {
    const layer = made.find(each => (each.at(-1)?.to ?? '') < period.from)
    if (layer === undefined) made.push([period])
    else layer.push(period)
  }
  return made
}

/** The first and last day of all. */
export const span = (periods: readonly Period[]): Period => ({
  from: periods.map(({ from }) => from).reduce((one, other) => (other < one ? other : one)),
  to: periods.map(({ to }) => to).reduce((one, other) => (other > one ? other : one)),
})
