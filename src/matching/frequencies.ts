import type { FoldedName } from './names/fold.ts'

/** How common names are in a register: the share of people who have each, and of whom any name not listed has. */
export type Frequencies = {
  readonly given: ReadonlyMap<string, number>
  readonly family: ReadonlyMap<string, number>
}

export const noFrequencies: Frequencies = { given: new Map(), family: new Map() }

/** No name counts as rarer than this share, nor as commoner: a rare name may be a slip of the hand. */
const [rarest, commonest] = [1 / 50_000, 1 / 10]

/**
 * How much more or less than usual it says that two people have this name: to have a common one in common says less, and a
 * rare one more. Against the chance of any two names being the same, as a power of 2; 0 where nothing is known.
 */
export const rarity = (shares: ReadonlyMap<string, number>, name: FoldedName | undefined, usual: number): number => {
  if (shares.size === 0 || name === undefined || name.joined === '') return 0
  const least = leastOf(shares)
  const share = Math.min(commonest, Math.max(rarest, shares.get(name.joined) ?? least))
  return Math.log2(usual / share)
}

const leasts = new WeakMap<ReadonlyMap<string, number>, number>()

/** A name that is not listed is rarer than those that are. */
const leastOf = (shares: ReadonlyMap<string, number>): number => {
  const known = leasts.get(shares)
  if (known !== undefined) return known
  let least = 1
  for (const share of shares.values()) least = Math.min(least, share)
  leasts.set(shares, least / 2)
  return least / 2
}
