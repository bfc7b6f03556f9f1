import { couldChange } from './splits.ts'
import type { Split } from './splits.ts'
import { isSmall, largestSmall } from './suppress.ts'

/** What is withheld of a year whose quarters are told one after another: which of them, and whether the year's total. */
export type YearWithheld = { readonly quarters: ReadonlySet<number>; readonly total: boolean }

/** The place of the last quarter of a year. */
const last = 3

/** With the last quarter, which is not told yet, where it hides what was withheld before; else without the year's total. */
const hide = (
  withheld: ReadonlySet<number>,
  hasYear: boolean,
  isExposed: boolean,
  lastHides: boolean,
): YearWithheld => {
  if (!hasYear || !isExposed) return { quarters: withheld, total: false }
  return lastHides ? { quarters: new Set([...withheld, last]), total: false } : { quarters: withheld, total: true }
}

/**
 * What is withheld of counts: a quarter of 1 to 5; and where the year's total would tell it, the last quarter too, for what
 * was told stays told. Where the last is none to hide another, the total is withheld. Whoever knows this rule does not find
 * a number by it either: so the total is withheld too where those withheld are together of one more than the fewest.
 */
export const countsInOrder = (counts: readonly number[]): YearWithheld => {
  const withheld = new Set([...counts.keys()].filter(place => isSmall(counts[place] ?? 0)))
  const together = [...withheld].reduce((sum, place) => sum + (counts[place] ?? 0), 0)
  const isMost = !withheld.has(last) && together === withheld.size * largestSmall
  const isExposed = withheld.size > 0 && (withheld.size === 1 || together <= withheld.size + 1 || isMost)
  return hide(withheld, counts.length > last, isExposed, (counts[last] ?? 0) > largestSmall)
}

/**
 * The same of splits: a quarter with 1 to 5 on a side, and where nothing else that is withheld could change places with one
 * of them, the last quarter or the year's total. Rows withheld `already`, with their whole, stay so, and so does its total.
 */
export const splitsInOrder = (
  rows: readonly (readonly Split[])[],
  already: YearWithheld = { quarters: new Set(), total: false },
): YearWithheld => {
  const unsafe = [...rows.keys()].filter(row => rows[row]?.some(split => split.some(isSmall)))
  const withheld = new Set([...already.quarters, ...unsafe])
  const exposed = unsafe
    .filter(row => !already.quarters.has(row))
    .flatMap(row => (rows[row] ?? []).flatMap((split, place) => (split.some(isSmall) ? [{ row, split, place }] : [])))
    .map(({ row, split, place }) => (other: number) => {
      const there = rows[other]?.[place]
      return other !== row && there !== undefined && couldChange(split, there)
    })
    .filter(hides => ![...withheld].some(hides))
  const lastHides = !withheld.has(last) && exposed.every(hides => hides(last))
  const { quarters, total } = hide(withheld, rows.length > last, exposed.length > 0, lastHides)
  return { quarters, total: total || already.total }
}
