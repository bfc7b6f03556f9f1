import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { rowsWithheld } from './splits.ts'
import type { Split } from './splits.ts'
import { isSmall } from './suppress.ts'

/** Rows of those of whom one thing holds, or another, or neither: the last are not told, and follow from the row's whole. */
type Row = readonly number[]

const sum = (counts: Row) => counts.reduce((total, count) => total + count, 0)

/** Everything that can be reckoned of a row: each of what is told with the rest of the row, and all of it with the rest. */
const splitsOf = (row: Row): readonly Split[] => {
  const told = row.slice(0, -1)
  return [...told, sum(told)].map((count): Split => [count, sum(row) - count])
}

/** A row as it stands, and with one moved from any column to any other: its whole stays what it is. */
const othersOf = (row: Row): readonly Row[] => [
  row,
  ...row.flatMap((_, from) =>
    row.flatMap((__, to) =>
      from === to ? [] : [row.map((count, column) => count + Number(column === to) - Number(column === from))],
    ),
  ),
]

/** The sums of all rows where they are told, which they are not where they are of so few themselves. */
const sumsOf = (rows: readonly Row[]): Row => (rows[0] ?? []).map((_, column) => sum(rows.map(row => row[column] ?? 0)))
const areTold = (rows: readonly Row[]) => !splitsOf(sumsOf(rows)).some(split => split.some(isSmall))

/** Every other table, rows that are told and sums being the same, whose rows are within one of the true ones. */
const possible = (rows: readonly Row[], withheld: ReadonlySet<number>): readonly (readonly Row[])[] =>
  rows
    .reduce<readonly (readonly Row[])[]>(
      (tables, row, place) =>
        tables.flatMap(table => (withheld.has(place) ? othersOf(row) : [row]).map(other => [...table, other])),
      [[]],
    )
    .filter(
      table =>
        table.flat().every(count => count >= 0) && (!areTold(rows) || String(sumsOf(table)) === String(sumsOf(rows))),
    )

const rowsOf = (columns: number, most: number) =>
  fc.array(fc.array(fc.integer({ min: 0, max: most }), { minLength: columns, maxLength: columns }), {
    minLength: 1,
    maxLength: 4,
  })
const anyRows = fc.oneof(rowsOf(2, 9), rowsOf(3, 9), rowsOf(2, 40))

describe('rows of parts of a whole that is told', () => {
  it('show no row with 1 to 5 of a part, or with all but 1 to 5', () =>
    fc.assert(
      fc.property(anyRows, fc.boolean(), (rows, sumIsTold) => {
        const withheld = rowsWithheld(rows.map(splitsOf), sumIsTold)
        for (const [place, row] of rows.entries())
          assert.ok(withheld.has(place) || !splitsOf(row).some(split => split.some(isSmall)))
      }),
    ))
  it('leave none of 1 to 5 to be found from the other rows, their wholes and the sums', () =>
    fc.assert(
      fc.property(anyRows, rows => {
        const all = possible(rows, rowsWithheld(rows.map(splitsOf), true))
        for (const [place, row] of rows.entries())
          for (const [part, split] of splitsOf(row).entries()) {
            // A whole of so few is withheld itself, and all of its parts with it.
            if (!split.some(isSmall) || isSmall(sum(row))) continue
            const could = new Set(all.map(table => splitsOf(table[place] ?? [])[part]?.[0]))
            assert.ok(could.size > 1, `${JSON.stringify(rows)} in row ${place}`)
          }
      }),
      { numRuns: 400 },
    ))
  it('lose no row that could be shown as well', () =>
    fc.assert(
      fc.property(
        rowsOf(2, 12).filter(rows => areTold(rows) && rows.every(row => !isSmall(sum(row)))),
        rows => {
          const splits = rows.map(splitsOf)
          const withheld = rowsWithheld(splits, true)
          for (const shown of withheld) {
            if (splits[shown]?.some(split => split.some(isSmall))) continue
            const fewer = new Set([...withheld].filter(row => row !== shown))
            const all = possible(rows, fewer)
            // With this row told as well, some number of 1 to 5 is found.
            const isFound = splits.some(
              ([split], place) =>
                split?.some(isSmall) === true && new Set(all.map(table => table[place]?.[0])).size === 1,
            )
            assert.ok(isFound, `${JSON.stringify(rows)} row ${shown}`)
          }
        },
      ),
      { numRuns: 400 },
    ))
  it('are all shown where nothing is small', () =>
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.constantFrom(0, 6, 40), { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
        rows => assert.equal(rowsWithheld(rows.map(splitsOf), true).size, 0),
      ),
    ))
  it('lose one more for one that is small, the smallest that will do', () => {
    const rows: readonly Split[] = [
      [74, 300],
      [85, 290],
      [54, 310],
      [62, 280],
      [36, 2],
    ]
    const withheldOf = (each: readonly Split[]) =>
      [
        ...rowsWithheld(
          each.map(row => [row]),
          true,
        ),
      ].sort((one, other) => one - other)
    assert.deepEqual(withheldOf(rows), [3, 4])
    assert.deepEqual(withheldOf(rows.toReversed()), [0, 1])
    const quadrants: readonly Split[] = [
      [65, 214],
      [112, 277],
      [59, 141],
      [62, 209],
      [1, 14],
    ]
    assert.deepEqual(withheldOf(quadrants), [2, 4])
    assert.deepEqual(withheldOf(quadrants.toReversed()), [0, 2])
  })
  it('lose no more where their sum is not told, or where one is withheld already', () => {
    const rows: readonly (readonly Split[])[] = [[[30, 2]], [[40, 40]], [[50, 50]]]
    assert.deepEqual(rowsWithheld(rows, false), new Set([0]))
    assert.deepEqual(rowsWithheld(rows, true, new Set([2])), new Set([0, 2]))
  })
})
