import type { DayNumber } from '../../calendar/index.ts'
import type { Occupant } from '../workforce/index.ts'
import type { Case } from './cases.ts'
import type { PoolSeat } from './seating.ts'

/** A case with those of its children who are someone's responsibility at the moment. */
export type Holding = { readonly of: Case; readonly active: Set<number> }

/** A seat in a pool with whoever sits there at the moment, and what is held there. */
export type Place = {
  readonly seat: PoolSeat
  occupant: Occupant
  load: number
  readonly holdings: Set<Holding>
  isOpen: boolean
}

/** Until the day of the report workers are held to what the controls say they carry on it. */
export type Limits = { readonly from: DayNumber; readonly to: DayNumber; readonly newcomersMost: number }

/** A newly qualified worker's load while it is protected, as a share of the others'. */
const protectedShare = 0.74

/** The place of a pool that has most room for a case of so many children. */
export const roomiest = (pool: readonly Place[], size: number, day: DayNumber, limits: Limits): Place => {
  const isLimited = day >= limits.from && day <= limits.to
  let best: Place | undefined
  let least = Infinity
  for (const place of pool) {
    if (!place.isOpen) continue
    const { newlyQualified } = place.occupant
    const appetite = (newlyQualified ? protectedShare : 1) * (isLimited ? place.seat.appetite : 1)
    const most = newlyQualified ? limits.newcomersMost : isLimited ? place.seat.most : Infinity
    const full = place.load + size > most ? 1000 : 0
    const pressure = full + (place.load + size) / appetite
    if (pressure < least) {
      least = pressure
      best = place
    }
  }
  if (best === undefined) throw new RangeError('A pool has no worker.')
  return best
}

/** Among colleagues the one with most to do who holds a case that a place has room for, with that case. */
export const caseToHandOver = (
  place: Place,
  colleagues: readonly Place[],
): { readonly giver: Place; readonly holding: Holding } | undefined => {
  const room = place.seat.most - place.load
  const fits = ({ active }: Holding) => active.size > 0 && active.size <= room
  const giver = colleagues
    .filter(other => other !== place && other.isOpen && [...other.holdings].some(fits))
    .reduce<Place | undefined>((most, other) => (other.load > (most?.load ?? 0) ? other : most), undefined)
  const holding = giver === undefined ? undefined : [...giver.holdings].find(fits)
  return giver === undefined || holding === undefined ? undefined : { giver, holding }
}
