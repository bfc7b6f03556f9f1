import { fieldNames, fields, unknown } from '../fields.ts'
import type { Field, Pattern } from '../fields.ts'
import { everyField } from '../weights.ts'
import type { Chances } from '../weights.ts'

/** How much is added to what was counted of each level, so that what was never met is rare and not impossible. */
const smoothing = 0.5

const chancesFrom = (count: (field: number, level: number) => number, added: number): Chances => {
  const of = (field: Field, index: number): readonly number[] => {
    const counts = fields[field].map((_, level) => count(index, level) + added)
    const sum = counts.reduce((total, each) => total + each, 0)
    return counts.map(each => (sum === 0 ? 1 / counts.length : each / sum))
  }
  return everyField(of)
}

const zeros = (): number[][] => fieldNames.map(field => fields[field].map(() => 0))

/** How often each level is met among pairs of which it is known what they are: drawn by chance, or of one family. */
export const countChances = (pairs: Iterable<Pattern>): Chances => {
  const counts = zeros()
  for (const pattern of pairs)
    pattern.forEach((level, field) => {
      const row = counts[field]
      if (level !== unknown && row !== undefined) row[level] = (row[level] ?? 0) + 1
    })
  return chancesFrom((field, level) => counts[field]?.[level] ?? 0, smoothing)
}

export type Mixture = {
  /** The chances of pairs of one person, which are learnt, and of every other kind, which stand. */
  readonly samePerson: Chances
  /** The share of pairs of one person, then of each other kind. */
  readonly shares: readonly number[]
}

/** Mostly agreeing: from here the learning begins, and where it ends does not hang on it. */
export const agreeing: Chances = chancesFrom((_, level) => 2 ** -(level + 1), 0)

const chanceOf = (chances: Chances, pattern: Pattern): number => {
  let chance = 1
  for (const [index, field] of fieldNames.entries()) {
    const level = pattern[index] ?? unknown
    if (level !== unknown) chance *= chances[field][level] ?? 0
  }
  return chance
}

/** Equal patterns weigh together: there are far fewer of them than of pairs. */
export const tally = (pairs: Iterable<Pattern>): readonly { readonly pattern: Pattern; readonly count: number }[] => {
  const counts = new Map<string, { readonly pattern: Pattern; count: number }>()
  for (const pattern of pairs) {
    const key = pattern.join()
    const known = counts.get(key)
    if (known === undefined) counts.set(key, { pattern, count: 1 })
    else known.count += 1
  }
  return [...counts.values()]
}

type Tally = ReturnType<typeof tally>

/** One round of expectation and maximisation, and the logarithm of the likelihood of the mixture it began with. */
const round = (
  pairs: Tally,
  { samePerson, shares }: Mixture,
  others: readonly Chances[],
): Mixture & { readonly likelihood: number } => {
  const counts = zeros()
  const sums = shares.map(() => 0)
  let likelihood = 0
  let all = 0
  for (const { pattern, count } of pairs) {
    const chances = [samePerson, ...others].map((kind, index) => (shares[index] ?? 0) * chanceOf(kind, pattern))
    const sum = chances.reduce((total, chance) => total + chance, 0)
    if (sum === 0) continue
    likelihood += count * Math.log(sum)
    all += count
    chances.forEach((chance, index) => (sums[index] = (sums[index] ?? 0) + (count * chance) / sum))
    const share = (count * (chances[0] ?? 0)) / sum
    pattern.forEach((level, field) => {
      const row = counts[field]
      if (level !== unknown && row !== undefined) row[level] = (row[level] ?? 0) + share
    })
  }
  return {
    samePerson: chancesFrom((field, level) => counts[field]?.[level] ?? 0, 0),
    shares: sums.map(sum => (all === 0 ? 1 / sums.length : sum / all)),
    likelihood,
  }
}

export type Learning = Mixture & { readonly likelihoods: readonly number[] }

/**
 * Learns how records of one person agree from pairs of which nobody says what they are, by expectation and maximisation:
 * the other kinds of pair keep their chances, and the likelihood of the whole never falls from round to round.
 */
export const learn = (
  pairs: Tally,
  others: readonly Chances[],
  {
    from = agreeing,
    rounds = 200,
    enough = 1e-7,
  }: { readonly from?: Chances; readonly rounds?: number; readonly enough?: number } = {},
): Learning => {
  let mixture: Mixture = { samePerson: from, shares: [from, ...others].map((_, __, all) => 1 / all.length) }
  const likelihoods: number[] = []
  for (let turn = 0; turn < rounds; turn += 1) {
    const { likelihood, ...next } = round(pairs, mixture, others)
    const before = likelihoods.at(-1)
    likelihoods.push(likelihood)
    mixture = next
    if (before !== undefined && Math.abs(likelihood - before) <= enough * Math.abs(likelihood)) break
  }
  return { ...mixture, likelihoods }
}

/** No level is impossible: the least chance of each, the others making room for it. */
export const withLeast = (chances: Chances, least: number): Chances =>
  everyField(field => {
    const raised = chances[field].map(chance => Math.max(chance, least))
    const sum = raised.reduce((total, chance) => total + chance, 0)
    return raised.map(chance => chance / sum)
  })
