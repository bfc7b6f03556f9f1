import type { Row } from './order.ts'
import type { Family } from './unions.ts'
import type { Union } from './building.ts'

/** How far apart two people of a generation stand, from middle to middle. */
export const apart = 156

/** The middle of each person, from the left. */
export type Places = ReadonlyMap<number, number>

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/**
 * The places nearest to those wanted that keep the order and the distance (isotonic regression: neighbours that would
 * come too near move as one).
 */
const keptApart = (wanted: readonly number[]): readonly number[] => {
  const pools: { sum: number; count: number }[] = []
  for (const [index, place] of wanted.entries()) {
    pools.push({ sum: place - index * apart, count: 1 })
    for (;;) {
      const [before, last] = [pools.at(-2), pools.at(-1)]
      if (before === undefined || last === undefined || before.sum / before.count <= last.sum / last.count) break
      before.sum += last.sum
      before.count += last.count
      pools.pop()
    }
  }
  let index = 0
  return pools.flatMap(({ sum, count }) =>
    Array.from({ length: count }, () => {
      const place = sum / count + index * apart
      index += 1
      return place
    }),
  )
}

const middleOf = (people: readonly number[], places: Places): number | undefined => {
  const found = people.flatMap(person => places.get(person) ?? [])
  return found.length === 0 ? undefined : (Math.min(...found) + Math.max(...found)) / 2
}

/** How far a couple and its children would move to stand under one another, by person. */
const pulls = (unions: readonly Union[], places: Places): ReadonlyMap<number, readonly number[]> => {
  const found = new Map<number, number[]>()
  for (const { partners, children } of unions) {
    const [above, below] = [middleOf(partners, places), middleOf(children, places)]
    if (above === undefined || below === undefined) continue
    for (const child of children) found.set(child, [...(found.get(child) ?? []), above - below])
    for (const partner of partners) found.set(partner, [...(found.get(partner) ?? []), below - above])
  }
  return found
}

const rounds = 40

/** Where everybody stands: the order kept, nobody too near to another, children under their parents as far as may be. */
export const placesOf = (family: Family, rows: readonly Row[]): Places => {
  let places: Places = new Map(
    rows.flatMap(({ people }) =>
      people.map((person, index) => [person, (index - (people.length - 1) / 2) * apart] as const),
    ),
  )
  for (let round = 0; round < rounds; round += 1) {
    const pulled = pulls(family.unions, places)
    places = new Map(
      rows.flatMap(({ people }) => {
        const wanted = people.map(person => {
          const here = places.get(person) ?? 0
          const by = pulled.get(person)
          return by === undefined ? here : here + mean(by) * 0.6
        })
        const kept = keptApart(wanted)
        return people.map((person, index) => [person, kept[index] ?? 0] as const)
      }),
    )
  }
  const left = Math.min(...places.values())
  return new Map([...places].map(([person, place]) => [person, place - left + apart / 2]))
}
