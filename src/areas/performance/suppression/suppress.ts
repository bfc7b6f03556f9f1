/** A count as it is published, or undefined where it is withheld. */
export type Published = number | undefined

/** Counts from 1 to this are withheld: so few people could be known by them. */
export const largestSmall = 5

/** Whether it is of so few that one of them could be known by it. */
export const isSmall = (count: number): boolean => count > 0 && count <= largestSmall

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
