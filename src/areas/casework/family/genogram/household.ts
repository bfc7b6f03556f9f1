/** A rectangle of the picture. */
export type Box = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

/** A straight piece of an outline. */
export type Edge = { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number }

/** Somebody's card in a row of the picture, in the row's order. */
export type Standing = { readonly id: number; readonly box: Box }

const around = (boxes: readonly Box[], by: number): Box => ({
  left: Math.min(...boxes.map(({ left }) => left)) - by,
  right: Math.max(...boxes.map(({ right }) => right)) + by,
  top: Math.min(...boxes.map(({ top }) => top)) - by,
  bottom: Math.max(...boxes.map(({ bottom }) => bottom)) + by,
})

/** Those of a row who live together and stand side by side, each run as one box. */
const runsOf = (row: readonly Standing[], household: ReadonlySet<number>, by: number): readonly Box[] => {
  const runs: Box[][] = [[]]
  for (const { id, box } of row) {
    if (household.has(id)) runs.at(-1)?.push(box)
    else runs.push([])
  }
  return runs.filter(run => run.length > 0).map(run => around(run, by))
}

/** Boxes in two rows, one above the other, are joined through the space between them, where no card stands. */
const bridges = (above: readonly Box[], below: readonly Box[]): readonly Box[] =>
  above.flatMap(upper =>
    below.flatMap(lower => {
      const [left, right] = [Math.max(upper.left, lower.left), Math.min(upper.right, lower.right)]
      return left < right ? [{ left, right, top: upper.bottom, bottom: lower.top }] : []
    }),
  )

/** Boxes that together cover the household and nobody else. `by` is how far they reach beyond the cards. */
export const householdBoxes = (
  rows: readonly (readonly Standing[])[],
  household: ReadonlySet<number>,
  by: number,
): readonly Box[] => {
  const runs = rows.map(row => runsOf(row, household, by))
  return [...runs.flat(), ...runs.slice(1).flatMap((below, index) => bridges(runs[index] ?? [], below))]
}

const numbers = (values: readonly number[]): readonly number[] => [...new Set(values)].sort((one, other) => one - other)

/** The outline of several boxes taken together: the sides of what they cover that have nothing covered beyond them. */
export const outlineOf = (boxes: readonly Box[]): readonly Edge[] => {
  const xs = numbers(boxes.flatMap(({ left, right }) => [left, right]))
  const ys = numbers(boxes.flatMap(({ top, bottom }) => [top, bottom]))
  const covered = (column: number, row: number): boolean => {
    const [x1, x2, y1, y2] = [xs[column], xs[column + 1], ys[row], ys[row + 1]]
    if (x1 === undefined || x2 === undefined || y1 === undefined || y2 === undefined) return false
    return boxes.some(({ left, right, top, bottom }) => left <= x1 && x2 <= right && top <= y1 && y2 <= bottom)
  }
  const edges: Edge[] = []
  for (const [column, x] of xs.entries())
    for (const [row, y1] of ys.entries()) {
      const y2 = ys[row + 1]
      if (y2 !== undefined && covered(column, row) !== covered(column - 1, row)) edges.push({ x1: x, x2: x, y1, y2 })
    }
  for (const [row, y] of ys.entries())
    for (const [column, x1] of xs.entries()) {
      const x2 = xs[column + 1]
      if (x2 !== undefined && covered(column, row) !== covered(column, row - 1)) edges.push({ x1, x2, y1: y, y2: y })
    }
  return edges
}
