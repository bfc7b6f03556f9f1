import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { countsInOrder, splitsInOrder } from './in-order.ts'
import type { YearWithheld } from './in-order.ts'
import type { Split } from './splits.ts'
import { isSmall } from './suppress.ts'

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)

const upTo = (most: number) => Array.from({ length: most + 1 }, (_, count) => count)

/** All that is ever told of a year: each quarter as it is published, and the total where it is. */
const told = (counts: readonly number[], { quarters, total }: YearWithheld) =>
  [
    ...counts.map((count, place) => (quarters.has(place) ? 'x' : count)),
    total || isSmall(sum(counts)) ? 'x' : sum(counts),
  ].join()

describe('a year that is told quarter by quarter', () => {
  it('tells no small number, and withholds none for what was told before it', () =>
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 12 }), { minLength: 4, maxLength: 4 }), counts => {
        const { quarters } = countsInOrder(counts)
        for (const [place, count] of counts.entries())
          assert.equal(quarters.has(place) && !isSmall(count), quarters.has(place) && count > 5 && place === 3)
        for (const length of [1, 2, 3])
          assert.deepEqual(
            [...countsInOrder(counts.slice(0, length)).quarters],
            [...quarters].filter(place => place < length),
          )
      }),
    ))

  it('leaves no small number to be found from all that was ever told of it, by one who knows how it is decided', () => {
    const most = 18
    const possible = new Map<string, Set<number>[]>()
    const years: (readonly number[])[] = []
    for (const one of upTo(most))
      for (const two of upTo(most))
        for (const three of upTo(most)) for (const four of upTo(most)) years.push([one, two, three, four])
    for (const year of years) {
      const key = told(year, countsInOrder(year))
      const sets = possible.get(key) ?? year.map(() => new Set<number>())
      possible.set(key, sets)
      for (const [place, count] of year.entries()) sets[place]?.add(count)
    }
    for (const year of years) {
      // A year of so few in all is withheld whole, and what the others would be beyond the largest is not among these.
      if (sum(year) > most || isSmall(sum(year))) continue
      const could = possible.get(told(year, countsInOrder(year)))
      for (const [place, count] of year.entries())
        if (isSmall(count)) assert.ok((could?.[place]?.size ?? 0) > 1, `${year.join()} in ${place}`)
    }
  })

  it('leaves none of a share to be found from the other quarters, their wholes and the total', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 })), { minLength: 4, maxLength: 4 }),
        (splits: readonly Split[]) => {
          const { quarters, total } = splitsInOrder(splits.map(split => [split]))
          for (const place of quarters) assert.ok(place === 3 || splits[place]?.some(isSmall))
          const all = sum(splits.map(([holds]) => holds))
          const isTold = !total && !isSmall(all) && !isSmall(sum(splits.map(([, not]) => not)))
          const others = splits
            .reduce<readonly (readonly number[])[]>(
              (years, [holds, not], place) =>
                years.flatMap(year => (quarters.has(place) ? upTo(holds + not) : [holds]).map(each => [...year, each])),
              [[]],
            )
            .filter(year => !isTold || sum(year) === all)
          for (const [place, split] of splits.entries())
            if (split.some(isSmall))
              assert.ok(new Set(others.map(year => year[place])).size > 1, JSON.stringify(splits))
        },
      ),
      { numRuns: 300 },
    ))
})
