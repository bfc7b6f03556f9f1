/** A table of counts with a total for each row, for each column, and for all. */
export type CountTable = readonly (readonly number[])[]

/** A count as it is published, or undefined where it is withheld. */
export type Published = number | undefined

export type PublishedTable = {
  readonly cells: readonly (readonly Published[])[]
  readonly rowTotals: readonly Published[]
  readonly columnTotals: readonly Published[]
  readonly total: Published
}

/** Counts from 1 to this are withheld: so few people could be known by them. */
export const largestSmall = 5

const isSmall = (count: number) => count > 0 && count <= largestSmall

/** A place in the table with its totals as a further row and column. */
type Place = { readonly row: number; readonly column: number }

type Extended = {
  readonly counts: readonly (readonly number[])[]
  readonly rows: number
  readonly columns: number
}

/** The table with its totals beside it: in every line the parts less the total are nought. */
const extend = (table: CountTable, columns: number): Extended => {
  const withTotals = table.map(row => [...row, row.reduce((sum, count) => sum + count, 0)])
  const totals = Array.from({ length: columns + 1 }, (_, column) =>
    withTotals.reduce((sum, row) => sum + (row[column] ?? 0), 0),
  )
  return { counts: [...withTotals, totals], rows: table.length + 1, columns: columns + 1 }
}

/** Parts and the total of all count one way in a line, the totals of lines the other. */
const sign = ({ rows, columns }: Extended, { row, column }: Place): 1 | -1 =>
  (row === rows - 1) === (column === columns - 1) ? 1 : -1

/**
 * Whether what is withheld could have been other numbers: whether a withheld count can change by one, and others with it,
 * so that every line still adds up, no count falls below one, and everything published stays as it is. A change goes round:
 * along a row to another withheld count, along that one's column to the next, and so back to where it began.
 */
const couldBeOther = (table: Extended, withheld: ReadonlySet<string>, place: Place, step: 1 | -1): boolean => {
  const mayChange = (at: Place, change: 1 | -1) => change === 1 || (table.counts[at.row]?.[at.column] ?? 0) > 1
  const keyOf = ({ row, column }: Place) => `${row} ${column}`
  const signed = (at: Place) => sign(table, at)
  if (!mayChange(place, step)) return false
  // A line's signed sum stays nought: what enters it as +1 must leave it as -1, so signed changes alternate round the ring.
  const first = step * signed(place)
  const reached = new Set<number>([place.column])
  let edge: readonly number[] = [place.column]
  while (edge.length > 0) {
    const next: number[] = []
    for (const column of edge)
      for (let row = 0; row < table.rows; row += 1) {
        const down = { row, column }
        if (keyOf(down) === keyOf(place) || !withheld.has(keyOf(down))) continue
        if (!mayChange(down, (-first * signed(down)) as 1 | -1)) continue
        if (row === place.row) return true
        for (let other = 0; other < table.columns; other += 1) {
          const along = { row, column: other }
          if (reached.has(other) || other === column || !withheld.has(keyOf(along))) continue
          if (!mayChange(along, (first * signed(along)) as 1 | -1)) continue
          reached.add(other)
          next.push(other)
        }
      }
    edge = next
  }
  return false
}

/**
 * Withholds counts from 1 to 5, and as many more as it takes that none of the withheld can be found by subtraction: each
 * could have been at least one other number, all that is published being as it is. Noughts are published. Every row must
 * have `columns` counts.
 */
export const suppress = (counts: CountTable, columns = counts[0]?.length ?? 0): PublishedTable => {
  const table = extend(counts, columns)
  const withheld = new Set<string>()
  const count = ({ row, column }: Place) => table.counts[row]?.[column] ?? 0
  const places = table.counts.flatMap((each, row) => each.map((_, column) => ({ row, column })))
  const keyOf = ({ row, column }: Place) => `${row} ${column}`
  for (const place of places) if (isSmall(count(place))) withheld.add(keyOf(place))
  const isTotal = ({ row, column }: Place) => row === table.rows - 1 || column === table.columns - 1
  // The parts before the totals, and of each the smallest first: so the least is lost.
  const spare = places
    .filter(place => count(place) > largestSmall)
    .sort((one, other) => Number(isTotal(one)) - Number(isTotal(other)) || count(one) - count(other))
  const exposed = (): Place | undefined =>
    places.find(
      place =>
        withheld.has(keyOf(place)) &&
        !couldBeOther(table, withheld, place, 1) &&
        !couldBeOther(table, withheld, place, -1),
    )
  for (let found = exposed(); found !== undefined; found = exposed()) {
    const { row, column } = found
    const isLeft = (place: Place) => !withheld.has(keyOf(place))
    const more =
      spare.find(place => isLeft(place) && !isTotal(place) && (place.row === row || place.column === column)) ??
      spare.find(place => isLeft(place) && (place.row === row || place.column === column)) ??
      spare.find(isLeft)
    if (more === undefined) break
    withheld.add(keyOf(more))
  }
  const published = (place: Place): Published => (withheld.has(keyOf(place)) ? undefined : count(place))
  return {
    cells: counts.map((each, row) => each.map((_, column) => published({ row, column }))),
    rowTotals: counts.map((_, row) => published({ row, column: columns })),
    columnTotals: Array.from({ length: columns }, (_, column) => published({ row: counts.length, column })),
    total: published({ row: counts.length, column: columns }),
  }
}

/**
 * One line of counts with its total. Two or more parts are withheld or none, and together more than one each: two ones
 * would be known by their sum. Where no part is left to withhold, the total is withheld.
 */
export const suppressLine = (
  counts: readonly number[],
): { readonly parts: readonly Published[]; readonly total: Published } => {
  const withheld = new Set([...counts.keys()].filter(place => isSmall(counts[place] ?? 0)))
  const total = counts.reduce((sum, count) => sum + count, 0)
  const spare = [...counts.entries()]
    .filter(([, count]) => count > largestSmall)
    .sort((one, other) => one[1] - other[1])
  const together = () => [...withheld].reduce((sum, place) => sum + (counts[place] ?? 0), 0)
  const isExposed = () => withheld.size === 1 || (withheld.size > 1 && together() === withheld.size)
  for (const [place] of spare) if (isExposed()) withheld.add(place)
  return {
    parts: counts.map((count, place) => (withheld.has(place) ? undefined : count)),
    total: isExposed() || isSmall(total) ? undefined : total,
  }
}
