import type { Taken } from '../measure.ts'

/** What was counted: the rows, those of them in the numerator, and their values together and at the highest. */
export type Tally = {
  readonly rows: number
  readonly counted: number
  readonly sum: number
  readonly highest: number | null
}

export const nothing: Tally = { rows: 0, counted: 0, sum: 0, highest: null }

const higher = (one: number | null, other: number | null) =>
  one === null ? other : other === null ? one : Math.max(one, other)

export const add = (one: Tally, other: Tally): Tally => ({
  rows: one.rows + other.rows,
  counted: one.counted + other.counted,
  sum: one.sum + other.sum,
  highest: higher(one.highest, other.highest),
})

/** Rows that last from the point at one place to before the point at another, of points in order. */
export type Lasting = Tally & { readonly first: number; readonly until: number }

/** What stands at each of so many points: each row comes at its first point and goes at the one before which it ended. */
export const standing = (lasting: readonly Lasting[], points: number): readonly Tally[] => {
  const change = Array.from({ length: points + 1 }, () => ({ rows: 0, counted: 0, sum: 0 }))
  for (const { first, until, rows, counted, sum } of lasting)
    for (const [place, sign] of [
      [first, 1],
      [until, -1],
    ] as const) {
      const at = change[place]
      if (at === undefined) continue
      at.rows += sign * rows
      at.counted += sign * counted
      at.sum += sign * sum
    }
  const highest = (point: number) =>
    lasting
      .filter(({ first, until }) => first <= point && point < until)
      .reduce<number | null>((top, row) => higher(top, row.highest), null)
  let [rows, counted, sum] = [0, 0, 0]
  return change.slice(0, points).map((step, point) => {
    rows += step.rows
    counted += step.counted
    sum += step.sum
    return { rows, counted, sum, highest: highest(point) }
  })
}

/** A figure as it is read: what it is, and the two numbers that it comes from where it has them. */
export type Reading = {
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
}

const over = (numerator: number, denominator: number, times: number): Reading => ({
  value: denominator === 0 ? null : (times * numerator) / denominator,
  numerator,
  denominator,
})

/**
 * Takes a figure from what was counted. Percentages run from 0 to 100 and rates are per 10,000 of `population`, neither
 * rounded; of nothing there is no share, mean or rate, and the value is null.
 */
export const take = (taken: Taken, tally: Tally, population: number | null = null): Reading => {
  switch (taken) {
    case 'count':
      return { value: tally.rows, numerator: tally.rows, denominator: null }
    case 'counted':
      return { value: tally.counted, numerator: tally.counted, denominator: tally.rows }
    case 'share':
      return over(tally.counted, tally.rows, 100)
    case 'mean':
      return over(tally.sum, tally.rows, 1)
    case 'highest':
      return { value: tally.highest, numerator: tally.highest, denominator: null }
    case 'rate':
      return population === null
        ? { value: null, numerator: tally.rows, denominator: null }
        : over(tally.rows, population, 10_000)
  }
}
