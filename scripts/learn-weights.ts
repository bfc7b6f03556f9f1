import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { asRecorded, asTold, unbornAsRecorded, unbornAsTold } from '../bench/people/corrupt.ts'
import { generateFamily } from '../bench/people/families.ts'
import type { GeneratedFamily } from '../bench/people/families.ts'
import { streamOf } from '../src/county/chance/random.ts'
import { compare } from '../src/matching/compare.ts'
import { fieldNames, fields, unknown } from '../src/matching/fields.ts'
import type { Field, Pattern } from '../src/matching/fields.ts'
import { countChances, learn, tally, withLeast } from '../src/matching/learning/learn.ts'
import { fold } from '../src/matching/person.ts'
import type { Folded } from '../src/matching/person.ts'
import { others } from '../src/matching/weights.ts'
import type { Chances, Kinship, Other } from '../src/matching/weights.ts'

// Learns the weights of the matcher from generated families and writes them into src/matching/learnt.ts. What strangers,
// brothers and sisters, and twins have in common is counted: a register knows its strangers and its families. Which pairs
// are of one person nobody tells it. It learns how those agree from pairs that agree in one thing, everything else: in
// the other fields the strangers among them are as far apart as any.

const [seed, families, moreFamilies, callers, drawn] = [20201214, 30_000, 120_000, 40_000, 1_000_000]
const chance = streamOf(seed, 'learning')

type Known = { readonly folded: Folded; readonly told: Folded; readonly family: number }
const register: Known[] = []
const unborn: Known[] = []
const pairs: Record<Other, Pattern[]> = { stranger: [], sibling: [], twin: [] }

const addRelatives = ({ children }: GeneratedFamily, known: readonly Known[], kind: 'sibling' | 'twin') => {
  for (const [one, mine] of known.entries())
    for (const [next, theirs] of known.slice(one + 1).entries())
      if ((children[one]?.bornOn === children[one + 1 + next]?.bornOn) === (kind === 'twin'))
        pairs[kind].push(compare(mine.told, theirs.folded))
}

const generate = (number: number) => {
  const family = generateFamily(seed, number, families)
  const known = [...family.children, ...family.adults].map(person => ({
    folded: fold(asRecorded(person, family)),
    told: fold(asTold(chance, person, family)),
    family: number,
  }))
  const children = known.slice(0, family.children.length)
  addRelatives(family, children, 'twin')
  if (number >= families) return
  addRelatives(family, children, 'sibling')
  register.push(...known)
  if (family.expectedOn === null) return
  const expected = {
    folded: fold(unbornAsRecorded(chance, family)),
    told: fold(unbornAsTold(chance, family)),
    family: number,
  }
  unborn.push(expected)
  for (const child of children) pairs.sibling.push(compare(expected.told, child.folded))
  // Of twins who are expected everything agrees that is known.
  pairs.twin.push(compare(expected.told, expected.folded))
}
for (let number = 0; number < families + moreFamilies; number += 1) generate(number)
register.push(...unborn)

const anyOf = (known: readonly Known[]): Known => {
  const one = known[chance.whole(0, known.length - 1)]
  if (one === undefined) throw new RangeError('Nobody was generated.')
  return one
}
for (let draw = 0; draw < drawn; draw += 1) {
  const [one, other] = [anyOf(draw % 10 === 0 ? unborn : register), anyOf(register)]
  if (one.family !== other.family) pairs.stranger.push(compare(one.told, other.folded))
}

/** In any place names agree in by chance, they agree as often in the other: that two names changed places is only rare of one person. */
const eitherOrder = (chances: Chances): Chances => ({ ...chances, order: [0.5, 0.5] })
const counted: Readonly<Record<Other, Chances>> = {
  stranger: eitherOrder(countChances(pairs.stranger)),
  sibling: eitherOrder(countChances(pairs.sibling)),
  twin: eitherOrder(countChances(pairs.twin)),
}

const without = (held: readonly Field[]) => (pattern: Pattern) =>
  pattern.map((level, index) => (held.some(field => field === fieldNames[index]) ? unknown : level))

/** What is learnt of pairs of one person from those that share a key; the fields of the key are left out. */
const learnFrom = (
  name: string,
  asked: readonly Known[],
  keysOf: (folded: Folded) => readonly string[],
  held: readonly Field[],
): Chances => {
  const byKey = Map.groupBy(
    register.flatMap(known => keysOf(known.folded).map(key => ({ key, known }))),
    ({ key }) => key,
  )
  const found: Pattern[] = []
  for (let caller = 0; caller < callers; caller += 1) {
    const { told } = anyOf(asked)
    const near = new Set(keysOf(told).flatMap(key => (byKey.get(key) ?? []).map(({ known }) => known)))
    for (const { folded } of near) found.push(compare(told, folded))
  }
  const { samePerson, shares, likelihoods } = learn(
    tally(found.map(without(held))),
    others.map(other => counted[other]),
  )
  const sharesInWords = ['one person', ...others].map((kind, index) => `${kind} ${(shares[index] ?? 0).toFixed(3)}`)
  process.stdout.write(`${name}: ${found.length} pairs, ${likelihoods.length} rounds, ${sharesInWords.join(', ')}\n`)
  return samePerson
}

const births = learnFrom('born on one day', register, ({ bornOn }) => (bornOn === null ? [] : [bornOn]), ['birth'])
const names = learnFrom(
  'of one name',
  register,
  ({ name }) =>
    name.given.flatMap(({ joined }) =>
      joined === '' || name.family.joined === '' ? [] : [`${joined} ${name.family.joined}`],
    ),
  // A name tells the sex, so that strangers of one name agree in it.
  ['given', 'family', 'order', 'sex'],
)
const mothers = learnFrom(
  'expected by one mother',
  unborn,
  ({ expectedOn, mothers }) =>
    expectedOn === null
      ? []
      : mothers.flatMap(({ given, family }) => given.map(({ joined }) => `${joined} ${family.joined}`)),
  ['mother'],
)

const samePerson: Chances = { ...births, birth: names.birth, expected: mothers.expected }
const kinds: Readonly<Record<Kinship, Chances>> = { samePerson, ...counted }

/** Callers who are generated err in fewer ways than people do: nothing is rarer than this among records of one person. */
const leastOfOne = 1e-3
const least = 1e-5
/** No two people are given one NHS number: that two strangers have the same, or nearly, is somebody's slip. */
const numbersOfStrangers = [1e-8, 1e-7, 1]

const roundedChances = (kind: Kinship, field: Field): readonly number[] =>
  kind === 'stranger' && field === 'nhsNumber'
    ? numbersOfStrangers
    : withLeast(kinds[kind], kind === 'samePerson' ? leastOfOne : least)[field].map(each => Number(each.toPrecision(3)))

const written = (kind: Kinship): string =>
  `{\n${fieldNames.map(field => `    ${field}: [${roundedChances(kind, field).join(', ')}],`).join('\n')}\n  }`

writeFileSync(
  join(import.meta.dirname, '../src/matching/learnt.ts'),
  `import type { Learnt } from './weights.ts'

/**
 * How often each level of agreement is met among pairs of each kind, in the order of the levels in \`fields.ts\`. Written by
 * \`npx node scripts/learn-weights.ts\` from ${families} generated families: ${register.length} people, of each of whom a caller told;
 * ${pairs.stranger.length} pairs of strangers, ${pairs.sibling.length} of brothers and sisters, ${pairs.twin.length} of twins.
 */
export const learnt: Learnt = {
${(['samePerson', ...others] as const).map(kind => `  ${kind}: ${written(kind)},`).join('\n')}
}
`,
)

for (const field of fieldNames) {
  process.stdout.write(`${field.padEnd(14)}${['one person', ...others].map(kind => kind.padStart(12)).join('')}\n`)
  for (const [index, level] of fields[field].entries())
    process.stdout.write(
      `  ${level.padEnd(12)}${(['samePerson', ...others] as const)
        .map(kind => String(roundedChances(kind, field)[index] ?? 0).padStart(12))
        .join('')}\n`,
    )
}
