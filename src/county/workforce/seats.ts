import type { DayNumber } from '../../calendar/index.ts'
import type { Role } from '../../journey/index.ts'
import type { Stream } from '../chance/random.ts'
import { appoint } from './roster.ts'
import type { Roster } from './roster.ts'

export type Occupant = {
  readonly worker: number
  readonly from: DayNumber
  readonly to: DayNumber | null
  readonly newlyQualified: boolean
}

/** A place in a team that one worker after another fills, from the day it was made until it is given up. */
export type Seat = {
  readonly team: string
  readonly from: DayNumber
  readonly to: DayNumber | null
  readonly occupants: readonly Occupant[]
}

export type SeatHistory = {
  readonly seed: number
  readonly role: Role
  readonly team: string | null
  /** The first day of the records: whoever sits there then came earlier. */
  readonly recordsFrom: DayNumber
  readonly lastDay: DayNumber
  readonly from: DayNumber
  readonly to: DayNumber | null
  /** Mean years that a permanent and an agency worker stay, and the share of appointments that are agency. */
  readonly years: { readonly permanent: number; readonly agency: number; readonly agencyShare: number }
  /** The day on which a newly qualified worker takes the seat, whoever sat there before. */
  readonly newlyQualifiedFrom: DayNumber | null
}

/** The Monday on or after a day. */
const mondayFrom = (day: DayNumber): DayNumber => day + ((7 - ((day + 3) % 7)) % 7)

const stay = (stream: Stream, years: number): number =>
  Math.max(60, Math.round(-Math.log(1 - stream.fraction()) * years * 365))

/** Fills a seat with one worker after another, each starting when the one before leaves. */
export const fillSeat = (roster: Roster, stream: Stream, seat: SeatHistory): readonly Occupant[] => {
  const occupants: Occupant[] = []
  const beganBefore = seat.from <= seat.recordsFrom
  let from = beganBefore ? mondayFrom(seat.recordsFrom - stay(stream, 3)) : seat.from
  while (seat.to === null || from < seat.to) {
    const newlyQualified = seat.newlyQualifiedFrom !== null && from === seat.newlyQualifiedFrom
    const agency = !newlyQualified && stream.happens(seat.years.agencyShare)
    const until = mondayFrom(
      (beganBefore && occupants.length === 0 ? seat.recordsFrom : from) +
        stay(stream, agency ? seat.years.agency : seat.years.permanent),
    )
    const limits = [seat.to, seat.newlyQualifiedFrom].filter(limit => limit !== null && limit > from) as DayNumber[]
    const end = Math.min(newlyQualified ? Infinity : until, ...limits)
    const to = end > seat.lastDay ? null : end
    occupants.push({
      worker: appoint(roster, seat.seed, {
        role: seat.role,
        team: seat.team,
        agency,
        from,
        to,
        newlyQualifiedOn: newlyQualified ? from - 14 : null,
      }),
      from,
      to,
      newlyQualified,
    })
    if (to === null) break
    from = to
  }
  return occupants
}
