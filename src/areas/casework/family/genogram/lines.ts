import { inWordsFrom } from '../../../../people/index.ts'
import type { Bond } from './kin.ts'
import { lanes } from './lanes.ts'
import type { Lanes } from './lanes.ts'
import type { Row } from './order.ts'
import { apart } from './places.ts'
import type { Places } from './places.ts'
import type { Family } from './unions.ts'
import type { Union } from './building.ts'

/**
 * A place on a line: how far from the left, and how far down, as a part of a row: the top or middle of its symbols, or
 * a lane of the space under it.
 */
export type Point = { readonly x: number; readonly row: number } & (
  | { readonly at: 'top' | 'middle' }
  | { readonly at: 'lane'; readonly lane: number }
)

export type LineKind = Union['is'] | 'link'

/** A line of the picture; `says` is what it tells where no other line does. `joins` are the people at its ends. */
export type Line = {
  readonly kind: LineKind
  readonly points: readonly Point[]
  readonly joins: readonly number[]
  readonly says?: string
}

/** Half the breadth of a person's card, and of the symbol on it. */
export const halfCard = 66
export const halfSymbol = 20

type Drawing = {
  readonly rows: readonly Row[]
  readonly places: Places
  readonly rowOf: ReadonlyMap<number, number>
  readonly lanes: readonly Lanes[]
  readonly legs: Map<string, number>
}

const placeOf = ({ places }: Drawing, person: number): number => places.get(person) ?? 0

/** The way down beside a card, in the space between two: each line has its own. */
const legOf = (drawing: Drawing, person: number, towards: number): { readonly side: number; readonly x: number } => {
  const middle = placeOf(drawing, person)
  const side = towards < middle ? -1 : 1
  const name = `${person} ${side}`
  const used = drawing.legs.get(name) ?? 0
  drawing.legs.set(name, used + 1)
  return { side, x: middle + side * (halfCard + 3 + Math.min(used, 2) * 3.5) }
}

const areNeighbours = ({ rows }: Drawing, row: number, one: number, other: number): boolean => {
  const people = rows[row]?.people ?? []
  return Math.abs(people.indexOf(one) - people.indexOf(other)) === 1
}

/** From the side of somebody's symbol into the space beside the card, and down to a lane. */
const downFrom = (
  drawing: Drawing,
  person: number,
  leg: { readonly side: number; readonly x: number },
  lane: number,
): readonly Point[] => {
  const row = drawing.rowOf.get(person) ?? 0
  return [
    { x: placeOf(drawing, person) + leg.side * halfSymbol, row, at: 'middle' },
    { x: leg.x, row, at: 'middle' },
    { x: leg.x, row, at: 'lane', lane },
  ]
}

/** The line between two people of one row, and where a line to their children leaves it. */
const coupleLine = (
  drawing: Drawing,
  { partners, children, is }: Union,
): { readonly line: Line; readonly leaves: Point } | undefined => {
  const [one, other] = partners.toSorted((first, second) => placeOf(drawing, first) - placeOf(drawing, second))
  if (one === undefined) return undefined
  const row = drawing.rowOf.get(one) ?? 0
  const left = placeOf(drawing, one)
  if (other === undefined) {
    // One adoptive parent: the line leaves beside the card.
    const leg = legOf(drawing, one, placeOf(drawing, children[0] ?? one))
    const from: Point = { x: left + leg.side * halfSymbol, row, at: 'middle' }
    return {
      line: { kind: is, points: [from, { x: leg.x, row, at: 'middle' }], joins: [one] },
      leaves: { x: leg.x, row, at: 'middle' },
    }
  }
  const right = placeOf(drawing, other)
  if (areNeighbours(drawing, row, one, other)) {
    const points: readonly Point[] = [
      { x: left + halfSymbol, row, at: 'middle' },
      { x: right - halfSymbol, row, at: 'middle' },
    ]
    return { line: { kind: is, points, joins: [one, other] }, leaves: { x: (left + right) / 2, row, at: 'middle' } }
  }
  const [first, second] = [legOf(drawing, one, right), legOf(drawing, other, left)]
  const lane = drawing.lanes[row]?.take({ from: first.x, to: second.x }) ?? 0
  const below = children.map(child => placeOf(drawing, child))
  const middle = below.length === 0 ? (first.x + second.x) / 2 : (Math.min(...below) + Math.max(...below)) / 2
  return {
    line: {
      kind: is,
      points: [...downFrom(drawing, one, first, lane), ...downFrom(drawing, other, second, lane).toReversed()],
      joins: [one, other],
    },
    leaves: { x: Math.min(Math.max(middle, first.x), second.x), row, at: 'lane', lane },
  }
}

/** The lines from a couple to its children: down to a level line, along it, and down to each. */
const childLines = (
  drawing: Drawing,
  { partners, children, is }: Union,
  leaves: Point | undefined,
): readonly Line[] => {
  // Adoption reaches a child a little to the right of birth.
  const aside = is === 'adoptive' ? 12 : 0
  const places = children.map(child => placeOf(drawing, child) + aside)
  const [first] = children
  if (first === undefined || (leaves === undefined && children.length < 2)) return []
  const row = leaves?.row ?? (drawing.rowOf.get(first) ?? 1) - 1
  const ends = [...places, ...(leaves === undefined ? [] : [leaves.x])]
  const [from, to] = [Math.min(...ends), Math.max(...ends)]
  const below = leaves?.at === 'lane' ? leaves.lane + 1 : 0
  const lane = drawing.lanes[row]?.take({ from, to }, below) ?? 0
  const bar = (x: number): Point => ({ x, row, at: 'lane', lane })
  return [
    ...(leaves === undefined ? [] : [{ kind: is, points: [leaves, bar(leaves.x)], joins: partners }]),
    ...(from === to ? [] : [{ kind: is, points: [bar(from), bar(to)], joins: [...partners, ...children] }]),
    ...children.map((child, index) => {
      const x = places[index] ?? 0
      const reached: Point = { x, row: drawing.rowOf.get(child) ?? row + 1, at: 'top' }
      return { kind: is, points: [bar(x), reached], joins: [child] }
    }),
  ]
}

/** The free ways down through a row: between two cards, or beyond the first and the last. */
const waysThrough = ({ rows, places }: Drawing, row: number): readonly number[] => {
  const middles = (rows[row]?.people ?? []).map(person => places.get(person) ?? 0)
  const [first, last] = [middles[0], middles.at(-1)]
  if (first === undefined || last === undefined) return [0]
  return [
    first - apart / 2,
    ...middles.slice(1).map((middle, index) => (middle + (middles[index] ?? 0)) / 2),
    last + apart / 2,
  ]
}

const nearest = (ways: readonly number[], to: number): number =>
  ways.reduce((best, way) => (Math.abs(way - to) < Math.abs(best - to) ? way : best), ways[0] ?? to)

/** A bond that no couple and no children tell: a line of its own, beside the cards, with its words. */
const linkLine = (drawing: Drawing, { one, other, kind }: Bond): Line => {
  const [rowOne, rowOther] = [drawing.rowOf.get(one) ?? 0, drawing.rowOf.get(other) ?? 0]
  const [upper, lower] = rowOne <= rowOther ? [one, other] : [other, one]
  const [from, to] = [drawing.rowOf.get(upper) ?? 0, drawing.rowOf.get(lower) ?? 0]
  const says = inWordsFrom(kind, 'one')
  const joins = [one, other]
  const target = placeOf(drawing, lower)
  const leg = legOf(drawing, upper, target)
  if (from === to) {
    const back = legOf(drawing, lower, placeOf(drawing, upper))
    const lane = drawing.lanes[from]?.take({ from: leg.x, to: back.x }) ?? 0
    const points = [...downFrom(drawing, upper, leg, lane), ...downFrom(drawing, lower, back, lane).toReversed()]
    return { kind: 'link', points, joins, says }
  }
  const points: Point[] = []
  let x = leg.x
  for (let row = from; row < to; row += 1) {
    const next = row + 1 === to ? target - 12 : nearest(waysThrough(drawing, row + 1), target)
    const lane = drawing.lanes[row]?.take({ from: x, to: next }) ?? 0
    points.push(...(row === from ? downFrom(drawing, upper, leg, lane) : [{ x, row, at: 'lane' as const, lane }]), {
      x: next,
      row,
      at: 'lane',
      lane,
    })
    x = next
  }
  return { kind: 'link', points: [...points, { x, row: to, at: 'top' }], joins, says }
}

/** Every line of the picture, and how many lanes there are under each row. */
export const linesOf = (
  family: Family,
  rows: readonly Row[],
  places: Places,
): { readonly lines: readonly Line[]; readonly lanes: readonly number[] } => {
  const drawing: Drawing = {
    rows,
    places,
    rowOf: new Map(rows.flatMap(({ people }, index) => people.map(person => [person, index] as const))),
    lanes: rows.map(() => lanes()),
    legs: new Map(),
  }
  const couples = family.unions.map(union => ({ union, couple: coupleLine(drawing, union) }))
  const lines = [
    ...couples.flatMap(({ couple }) => (couple === undefined ? [] : [couple.line])),
    ...couples.flatMap(({ union, couple }) => childLines(drawing, union, couple?.leaves)),
    ...family.links.map(link => linkLine(drawing, link)),
  ]
  return { lines, lanes: drawing.lanes.map(each => each.count()) }
}
