import { isSmall } from './suppress.ts'

/** Of those in a row, of how many something holds, and of how many it does not. */
export type Split = readonly [number, number]

/** Whether one of the first row could as well be on the other side, and one of the second in turn: every sum stays the same. */
export const couldChange = ([holds, not]: Split, [holdsThere, notThere]: Split): boolean =>
  (holds > 0 && notThere > 0) || (not > 0 && holdsThere > 0)

const size = (splits: readonly Split[]) => (splits[0] === undefined ? 0 : splits[0][0] + splits[0][1])

/**
 * The rows of which nothing is told but how many they are of: those with 1 to 5 on either side of any of their splits, and
 * where the sum of all rows is told as well, so many more, and no more, that none of these could be found from it. Each then
 * has another with which one on either side could change places, so that 1 to 5 could as well be one more or less. Where it
 * has none, everybody else is on one side, and the sum is of as few and is withheld itself. Rows withheld `already` stay so.
 */
export const rowsWithheld = (
  rows: readonly (readonly Split[])[],
  sumIsTold: boolean,
  already: ReadonlySet<number> = new Set(),
): ReadonlySet<number> => {
  const unsafe = [...rows.keys()].filter(row => rows[row]?.some(split => split.some(isSmall)))
  const withheld = new Set([...already, ...unsafe])
  if (!sumIsTold) return withheld
  const smallestFirst = [...rows.entries()].sort(([, one], [, other]) => size(one) - size(other)).map(([row]) => row)
  // Of each small split, the other rows that would hide it, the smallest first.
  const wanted = unsafe
    .filter(row => !already.has(row))
    .flatMap(row =>
      (rows[row] ?? []).flatMap((split, place) => {
        const others = smallestFirst.filter(other => {
          const there = rows[other]?.[place]
          return other !== row && there !== undefined && couldChange(split, there)
        })
        return split.some(isSmall) && others.length > 0 ? [others] : []
      }),
    )
  const isHidden = (others: readonly number[]) => others.some(other => withheld.has(other))
  const added = wanted.flatMap(others => {
    const [next] = others
    if (next === undefined || isHidden(others)) return []
    withheld.add(next)
    return [next]
  })
  // A row that came later may hide what an earlier one was taken for.
  for (const row of added) {
    withheld.delete(row)
    if (!wanted.every(isHidden)) withheld.add(row)
  }
  return withheld
}
