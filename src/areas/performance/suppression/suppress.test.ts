import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { suppress, suppressLine } from './suppress.ts'
import type { CountTable, PublishedTable } from './suppress.ts'

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)

/** The table with its totals, as one list of numbers. */
const withTotals = (counts: CountTable): readonly number[] => {
  const rows = counts.map(row => [...row, sum(row)])
  const width = rows[0]?.length ?? 0
  return [...rows.flat(), ...Array.from({ length: width }, (_, column) => sum(rows.map(row => row[column] ?? 0)))]
}

const asPublished = ({ cells, rowTotals, columnTotals, total }: PublishedTable) => [
  ...cells.flatMap((row, place) => [...row, rowTotals[place]]),
  ...columnTotals,
  total,
]

/** Every table whose counts lie within one of the true ones and which publishes the same, tried one by one. */
const possible = (counts: CountTable, published: PublishedTable): readonly (readonly number[])[] => {
  const shown = asPublished(published)
  const known = published.cells.flat()
  const width = counts[0]?.length ?? 0
  let tables: readonly (readonly number[])[] = [[]]
  for (const [place, count] of counts.flat().entries()) {
    const choices = known[place] === undefined ? [count - 1, count, count + 1].filter(each => each >= 1) : [count]
    tables = tables.flatMap(table => choices.map(choice => [...table, choice]))
  }
  return tables
    .map(table => withTotals(counts.map((_, row) => table.slice(row * width, (row + 1) * width))))
    .filter(table => table.every((count, place) => (shown[place] === undefined ? count >= 1 : shown[place] === count)))
}

const count = fc.integer({ min: 0, max: 9 })
const tableOf = (rows: number, columns: number) =>
  fc.array(fc.array(count, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows })
const tables = fc.oneof(
  tableOf(2, 2),
  tableOf(2, 3),
  tableOf(3, 2),
  tableOf(1, 4),
  tableOf(4, 1),
  tableOf(1, 1),
  tableOf(4, 2),
)

describe('a table published with small numbers withheld', () => {
  it('shows no count from 1 to 5, and every nought', () =>
    fc.assert(
      fc.property(tables, counts => {
        const shown = asPublished(suppress(counts))
        for (const [place, count] of withTotals(counts).entries()) {
          if (count >= 1 && count <= 5) assert.equal(shown[place], undefined)
          if (count === 0) assert.equal(shown[place], 0)
          assert.ok(shown[place] === undefined || shown[place] === count)
        }
      }),
    ))
  it('leaves no withheld count to be found by subtraction', () =>
    fc.assert(
      fc.property(tables, counts => {
        const published = suppress(counts)
        const shown = asPublished(published)
        const all = possible(counts, published)
        for (const place of withTotals(counts).keys())
          if (shown[place] === undefined)
            assert.ok(new Set(all.map(table => table[place])).size > 1, `${JSON.stringify(counts)} at ${place}`)
      }),
      { numRuns: 400 },
    ))
  it('withholds no more beside one small count than the smallest other row, whichever order they come in', () => {
    const withheldRows = (counts: CountTable) =>
      suppress(counts).cells.flatMap((row, place) => (row.includes(undefined) ? [place] : []))
    // Re-referred, and not: of these only one count is small, of those whose home is recorded nowhere.
    const quadrants = [
      [65, 214],
      [112, 277],
      [59, 141],
      [62, 209],
      [1, 14],
    ]
    assert.deepEqual(withheldRows(quadrants), [2, 4])
    assert.deepEqual(withheldRows(quadrants.toReversed()), [0, 2])
    assert.deepEqual(suppress(quadrants).columnTotals, [299, 855])
    assert.deepEqual(withheldRows([[3], [20], [9]]), [0, 2])
    assert.deepEqual(suppress([[3], [20], [9]]).columnTotals, [32])
  })
  it('withholds nothing that could be shown as well', () =>
    fc.assert(
      fc.property(tables, counts => {
        const published = suppress(counts)
        if (withTotals(counts).every((_, place) => asPublished(published)[place] !== undefined)) return
        // With any one row shown as well, some count that is withheld could be found.
        for (const [place, row] of counts.entries()) {
          if (!(published.cells[place] ?? []).includes(undefined) || row.some(each => each >= 1 && each <= 5)) continue
          const more = {
            ...published,
            cells: published.cells.map((cells, at) => (at === place ? row : cells)),
            // The only count of a row is its total too.
            rowTotals: published.rowTotals.map((total, at) => (at === place && row.length === 1 ? row[0] : total)),
          }
          const [shown, all] = [asPublished(more), possible(counts, more)]
          const isFound = withTotals(counts).some(
            (_, at) => shown[at] === undefined && new Set(all.map(table => table[at])).size === 1,
          )
          assert.ok(isFound, `${JSON.stringify(counts)} row ${place}`)
        }
      }),
      { numRuns: 400 },
    ))
  it('withholds nothing where nothing is small', () =>
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.constantFrom(0, 6, 40), { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
        counts => {
          assert.deepEqual(asPublished(suppress(counts)), withTotals(counts))
        },
      ),
    ))
})

describe('a line published with its total', () => {
  it('withholds a second part beside a small one, the smallest that is left', () =>
    assert.deepEqual(suppressLine([3, 20, 9, 0]), { parts: [undefined, 20, undefined, 0], total: 32 }))
  it('withholds a third where two ones would be known by their sum', () =>
    assert.deepEqual(suppressLine([1, 1, 8, 30]), { parts: [undefined, undefined, undefined, 30], total: 40 }))
  it('withholds the total where there is but one part', () =>
    assert.deepEqual(suppressLine([2, 0]), { parts: [undefined, 0], total: undefined }))
  it('leaves no withheld part to be found by subtraction', () =>
    fc.assert(
      fc.property(fc.array(count, { minLength: 1, maxLength: 5 }), counts => {
        const { parts, total } = suppressLine(counts)
        const withheld = parts.filter(part => part === undefined).length
        if (withheld === 0 || total === undefined) return
        // Of so many withheld parts, none below one, that add up to this, each could be more than one number.
        const left = total - sum(parts.map(part => part ?? 0))
        assert.ok(withheld > 1 && left > withheld)
      }),
    ))
})
