import { isSmall } from './suppress.ts'

/** Of those in a row, of how many something holds, and of how many it does not. */
export type Split = readonly [number, number]

/** Whether one of the first row could as well be on the other side, and one of the second in turn: every sum stays the same. */
const couldChange = ([holds, not]: Split, [holdsThere, notThere]: Split): boolean =>
  (holds > 0 && notThere > 0) || (not > 0 && holdsThere > 0)

const size = (splits: readonly Split[]) => (splits[0] === undefined ? 0 : splits[0][0] + splits[0][1])

/**
 * The rows of which nothing is told but how many they are of: those with 1 to 5 on either side of any of their splits, and
 * where the sum of all rows is told as well, so many more that none of these could be found from it. Each then has another
 * with which one on either side could change places, so that one of 1 to 5 could as well be one more or less. Where it has
 * none, everybody else is on one side, and the sum is of as few and is withheld itself. Rows withheld `already` stay so.
 */
export const rowsWithheld = (
  rows: readonly (readonly Split[])[],
  sumIsTold: boolean,
  already: ReadonlySet<number> = new Set(),
): ReadonlySet<number> => {
  const unsafe = [...rows.entries()].filter(([, splits]) => splits.some(split => split.some(isSmall)))
  const withheld = new Set([...already, ...unsafe.map(([row]) => row)])
  if (!sumIsTold) return withheld
  const smallestFirst = [...rows.entries()].sort(([, one], [, other]) => size(one) - size(other))
  for (const [row, splits] of unsafe)
    for (const [place, split] of splits.entries()) {
      if (already.has(row) || !split.some(isSmall)) continue
      const partners = smallestFirst
        .filter(([other, { [place]: there }]) => other !== row && there !== undefined && couldChange(split, there))
        .map(([other]) => other)
      const [next] = partners
      if (next !== undefined && !partners.some(other => withheld.has(other))) withheld.add(next)
    }
  return withheld
}
