import { nothing } from '../counting/tally.ts'
import type { Tally } from '../counting/tally.ts'
import type { Measure } from '../measure.ts'
import { measures } from '../measures/index.ts'
import { countsInOrder, splitsInOrder } from '../suppression/in-order.ts'
import type { YearWithheld } from '../suppression/in-order.ts'
import { rowsWithheld } from '../suppression/splits.ts'
import type { Split } from '../suppression/splits.ts'
import { isSmall, suppressLine } from '../suppression/suppress.ts'

/** What was counted of a measure in each of some rows: quarters, services or quadrants, the same rows for every measure. */
export type RowsOf = (measure: Measure) => readonly Tally[]

const isPart = ({ taken }: Measure) => taken === 'share' || taken === 'counted'

const numberOf = (measure: Measure, { rows, counted }: Tally): number => (isPart(measure) ? counted : rows)

/** A measure that is told as one number, of which nothing else is told. */
const isCount = (measure: Measure) => measure.partOf === undefined && !isPart(measure)

/** The parts of the same whole by the same thing, this measure among them. */
export const apart = (measure: Measure): readonly Measure[] => {
  const { partOf } = measure
  return partOf === undefined
    ? [measure]
    : measures.filter(each => each.partOf?.whole === partOf.whole && each.partOf.by === partOf.by)
}

/** The measures that decide what of a measure is withheld, the whole of all first. */
export const decidedWith = (measure: Measure): readonly Measure[] => [
  ...(measure.partOf === undefined ? [] : decidedWith(measure.partOf.whole)),
  ...apart(measure),
]

/** Whatever can be reckoned of a row from what is told of it: each number with what is left of its whole. */
const splitsIn = (measure: Measure, tallies: (of: Measure) => Tally): readonly Split[] => {
  const parts = apart(measure)
  const own = parts
    .filter(isPart)
    .map((part): Split => [tallies(part).counted, tallies(part).rows - tallies(part).counted])
  if (measure.partOf === undefined) return own
  const whole = numberOf(measure.partOf.whole, tallies(measure.partOf.whole))
  const numbers = parts.map(part => numberOf(part, tallies(part)))
  const together = numbers.reduce((sum, number) => sum + number, 0)
  // A child who came twice counts twice in a part and once in its whole: what is left may be less than nobody.
  return [...own, ...[...numbers, together].map((number): Split => [number, Math.abs(whole - number)])]
}

/**
 * In which rows a measure is withheld: where it is of 1 to 5 or leaves out so few, alone or of the whole of which it is part;
 * wherever its whole is withheld; and, where the sum of the rows is told, in so many more that none can be found from it.
 * What a whole is does not change with what is withheld of its parts, so each is safe whatever else is told.
 */
export const withheldIn = (measure: Measure, rowsOf: RowsOf, sumIsTold: boolean): ReadonlySet<number> => {
  if (isCount(measure)) {
    const counts = countsOf(measure, rowsOf)
    return sumIsTold ? lineWithheld(counts) : new Set([...counts.keys()].filter(row => isSmall(counts[row] ?? 0)))
  }
  const already = measure.partOf === undefined ? undefined : withheldIn(measure.partOf.whole, rowsOf, sumIsTold)
  return rowsWithheld(
    rowsOf(measure).map((_, row) => splitsIn(measure, of => rowsOf(of)[row] ?? nothing)),
    sumIsTold,
    already,
  )
}

/**
 * What is withheld of a measure that adds up over a year, whose quarters are told one after another: a quarter that was told
 * cannot be withheld for another that is of few.
 */
export const withheldInOrder = (measure: Measure, rowsOf: RowsOf): YearWithheld => {
  if (isCount(measure)) return countsInOrder(countsOf(measure, rowsOf))
  return splitsInOrder(
    rowsOf(measure).map((_, row) => splitsIn(measure, of => rowsOf(of)[row] ?? nothing)),
    measure.partOf === undefined ? undefined : withheldInOrder(measure.partOf.whole, rowsOf),
  )
}

const countsOf = (measure: Measure, rowsOf: RowsOf) => rowsOf(measure).map(tally => numberOf(measure, tally))

const isSumOfOnes = (counts: readonly number[]): boolean =>
  suppressLine(counts).total === undefined && !isSmall(counts.reduce((sum, count) => sum + count, 0))

/** Whether the sum of the rows, told because it is of more than a few, would tell them all: each row of any is of one. */
export const isKnownBySum = (measure: Measure, rowsOf: RowsOf): boolean =>
  isCount(measure) && isSumOfOnes(countsOf(measure, rowsOf))

const lineWithheld = (counts: readonly number[]): ReadonlySet<number> => {
  const { parts } = suppressLine(counts)
  const isEach = isSumOfOnes(counts)
  return new Set([...parts.keys()].filter(row => isEach || parts[row] === undefined))
}
