import { dayNumber } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import type { Controls } from '../controls/index.ts'
import type { Occupant } from '../workforce/index.ts'
import type { Case } from './cases.ts'
import { happeningsOf } from './happenings.ts'
import { caseToHandOver, roomiest } from './places.ts'
import type { Holding, Limits, Place } from './places.ts'
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

/** What each worker holds on a day. */
export type Caseload = { readonly worker: number; readonly service: Case['service']; readonly children: number }

/** Who holds what at the moment, and every handing so far. */
type Office = {
  readonly pools: readonly (readonly Place[])[]
  readonly limits: Limits
  readonly placeOf: Map<Holding, Place>
  readonly handings: Handing[]
}

const hand = ({ handings }: Office, holding: Holding, place: Place, day: DayNumber, children: Iterable<number>) =>
  handings.push({
    family: holding.of.family,
    day,
    children: [...children],
    worker: place.occupant.worker,
    team: place.seat.team,
    service: holding.of.service,
  })

const take = ({ placeOf }: Office, holding: Holding, place: Place): void => {
  place.holdings.add(holding)
  place.load += holding.active.size
  placeOf.set(holding, place)
}

const drop = (holding: Holding, place: Place): void => {
  place.holdings.delete(holding)
  place.load -= holding.active.size
}

const passOn = (office: Office, holding: Holding, from: Place, day: DayNumber): void => {
  drop(holding, from)
  const next = roomiest(office.pools[from.seat.pool] ?? [], holding.active.size, day, office.limits)
  take(office, holding, next)
  hand(office, holding, next, day, holding.active)
}

const sit = (office: Office, place: Place, occupant: Occupant, day: DayNumber): void => {
  place.occupant = occupant
  if (!place.isOpen) {
    place.isOpen = true
    return
  }
  for (const holding of [...place.holdings]) {
    if (occupant.newlyQualified && place.load > office.limits.newcomersMost) passOn(office, holding, place, day)
    else hand(office, holding, place, day, holding.active)
  }
}

const giveUp = (office: Office, place: Place, day: DayNumber): void => {
  place.isOpen = false
  for (const holding of [...place.holdings]) passOn(office, holding, place, day)
}

const leave = ({ placeOf }: Office, holding: Holding, child: number): void => {
  const place = placeOf.get(holding)
  if (place === undefined) return
  holding.active.delete(child)
  place.load -= 1
  if (holding.active.size === 0) place.holdings.delete(holding)
}

/** Children of one case who become somebody's responsibility on the same day. */
type Joining = { readonly holding: Holding; readonly children: number[]; readonly day: DayNumber }

const join = (office: Office, pool: number, { holding, children, day }: Joining): void => {
  let place = holding.active.size === 0 ? undefined : office.placeOf.get(holding)
  if (place === undefined) {
    place = roomiest(office.pools[pool] ?? [], children.length, day, office.limits)
    place.holdings.add(holding)
    office.placeOf.set(holding, place)
  }
  for (const child of children) holding.active.add(child)
  place.load += children.length
  hand(office, holding, place, day, children)
}

/** What seats lack that must be full on the report's day, the colleagues who hold the most hand over to them. */
const fillSeats = (office: Office): void => {
  for (const pool of office.pools)
    for (const place of pool)
      while (place.seat.isFull && place.isOpen && place.load < place.seat.most) {
        const found = caseToHandOver(place, pool)
        if (found === undefined) break
        drop(found.holding, found.giver)
        take(office, found.holding, place)
        hand(office, found.holding, place, office.limits.to, found.holding.active)
      }
}

const caseloadsOf = ({ pools }: Office): readonly Caseload[] =>
  pools.flat().flatMap(place => {
    const [first] = place.holdings
    return first === undefined
      ? []
      : [{ worker: place.occupant.worker, service: first.of.service, children: place.load }]
  })

/** Shares all cases among the seats, day by day. Answers with every handing, and with the caseloads on the controls' day. */
export const shareCases = (
  controls: Controls,
  cases: readonly Case[],
  poolOf: (of: Case) => number,
  seats: readonly PoolSeat[],
): { readonly handings: readonly Handing[]; readonly caseloads: readonly Caseload[] } => {
  const reportDay = dayNumber(controls.caseloads.on)
  const limits = { from: reportDay - 150, to: reportDay, newcomersMost: controls.caseloads.others.newlyQualifiedMean }
  const { pools, happenings } = happeningsOf(cases, seats)
  const office: Office = { pools, limits, placeOf: new Map(), handings: [] }

  let joining: Joining | undefined
  const settleJoin = () => {
    if (joining !== undefined) join(office, poolOf(joining.holding.of), joining)
    joining = undefined
  }
  let caseloads: readonly Caseload[] | undefined
  for (const happening of happenings) {
    const { day } = happening
    if (happening.kind !== 'join' || joining?.holding !== happening.holding || joining.day !== day) settleJoin()
    if (caseloads === undefined && day > reportDay) {
      fillSeats(office)
      caseloads = caseloadsOf(office)
    }
    switch (happening.kind) {
      case 'join':
        joining ??= { holding: happening.holding, children: [], day }
        joining.children.push(happening.child)
        break
      case 'leave':
        leave(office, happening.holding, happening.child)
        break
      case 'sit':
        sit(office, happening.place, happening.occupant, day)
        break
      case 'give up':
        giveUp(office, happening.place, day)
        break
    }
  }
  settleJoin()
  return { handings: office.handings, caseloads: caseloads ?? caseloadsOf(office) }
}
