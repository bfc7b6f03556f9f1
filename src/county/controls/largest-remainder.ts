/**
 * Whole numbers that add up to the total, in proportion to the weights and none above its cap: each gets its whole part,
 * and the largest remainders get one more. Null where the caps or the weights leave no room for the total.
 */
export const largestRemainder = (
  total: number,
  weights: readonly number[],
  caps?: readonly number[],
): readonly number[] | null => {
  const room = (index: number) => caps?.[index] ?? total
  const parts = weights.map(() => 0)
  let left = total
  // Parts at their cap drop out and the rest is shared again among the others.
  let open = weights
    .map((weight, index) => ({ weight, index }))
    .filter(({ weight, index }) => weight > 0 && room(index) > 0)
  while (left > 0 && open.length > 0) {
    const sum = open.reduce((whole, { weight }) => whole + weight, 0)
    const shares = open.map(({ weight, index }) => {
      const wanted = (left * weight) / sum
      return { index, wanted, given: Math.min(Math.floor(wanted), room(index) - (parts[index] ?? 0)) }
    })
    for (const { index, given } of shares) parts[index] = (parts[index] ?? 0) + given
    left -= shares.reduce((whole, { given }) => whole + given, 0)
    const byRemainder = [...shares].sort((a, b) => b.wanted - b.given - (a.wanted - a.given) || a.index - b.index)
    for (const { index } of byRemainder) {
      if (left === 0) break
      if ((parts[index] ?? 0) >= room(index)) continue
      parts[index] = (parts[index] ?? 0) + 1
      left -= 1
    }
    open = open.filter(({ index }) => (parts[index] ?? 0) < room(index))
  }
  return left === 0 ? parts : null
}
