import { addYears, ageOn, dateOf, dayNumber, isWorkingDayNumber } from '../../calendar/index.ts'
import type { CivilDate, DayNumber } from '../../calendar/index.ts'
import type { PlacementProvider, PlacementType } from '../../journey/index.ts'
import { chooseFrom, chooseWeighted, streamOf } from '../chance/random.ts'
import type { Stream } from '../chance/random.ts'
import { ControlCannotBeMet } from '../controls/index.ts'
import type { Controls } from '../controls/index.ts'
import type { Care, SimulatedChild, SimulatedFamily } from '../journeys/index.ts'

/** One home of a looked-after child. `far` is more than 20 miles from home and outside the county. */
export type Placement = {
  readonly from: DayNumber
  readonly type: PlacementType
  readonly provider: PlacementProvider
  readonly far: boolean
  readonly longTerm: boolean
}

type Spell = {
  readonly child: SimulatedChild
  readonly care: Care
  /** The days of moves, in order. */
  readonly moves: DayNumber[]
}

const end = (care: Care): DayNumber => care.endedOn ?? Infinity

/** A day in a stretch, a working day where there is one near. */
const dayIn = (stream: Stream, from: DayNumber, to: DayNumber): DayNumber => {
  let day = stream.whole(from, to)
  while (!isWorkingDayNumber(day) && day < to) day += 1
  return day
}

/** Adds a move in a stretch where there is room beside the moves before it: at least a week in each home. */
const addMove = (stream: Stream, spell: Spell, from: DayNumber, to: DayNumber): boolean => {
  const earliest = Math.max(from, spell.care.startedOn + 7)
  const latest = Math.min(to, end(spell.care) - 7)
  for (let attempt = 0; attempt < 12 && earliest <= latest; attempt += 1) {
    const day = dayIn(stream, earliest, latest)
    if (day > latest || spell.moves.some(move => Math.abs(move - day) < 7)) continue
    spell.moves.push(day)
    spell.moves.sort((one, other) => one - other)
    return true
  }
  return false
}

const spellsByChild = (families: readonly SimulatedFamily[]): readonly (readonly Spell[])[] =>
  families.flatMap(family =>
    family.children.flatMap(child => {
      const spells = child.events.flatMap(event => (event.kind === 'care' ? [{ child, care: event, moves: [] }] : []))
      return spells.length === 0 ? [] : [spells]
    }),
  )

const isTeenager = (child: SimulatedChild, on: CivilDate) => ageOn(dateOf(child.bornOn), on) >= 12

/** Moves in one year: exactly so many children who are looked after at its end have three placements or more in it. */
const movesInYear = (
  stream: Stream,
  children: readonly (readonly Spell[])[],
  {
    from,
    to,
    threeOrMore,
  }: { readonly from: DayNumber; readonly to: DayNumber; readonly threeOrMore: number | undefined },
): void => {
  const inYear = children.map(spells => spells.filter(({ care }) => care.startedOn <= to && end(care) >= from))
  const atEnd = inYear.filter(spells => spells.some(({ care }) => care.startedOn <= to && end(care) > to))
  const others = inYear.filter(spells => spells.length > 0 && !atEnd.includes(spells))
  const movedBy = (spells: readonly Spell[]) =>
    spells.reduce((sum, { moves }) => sum + moves.filter(move => move >= from && move <= to).length, 0)
  const move = (spells: readonly Spell[]) => addMove(stream, chooseFrom(stream, spells), from + 1, to - 1)

  let left = threeOrMore ?? Math.round(atEnd.length * 0.07)
  const many = new Set<readonly Spell[]>(atEnd.filter(spells => spells.length >= 3))
  left -= many.size
  const order = atEnd
    .map(spells => ({
      spells,
      key: stream.fraction() * (spells[0] !== undefined && isTeenager(spells[0].child, dateOf(to)) ? 0.5 : 1),
    }))
    .sort((one, other) => one.key - other.key)
  for (const { spells } of order) {
    if (left <= 0) break
    if (many.has(spells)) continue
    const wanted = 3 - spells.length + (stream.happens(0.3) ? stream.whole(1, 2) : 0)
    for (let attempt = 0; movedBy(spells) < wanted && attempt < wanted + 3; attempt += 1) move(spells)
    if (spells.length + movedBy(spells) < 3) continue
    many.add(spells)
    left -= 1
  }
  if (left !== 0 && threeOrMore !== undefined)
    throw new ControlCannotBeMet(
      'placements.threeOrMoreInTheYear',
      dateOf(to),
      `${threeOrMore} children are wanted and there ${left > 0 ? `are ${left} too few who could move so often` : `would be ${-left} more`}.`,
    )
  // Nobody else at the end of the year may come to three.
  for (const spells of atEnd)
    if (!many.has(spells) && spells.length + movedBy(spells) < 2 && stream.happens(0.28)) move(spells)
  for (const spells of others) if (stream.happens(0.25)) move(spells)
}

type Stay = {
  readonly spell: Spell
  readonly index: number
  readonly from: DayNumber
  readonly to: DayNumber
  far: boolean | undefined
}

/** Which homes are far: exactly so many of the children looked after on each of the controls' days live in one. */
const placeFar = (stream: Stream, stays: readonly Stay[], controls: Controls): void => {
  const dates = Object.entries(controls.placements.farFromHomeAndOutside).sort(([one], [other]) =>
    one < other ? -1 : 1,
  )
  const liking = ({ spell, from }: Stay) =>
    spell.child.isUasc ? 0.55 : isTeenager(spell.child, dateOf(from)) ? 0.75 : 1
  for (const [date, wanted] of dates) {
    const day = dayNumber(date)
    const standing = stays.filter(stay => stay.from <= day && stay.to > day)
    const settled = standing.filter(stay => stay.far === true).length
    const open = standing.filter(stay => stay.far === undefined)
    const left = wanted - settled
    if (left < 0 || left > open.length)
      throw new ControlCannotBeMet(
        'placements.farFromHomeAndOutside',
        date,
        `${wanted} are wanted, ${settled} live far away already, and ${open.length} homes are still open.`,
      )
    const order = open.map(stay => ({ stay, key: stream.fraction() * liking(stay) })).sort((a, b) => a.key - b.key)
    order.forEach(({ stay }, index) => {
      stay.far = index < left
    })
  }
  for (const stay of stays) stay.far ??= stream.happens(0.3)
}

const mixFor = (age: number, isUasc: boolean, far: boolean, care: Care): Partial<Record<PlacementType, number>> => {
  const mayBeWithParent = care.legalStatus === 'interimCareOrder' && !far
  const parent = mayBeWithParent ? { P1: 9 } : {}
  if (care.legalStatus === 'remand') return { R5: 35, K2: 25, U6: 25, K1: 15 }
  if (isUasc) return age < 16 ? { U6: 90, K2: 10 } : { U6: 46, H5: 46, K2: 4, P2: 4 }
  if (age < 1) return { U6: 58, U3: 14, U5: 10, R3: 12, ...parent }
  if (age < 10) return { U6: 68, U3: 22, K2: 2, ...parent }
  if (age < 16) return { U6: 60, U3: 12, K2: 20, S1: 4, K1: 1, ...parent }
  return { U6: 36, H5: 30, K2: 19, U3: 7, P2: 5, S1: 2 }
}

const providerOf = (stream: Stream, type: PlacementType): PlacementProvider => {
  if (type === 'P1') return 'PR0'
  if (type === 'U3' || type === 'U1') return 'PR1'
  if (type === 'U6' || type === 'U5' || type === 'U4') return chooseWeighted(stream, { PR1: 58, PR4: 38, PR5: 4 })
  if (type === 'K1' || type === 'R5') return 'PR3'
  return chooseWeighted(stream, { PR4: 74, PR1: 16, PR5: 10 })
}

const described = (stream: Stream, { spell, index, from, to, far }: Stay): Placement => {
  const { child, care } = spell
  const age = ageOn(dateOf(child.bornOn), dateOf(from))
  const isLast = index === spell.moves.length
  const lasts = age < 15 && to - from > 400 && stream.happens(0.6)
  const drawn = chooseWeighted(stream, mixFor(age, child.isUasc, far === true, care) as Record<PlacementType, number>)
  const type: PlacementType =
    isLast && index > 0 && care.endReason === 'adopted' ? 'A6' : lasts && drawn === 'U6' ? 'U4' : drawn
  return { from, type, provider: providerOf(stream, type), far: far === true, longTerm: lasts && type === 'U4' }
}

/**
 * Every home of every child who is looked after, by the number of the care event, in order. Throws `ControlCannotBeMet`
 * where the controls' numbers of distant or changing homes cannot be.
 */
export const placementsOf = (
  families: readonly SimulatedFamily[],
  controls: Controls,
  seed: number,
): ReadonlyMap<number, readonly Placement[]> => {
  const stream = streamOf(seed, 'placements')
  const children = spellsByChild(families)
  const recordsFrom = dayNumber(controls.county.recordsFrom)
  const lastDay = dayNumber(controls.county.lastDay)
  for (let from = controls.county.recordsFrom; dayNumber(from) < lastDay; from = addYears(from, 1)) {
    const yearEnd = dayNumber(addYears(from, 1)) - 1
    const to = Math.min(yearEnd, lastDay)
    const threeOrMore = controls.placements.threeOrMoreInTheYear[dateOf(yearEnd)]
    movesInYear(stream, children, { from: Math.max(dayNumber(from), recordsFrom), to, threeOrMore })
  }
  const stays = children.flat().flatMap(spell => {
    const starts = [spell.care.startedOn, ...spell.moves]
    return starts.map((from, index): Stay => ({
      spell,
      index,
      from,
      to: starts[index + 1] ?? end(spell.care),
      far: undefined,
    }))
  })
  placeFar(stream, stays, controls)
  const placements = new Map<number, Placement[]>()
  for (const stay of stays) {
    const { id } = stay.spell.care
    const of = placements.get(id)
    const placement = described(stream, stay)
    if (of === undefined) placements.set(id, [placement])
    else of.push(placement)
  }
  return placements
}
