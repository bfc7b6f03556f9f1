import { compare } from './compare.ts'
import { agreementInWords, fieldNames, fields, unknown } from './fields.ts'
import type { Field, Pattern } from './fields.ts'
import { noFrequencies, rarity } from './frequencies.ts'
import type { Frequencies } from './frequencies.ts'
import type { FoldedName } from './names/fold.ts'
import type { Folded } from './person.ts'
import { others, weigh } from './weights.ts'
import type { Learnt, Other, Weights } from './weights.ts'
import { learnt } from './learnt.ts'
import { weightsOf } from './weights.ts'

/** What one field says: its level of agreement, that in words, and how much it weighs for one person (as a power of 2). */
export type Evidence = {
  readonly field: Field
  readonly agreement: string
  readonly inWords: string
  readonly weight: number
}

export type Score = {
  /** That the two are records of one person. */
  readonly probability: number
  /** The same as a power of 2 of the odds: it tells apart what the probability rounds to 1. */
  readonly weight: number
  /** Whom the record would be of if it were another's: the likeliest. */
  readonly against: Other
  readonly pattern: Pattern
}

/** What is known before two records are looked at, and by what they are weighed. */
export type Scale = {
  readonly weights: Weights
  /** How common two names the same are among strangers, by field. */
  readonly usual: Readonly<Record<'given' | 'family', number>>
  readonly frequencies: Frequencies
  /** For each kind of two people, the odds that a pair is of one person rather than of such two, as a power of 2. */
  readonly prior: Readonly<Record<Other, number>>
}

/**
 * Before anything is compared: half of those who are asked about are known to the register, a person has about one brother
 * or sister in it, and three in a hundred people are twins.
 */
const priorFor = (records: number): Scale['prior'] => {
  const known = 0.5
  return {
    stranger: Math.log2(known / Math.max(1, records)),
    sibling: Math.log2(known / 1),
    twin: Math.log2(known / 0.03),
  }
}

/** The scale for a register of so many people, with how common names are in it. */
export const scaleFor = (records: number, frequencies: Frequencies = noFrequencies, from: Learnt = learnt): Scale => ({
  weights: weightsOf(from),
  usual: { given: from.stranger.given[0] ?? 0, family: from.stranger.family[0] ?? 0 },
  frequencies,
  prior: priorFor(records),
})

const [givenField, familyField, orderField] = [
  fieldNames.indexOf('given'),
  fieldNames.indexOf('family'),
  fieldNames.indexOf('order'),
] as const

/** What the rarity of names that are the same adds to the weights against a stranger. */
const rarities = ({ frequencies, usual }: Scale, probe: Folded, pattern: Pattern): readonly [number, number] => {
  const swapped = pattern[orderField] === 1
  // Of exchanged names of which one is the same, the pattern does not say which.
  if (swapped && pattern[givenField] !== pattern[familyField]) return [0, 0]
  const [given, family]: readonly (FoldedName | undefined)[] = swapped
    ? [probe.name.family, probe.name.given[0]]
    : [probe.name.given[0], probe.name.family]
  return [
    pattern[givenField] === 0 ? rarity(frequencies.given, given, usual.given) : 0,
    pattern[familyField] === 0 ? rarity(frequencies.family, family, usual.family) : 0,
  ]
}

const weightsAgainst = (scale: Scale, other: Other, probe: Folded, pattern: Pattern): readonly number[] => {
  const weights = weigh(scale.weights, other, pattern)
  if (other !== 'stranger') return weights
  const [given, family] = rarities(scale, probe, pattern)
  return weights.map((weight, field) =>
    field === givenField ? weight + given : field === familyField ? weight + family : weight,
  )
}

/** What all fields weigh together, with what was known before: summed without a list of them, since many records are scored. */
const sumAgainst = ({ weights, prior }: Scale, other: Other, pattern: Pattern): number => {
  const ofFields = weights[other]
  let sum = prior[other]
  for (let field = 0; field < pattern.length; field += 1) sum += ofFields[field]?.[pattern[field] ?? unknown] ?? 0
  return sum
}

/** How likely it is that a record is of the person whom a description describes. */
export const score = (scale: Scale, probe: Folded, record: Folded): Score => {
  const pattern = compare(probe, record)
  let [against, least]: [Other, number] = ['stranger', Infinity]
  let odds = 0
  const [given, family] = rarities(scale, probe, pattern)
  for (const other of others) {
    const sum = sumAgainst(scale, other, pattern) + (other === 'stranger' ? given + family : 0)
    if (sum < least) [against, least] = [other, sum]
    odds += 2 ** -sum
  }
  return { probability: 1 / (1 + odds), weight: -Math.log2(odds), against, pattern }
}

const hundredths = (value: number): number => Math.round(value * 100) / 100

/** What each known field of a score says, against whoever else the record would most likely be of. */
export const evidenceOf = (scale: Scale, probe: Folded, { pattern, against }: Score): readonly Evidence[] => {
  const weights = weightsAgainst(scale, against, probe, pattern)
  return fieldNames.flatMap((field, index) => {
    const level = fields[field][pattern[index] ?? unknown]
    // Names in their places are the rule, and say nothing.
    if (level === undefined || (field === 'order' && level === 'asWritten')) return []
    const words: Readonly<Record<string, string>> = agreementInWords[field]
    return [{ field, agreement: level, inWords: words[level] ?? '', weight: hundredths(weights[index] ?? 0) }]
  })
}
