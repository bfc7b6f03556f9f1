import { dayNumber } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import type { Controls } from '../controls/index.ts'
import type { Occupant } from '../workforce/index.ts'
import type { Case } from './cases.ts'
import type { PoolSeat } from './seating.ts'

/** On a day some children of a family become the responsibility of a worker. */
export type Handing = {
  readonly family: number
  readonly day: DayNumber
  readonly children: readonly number[]
  readonly worker: number
  readonly team: string
  readonly service: Case['service']
}

type Holding = { readonly of: Case; readonly active: Set<number> }

type Place = {
  readonly seat: PoolSeat
  occupant: Occupant
  load: number
  readonly holdings: Set<Holding>
  isOpen: boolean
}

type Happening =
  | { readonly day: DayNumber; readonly kind: 'leave' | 'join'; readonly holding: Holding; readonly child: number }
  | { readonly day: DayNumber; readonly kind: 'sit' | 'give up'; readonly place: Place; readonly occupant: Occupant }

const rank = { leave: 0, sit: 1, 'give up': 2, join: 3 } as const

/** A newly qualified worker's load while it is protected, as a share of the others'. */
const protectedShare = 0.74

/** What each worker holds on a day. */
export type Caseload = { readonly worker: number; readonly service: Case['service']; readonly children: number }

/** Shares all cases among the seats, day by day. Answers with every handing, and with the caseloads on the controls' day. */
export const shareCases = (
  controls: Controls,
  cases: readonly Case[],
  poolOf: (of: Case) => number,
  seats: readonly PoolSeat[],
): { readonly handings: readonly Handing[]; readonly caseloads: readonly Caseload[] } => {
  const reportDay = dayNumber(controls.caseloads.on)
  const limitsFrom = reportDay - 150
  const newcomersMost = controls.caseloads.others.newlyQualifiedMean
  const handings: Handing[] = []
  const placeOf = new Map<Holding, Place>()
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
  happenings.sort((one, other) => one.day - other.day || rank[one.kind] - rank[other.kind])

  const hand = (holding: Holding, place: Place, day: DayNumber, children: readonly number[]) =>
    handings.push({
      family: holding.of.family,
      day,
      children,
      worker: place.occupant.worker,
      team: place.seat.team,
      service: holding.of.service,
    })

  const choose = (pool: number, size: number, day: DayNumber): Place => {
    const limited = day >= limitsFrom && day <= reportDay
    let best: Place | undefined
    let least = Infinity
    for (const place of pools[pool] ?? []) {
      if (!place.isOpen) continue
      const { newlyQualified } = place.occupant
      const appetite = (newlyQualified ? protectedShare : 1) * (limited ? place.seat.appetite : 1)
      const most = newlyQualified ? newcomersMost : limited ? place.seat.most : Infinity
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

  const take = (holding: Holding, place: Place) => {
    place.holdings.add(holding)
    place.load += holding.active.size
    placeOf.set(holding, place)
  }
  const drop = (holding: Holding, place: Place) => {
    place.holdings.delete(holding)
    place.load -= holding.active.size
  }
  const passOn = (holding: Holding, from: Place, day: DayNumber) => {
    drop(holding, from)
    const next = choose(from.seat.pool, holding.active.size, day)
    take(holding, next)
    hand(holding, next, day, [...holding.active])
  }

  const sit = (place: Place, occupant: Occupant, day: DayNumber) => {
    place.occupant = occupant
    if (!place.isOpen) {
      place.isOpen = true
      return
    }
    for (const holding of [...place.holdings]) {
      if (occupant.newlyQualified && place.load > newcomersMost) passOn(holding, place, day)
      else hand(holding, place, day, [...holding.active])
    }
  }

  /** What a seat lacks that must be full on the report's day, the colleagues who hold the most hand over to it. */
  const fill = (place: Place, colleagues: readonly Place[]) => {
    while (place.load < place.seat.most) {
      const room = place.seat.most - place.load
      const fits = ({ active }: Holding) => active.size > 0 && active.size <= room
      const giver = colleagues
        .filter(other => other !== place && other.isOpen && [...other.holdings].some(fits))
        .reduce<Place | undefined>((most, other) => (other.load > (most?.load ?? 0) ? other : most), undefined)
      const holding = giver === undefined ? undefined : [...giver.holdings].find(fits)
      if (giver === undefined || holding === undefined) return
      drop(holding, giver)
      take(holding, place)
      hand(holding, place, reportDay, [...holding.active])
    }
  }

  let caseloads: Caseload[] | undefined
  const snapshot = (): Caseload[] =>
    pools.flat().flatMap(place => {
      const [first] = place.holdings
      return first === undefined
        ? []
        : [{ worker: place.occupant.worker, service: first.of.service, children: place.load }]
    })

  let joining: { readonly holding: Holding; readonly children: number[]; readonly day: DayNumber } | undefined
  const settleJoin = () => {
    if (joining === undefined) return
    const { holding, children, day } = joining
    joining = undefined
    let place = holding.active.size === 0 ? undefined : placeOf.get(holding)
    if (place === undefined) {
      place = choose(poolOf(holding.of), children.length, day)
      place.holdings.add(holding)
      placeOf.set(holding, place)
    }
    for (const child of children) holding.active.add(child)
    place.load += children.length
    hand(holding, place, day, children)
  }

  for (const happening of happenings) {
    if (happening.kind !== 'join' || joining?.holding !== happening.holding || joining.day !== happening.day)
      settleJoin()
    if (caseloads === undefined && happening.day > reportDay) {
      for (const pool of pools) for (const place of pool) if (place.seat.isFull && place.isOpen) fill(place, pool)
      caseloads = snapshot()
    }
    switch (happening.kind) {
      case 'join':
        joining ??= { holding: happening.holding, children: [], day: happening.day }
        joining.children.push(happening.child)
        break
      case 'leave': {
        const place = placeOf.get(happening.holding)
        if (place === undefined) break
        happening.holding.active.delete(happening.child)
        place.load -= 1
        if (happening.holding.active.size === 0) place.holdings.delete(happening.holding)
        break
      }
      case 'sit':
        sit(happening.place, happening.occupant, happening.day)
        break
      case 'give up': {
        const { place, day } = happening
        place.isOpen = false
        for (const holding of [...place.holdings]) passOn(holding, place, day)
        break
      }
    }
  }
  settleJoin()
  return { handings, caseloads: caseloads ?? snapshot() }
}
