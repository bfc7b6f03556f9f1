import { isWorkingDayNumber } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import { occupantOn } from '../workforce/index.ts'
import type { Establishment, Occupant } from '../workforce/index.ts'
import type { Hand } from './act.ts'

/** Who holds a child in a part, and in which team. */
export type Holder = { readonly worker: number; readonly team: string }

/** Who holds one child at the moment, by part. */
export type Holders = {
  socialWorker: Holder | undefined
  personalAdviser: Holder | undefined
  earlyHelpWorker: Holder | undefined
  reviewingOfficer: Holder | undefined
}

export const nobodyYet = (): Holders => ({
  socialWorker: undefined,
  personalAdviser: undefined,
  earlyHelpWorker: undefined,
  reviewingOfficer: undefined,
})

const from = (seats: readonly (readonly Occupant[])[], number: number, day: DayNumber): number =>
  occupantOn(seats[number % Math.max(1, seats.length)] ?? [], day)

/** The seat of the chair who goes on with a family. */
export const chairSeat = (establishment: Establishment, family: number): readonly Occupant[] =>
  establishment.chairs[(family * 7) % Math.max(1, establishment.chairs.length)] ?? []

const chairTeam = 'quality-and-review'

/** Who writes an entry, and in which team: whoever holds the child, or whoever is on. */
export const writtenBy = (
  establishment: Establishment,
  hand: Hand,
  {
    holders,
    family,
    day,
    turn,
  }: { readonly holders: Holders; readonly family: number; readonly day: DayNumber; readonly turn: number },
): Holder => {
  const emergency = () => ({ worker: from(establishment.emergencyDuty, turn, day), team: 'emergency-duty' })
  const assessmentManager = (): Holder => {
    const [first] = establishment.managers
    return first === undefined ? emergency() : { worker: occupantOn(first[1], day), team: first[0] }
  }
  const managerOf = (holder: Holder | undefined): Holder => {
    const seat = holder === undefined ? undefined : establishment.managers.get(holder.team)
    return holder === undefined || seat === undefined
      ? assessmentManager()
      : { worker: occupantOn(seat, day), team: holder.team }
  }
  const chair = () => ({ worker: occupantOn(chairSeat(establishment, family), day), team: chairTeam })
  switch (hand) {
    case 'pointOfAccess':
      return isWorkingDayNumber(day)
        ? { worker: from(establishment.pointOfAccess, turn, day), team: 'point-of-access' }
        : emergency()
    case 'partnership':
      return { worker: from(establishment.partnership, turn, day), team: 'multi-agency-partnership' }
    case 'emergencyDuty':
      return isWorkingDayNumber(day) && holders.socialWorker !== undefined ? holders.socialWorker : emergency()
    case 'socialWorker':
      return holders.socialWorker ?? assessmentManager()
    case 'manager':
      return managerOf(holders.socialWorker ?? holders.personalAdviser)
    case 'chair':
      return chair()
    case 'businessSupport':
      return { worker: from(establishment.chairsSupport, family, day), team: chairTeam }
    case 'adviser':
      return holders.personalAdviser ?? holders.socialWorker ?? assessmentManager()
    case 'earlyHelp':
      return (
        holders.earlyHelpWorker ??
        managerOf({
          worker: 0,
          team: [...establishment.managers.keys()].find(key => key.startsWith('early-help')) ?? '',
        })
      )
  }
}

/** The manager who hands a child to a worker of a team. */
export const handedBy = (establishment: Establishment, team: string, day: DayNumber): Holder => ({
  worker: occupantOn(establishment.managers.get(team) ?? [], day),
  team,
})
