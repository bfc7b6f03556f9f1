import type { DayNumber } from '../../calendar/index.ts'
import type { Stream } from '../chance/random.ts'
import type { SimulatedChild } from '../journeys/index.ts'
import { homeIn } from './homes.ts'
import type { Home } from './homes.ts'

/** A member's time in one of the family's homes; to the last day where `to` is null. */
export type Stay = {
  readonly member: number
  readonly home: number
  readonly from: DayNumber
  readonly to: DayNumber | null
}

/** The times a child lived at home: all but the times in care, up to the 18th birthday. */
const timesAtHome = (child: SimulatedChild): readonly { readonly from: DayNumber; readonly to: DayNumber | null }[] => {
  const cared = child.events.flatMap(event => (event.kind === 'care' ? [event] : []))
  const times: { from: DayNumber; to: DayNumber | null }[] = []
  let from: DayNumber | null = child.bornOn
  for (const care of cared) {
    if (from !== null && care.startedOn > from) times.push({ from, to: care.startedOn })
    from = care.endReason === 'returnedHome' ? care.endedOn : null
  }
  if (from !== null) times.push({ from, to: null })
  return times
}

/** Where a family lives, by key and number. */
export type District = { readonly key: string; readonly number: number }

/** The homes that a family has had, with the days of its moves. */
export const homesOf = (stream: Stream, district: District, lastDay: DayNumber) => {
  const homes: Home[] = [homeIn(stream, district)]
  const moves: DayNumber[] = []
  for (
    let day = lastDay - stream.whole(60, 2600);
    day < lastDay - 30 && stream.happens(0.35);
    day += stream.whole(200, 900)
  ) {
    homes.push(homeIn(stream, district))
    moves.push(day)
  }
  return { homes, moves }
}

/** Each run of time at home, cut where the family moved. */
export const cutByMoves = (
  member: number,
  from: DayNumber,
  to: DayNumber | null,
  moves: readonly DayNumber[],
): Stay[] => {
  const stays: Stay[] = []
  let start = from
  moves.forEach((move, home) => {
    if (move <= start || (to !== null && move >= to)) return
    stays.push({ member, home, from: start, to: move })
    start = move
  })
  stays.push({ member, home: moves.filter(move => move <= start).length, from: start, to })
  return stays
}

/** The stays of a child in the homes of the family: each time at home, cut where the family moved. */
export const staysOf = (member: number, child: SimulatedChild, moves: readonly DayNumber[]): readonly Stay[] =>
  timesAtHome(child).flatMap(({ from, to }) => cutByMoves(member, from, to, moves))
