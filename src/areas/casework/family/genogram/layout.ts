import { generationsOf } from './generations.ts'
import { householdBoxes, outlineOf } from './household.ts'
import type { Box, Edge } from './household.ts'
import type { Kin } from './kin.ts'
import { lanePitch } from './lanes.ts'
import { halfCard, halfSymbol, linesOf } from './lines.ts'
import type { LineKind, Point } from './lines.ts'
import { rowsOf } from './order.ts'
import { placesOf } from './places.ts'
import { familyOf } from './unions.ts'
import type { Family } from './unions.ts'
import type { Member } from './building.ts'

/** Somebody's place in the picture: a symbol at the top of the card, and the words under it. */
export type Card = {
  readonly member: Member
  readonly x: number
  /** The top of the symbol. */
  readonly y: number
  readonly box: Box
  readonly words: readonly string[]
}

export type DrawnLine = {
  readonly kind: LineKind
  readonly points: readonly { readonly x: number; readonly y: number }[]
  readonly joins: readonly number[]
  readonly says?: string
}

/** A genogram with every place reckoned: drawing it needs no further thought. */
export type Layout = {
  readonly width: number
  readonly height: number
  readonly family: Family
  readonly cards: readonly Card[]
  readonly lines: readonly DrawnLine[]
  readonly outline: readonly Edge[]
}

export const wordHeight = 16
const [margin, aboveRow, belowRow, reach] = [20, 18, 16, 7]

/** How high the words of a card are. */
const heightOf = (words: readonly string[]): number => 2 * halfSymbol + 8 + words.length * wordHeight

/** Reckons the picture of a family around a child. `wordsOf` gives the words under somebody's symbol, a line each. */
export const layOut = (kin: Kin, wordsOf: (member: Member) => readonly string[]): Layout => {
  const family = familyOf(kin, generationsOf(kin))
  const members = new Map(family.members.map(member => [member.id, member]))
  const rows = rowsOf(family)
  const places = placesOf(family, rows)
  const { lines, lanes } = linesOf(family, rows, places)
  const words = new Map(family.members.map(member => [member.id, wordsOf(member)]))

  const tops: number[] = []
  const heights: number[] = []
  let down = margin
  for (const [index, { people }] of rows.entries()) {
    const height = Math.max(...people.map(person => heightOf(words.get(person) ?? [])))
    tops.push(down)
    heights.push(height)
    down += height + belowRow + (lanes[index] ?? 0) * lanePitch + aboveRow
  }
  const yOf = (point: Point): number => {
    const top = tops[point.row] ?? 0
    if (point.at !== 'lane') return point.at === 'top' ? top : top + halfSymbol
    return top + (heights[point.row] ?? 0) + belowRow + point.lane * lanePitch
  }
  const standing = rows.map(({ people }, index) =>
    people.map(id => {
      const x = (places.get(id) ?? 0) + margin
      const top = tops[index] ?? 0
      return { id, box: { left: x - halfCard, right: x + halfCard, top, bottom: top + (heights[index] ?? 0) } }
    }),
  )
  const ends = lines.flatMap(({ points }) => points.map(({ x }) => x))
  const width = Math.max(...places.values(), ...ends, 0) + halfCard + 2 * margin
  return {
    width,
    height: down - aboveRow + margin,
    family,
    cards: standing.flatMap(row =>
      row.flatMap(({ id, box }) => {
        const member = members.get(id)
        return member === undefined
          ? []
          : [{ member, x: (box.left + box.right) / 2, y: box.top, box, words: words.get(id) ?? [] }]
      }),
    ),
    lines: lines.map(({ points, ...line }) => ({
      ...line,
      points: points.map(point => ({ x: point.x + margin, y: yOf(point) })),
    })),
    outline: outlineOf(householdBoxes(standing, kin.household, reach)),
  }
}
