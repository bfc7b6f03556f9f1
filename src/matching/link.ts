import { blocksOf } from './blocks.ts'
import type { Folded } from './person.ts'
import { score } from './score.ts'
import type { Scale, Score } from './score.ts'

/** Two records, by their places in their registers, and how likely they are of one person. */
export type Pair = { readonly one: number; readonly other: number; readonly score: Score }

/**
 * Compares one register with another and gives the pairs that are likely of one person, each record in one pair at most,
 * the likeliest first. Whoever links them decides: this only proposes.
 */
export const linkRegisters = (
  scale: Scale,
  ones: readonly Folded[],
  others: readonly Folded[],
  { least = 0.9 }: { readonly least?: number } = {},
): readonly Pair[] => {
  const near = blocksOf(others)
  const pairs: Pair[] = []
  for (const [one, folded] of ones.entries())
    for (const other of near(folded)) {
      const record = others[other]
      if (record === undefined) continue
      const scored = score(scale, folded, record)
      if (scored.probability >= least) pairs.push({ one, other, score: scored })
    }
  pairs.sort((a, b) => b.score.weight - a.score.weight || a.one - b.one || a.other - b.other)
  const [left, right] = [new Set<number>(), new Set<number>()]
  return pairs.filter(({ one, other }) => {
    if (left.has(one) || right.has(other)) return false
    left.add(one)
    right.add(other)
    return true
  })
}
