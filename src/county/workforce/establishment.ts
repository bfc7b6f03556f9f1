import { dayNumber } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import type { Role } from '../../journey/index.ts'
import { streamOf } from '../chance/random.ts'
import type { Controls } from '../controls/index.ts'
import { holdingServices, partsOf, teamKeys } from './organisation.ts'
import type { Roster } from './roster.ts'
import { fillSeat } from './seats.ts'
import type { Occupant } from './seats.ts'

/** Those who hold no children but record, decide, review and answer: by team, one seat after another. */
export type Establishment = {
  /** Who manages a team, by its key. */
  readonly managers: ReadonlyMap<string, readonly Occupant[]>
  readonly pointOfAccess: readonly (readonly Occupant[])[]
  readonly partnership: readonly (readonly Occupant[])[]
  readonly emergencyDuty: readonly (readonly Occupant[])[]
  readonly chairs: readonly (readonly Occupant[])[]
  readonly businessSupport: readonly (readonly Occupant[])[]
  /** Those of business support who write for the chairs. */
  readonly chairsSupport: readonly (readonly Occupant[])[]
}

/** How many seats the whole county has; a smaller county has fewer, but at least one. */
const seats: readonly {
  readonly role: Role
  readonly team: string | null
  readonly count: number
  readonly fixed?: boolean
}[] = [
  { role: 'serviceManager', team: 'point-of-access', count: 1, fixed: true },
  { role: 'serviceManager', team: 'quality-and-review', count: 1, fixed: true },
  { role: 'director', team: null, count: 1, fixed: true },
  { role: 'councillor', team: null, count: 6 },
  { role: 'analyst', team: null, count: 4 },
  { role: 'auditor', team: 'quality-and-review', count: 5 },
  { role: 'informationGovernance', team: null, count: 2 },
  { role: 'administrator', team: null, count: 2 },
]

const slow = { permanent: 7, agency: 1, agencyShare: 0.1 }

/** Draws up everybody who holds no children, for a county of the controls' size. */
export const establish = (roster: Roster, controls: Controls, seed: number): Establishment => {
  const recordsFrom = dayNumber(controls.county.recordsFrom)
  const lastDay = dayNumber(controls.county.lastDay)
  const scale = controls.scale ?? 1
  const stream = streamOf(seed, 'establishment')
  const seat = (role: Role, team: string | null, from: DayNumber = recordsFrom) =>
    fillSeat(roster, stream, {
      seed,
      role,
      team,
      recordsFrom,
      lastDay,
      from,
      to: null,
      years: slow,
      newlyQualifiedFrom: null,
    })
  const many = (role: Role, team: string | null, count: number) =>
    Array.from({ length: Math.max(1, Math.round(count * scale)) }, () => seat(role, team))

  const managers = new Map<string, readonly Occupant[]>()
  const businessSupport: (readonly Occupant[])[] = []
  for (const { service } of holdingServices) {
    for (const part of partsOf(controls)) {
      const keys = teamKeys(controls, service, part)
      for (const team of keys) managers.set(team, seat('teamManager', team))
      const first = keys[0]
      if (first === undefined) continue
      businessSupport.push(seat('businessSupport', first))
    }
    const [part] = partsOf(controls)
    const first = part === undefined ? undefined : teamKeys(controls, service, part)[0]
    if (first !== undefined) seat('serviceManager', first)
  }
  for (const team of ['point-of-access', 'multi-agency-partnership', 'emergency-duty', 'quality-and-review'])
    managers.set(team, seat('teamManager', team))
  for (const { role, team, count, fixed } of seats)
    if (fixed === true) seat(role, team)
    else many(role, team, count)
  return {
    managers,
    pointOfAccess: many('pointOfAccessWorker', 'point-of-access', 24),
    partnership: many('pointOfAccessWorker', 'multi-agency-partnership', 9),
    emergencyDuty: many('dutyWorker', 'emergency-duty', 14),
    chairs: many('conferenceChair', 'quality-and-review', 26),
    businessSupport,
    chairsSupport: many('businessSupport', 'quality-and-review', 8),
  }
}

/** Who sits in a seat on a day; before the first, the first. */
export const occupantOn = (seat: readonly Occupant[], day: DayNumber): number =>
  (seat.findLast(occupant => occupant.from <= day) ?? seat[0])?.worker ?? 1
