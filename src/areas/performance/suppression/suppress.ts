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

const keyOf = ({ row, column }: Place) => `${row} ${column}`

const countAt = ({ counts }: Extended, { row, column }: Place): number => counts[row]?.[column] ?? 0

const isTotal = ({ rows, columns }: Extended, { row, column }: Place): boolean =>
  row === rows - 1 || column === columns - 1

/**
 * Whether what is withheld could have been other numbers: whether a withheld count can change by one, and others with it,
 * so that every line still adds up, no count falls below one, and everything published stays as it is. A change goes round:
 * along a row to another withheld count, along that one's column to the next, and so back to where it began.
 */
const couldBeOther = (table: Extended, withheld: ReadonlySet<string>, place: Place, step: 1 | -1): boolean => {
  const mayChange = (at: Place, change: 1 | -1) => change === 1 || (table.counts[at.row]?.[at.column] ?? 0) > 1
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

const placesIn = ({ counts }: Extended): readonly Place[] =>
  counts.flatMap((each, row) => each.map((_, column) => ({ row, column })))

/** A withheld count that can be found by subtraction. */
const exposedIn = (table: Extended, withheld: ReadonlySet<string>): Place | undefined =>
  placesIn(table).find(
    place =>
      withheld.has(keyOf(place)) &&
      !couldBeOther(table, withheld, place, 1) &&
      !couldBeOther(table, withheld, place, -1),
  )

/** Those that may be withheld beside small ones: the parts before the totals, and of each the smallest first. */
const spareIn = (table: Extended): readonly Place[] =>
  placesIn(table)
    .filter(place => countAt(table, place) > largestSmall)
    .sort(
      (one, other) =>
        Number(isTotal(table, one)) - Number(isTotal(table, other)) || countAt(table, one) - countAt(table, other),
    )

/**
 * Shows again what was withheld on the way to what was needed, wherever nothing can be found without it: totals first, then
 * whole rows, since of a share neither count is of use without the other, then single counts; of each the largest first.
 */
const showAgain = (table: Extended, withheld: Set<string>): void => {
  const spare = spareIn(table).toReversed()
  const last = table.rows - 1
  const sizeOf = (row: number) => countAt(table, { row, column: table.columns - 1 })
  const rows = [...Map.groupBy(spare, ({ row }) => row)].sort(([one], [other]) => sizeOf(other) - sizeOf(one))
  for (const together of [
    ...rows.filter(([row]) => row === last).map(([, places]) => places),
    ...spare.filter(place => isTotal(table, place)).map(place => [place]),
    // A row with its own total, which is the same where it has but one count.
    ...rows.map(([, places]) => places),
    ...spare.map(place => [place]),
  ]) {
    const keys = together.map(keyOf).filter(each => withheld.has(each))
    for (const each of keys) withheld.delete(each)
    if (exposedIn(table, withheld) !== undefined) for (const each of keys) withheld.add(each)
  }
}

/**
 * Withholds counts from 1 to 5, and as many more as it takes that none of the withheld can be found by subtraction: each
 * could have been at least one other number, all that is published being as it is. Noughts are published. Every row must
 * have `columns` counts.
 */
export const suppress = (counts: CountTable, columns = counts[0]?.length ?? 0): PublishedTable => {
  const table = extend(counts, columns)
  const withheld = new Set(
    placesIn(table)
      .filter(place => isSmall(countAt(table, place)))
      .map(keyOf),
  )
  const spare = spareIn(table)
  for (;;) {
    const found = exposedIn(table, withheld)
    if (found === undefined) break
    const isInLine = ({ row, column }: Place) => row === found.row || column === found.column
    const left = spare.filter(place => !withheld.has(keyOf(place)))
    const more = left.find(place => !isTotal(table, place) && isInLine(place)) ?? left.find(isInLine) ?? left[0]
    if (more === undefined) break
    withheld.add(keyOf(more))
  }
  showAgain(table, withheld)
  const published = (place: Place): Published => (withheld.has(keyOf(place)) ? undefined : countAt(table, place))
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
