import type { DayNumber } from '../../calendar/index.ts'
import type { Occupant } from '../workforce/index.ts'
import type { Case } from './cases.ts'
import type { Holding, Place } from './places.ts'
import type { PoolSeat } from './seating.ts'

/** What changes on a day: a child of a case comes or goes, or a worker does. */
export type Happening =
  | { readonly day: DayNumber; readonly kind: 'leave' | 'join'; readonly holding: Holding; readonly child: number }
  | { readonly day: DayNumber; readonly kind: 'sit' | 'give up'; readonly place: Place; readonly occupant: Occupant }

const rank = { leave: 0, sit: 1, 'give up': 2, join: 3 } as const

/** The places of each pool, nobody sitting there yet, and all that happens there and to the cases, in the order of the days. */
export const happeningsOf = (
  cases: readonly Case[],
  seats: readonly PoolSeat[],
): { readonly pools: readonly (readonly Place[])[]; readonly happenings: readonly Happening[] } => {
  const happenings: Happening[] = []
  const pools: Place[][] = []
  for (const seat of seats) {
    const [first] = seat.occupants
    if (first === undefined) continue
    const place: Place = { seat, occupant: first, load: 0, holdings: new Set(), isOpen: false }
    ;(pools[seat.pool] ??= []).push(place)
    happenings.push({ day: seat.from - 1, kind: 'sit', place, occupant: first })
    for (const occupant of seat.occupants.slice(1))
      happenings.push({ day: occupant.from, kind: 'sit', place, occupant })
    if (seat.to !== null) happenings.push({ day: seat.to, kind: 'give up', place, occupant: first })
  }
  for (const of of cases) {
    const holding: Holding = { of, active: new Set() }
    for (const { child, from, to } of of.members) {
      happenings.push({ day: from, kind: 'join', holding, child })
      if (to !== null) happenings.push({ day: to, kind: 'leave', holding, child })
    }
  }
  return {
    pools,
    happenings: happenings.sort((one, other) => one.day - other.day || rank[one.kind] - rank[other.kind]),
  }
}
