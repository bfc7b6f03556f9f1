import type { Folded } from './person.ts'

/** A name's consonants by their sound, roughly, after its first letter: what slips and vowels leave alone. */
const skeletonOf = (word: string): string => {
  const first = word.slice(0, 1)
  const rest = word
    .slice(1, 30)
    .replaceAll(/ph/g, 'f')
    .replaceAll(/[ckqg]/g, 'k')
    .replaceAll(/[sz]/g, 's')
    .replaceAll(/[dt]/g, 't')
    .replaceAll(/[aeiouyhw]/g, '')
    .replaceAll(/(.)\1+/g, '$1')
  return first + rest
}

const wordsOf = ({ name }: Folded): readonly string[] => [
  ...new Set([...name.given, name.family].flatMap(({ words }) => words).map(skeletonOf)),
]

/**
 * The keys under which a description is looked for when whole registers are compared in memory: two records are compared
 * where they share one. A name and the date of birth; two names; a name and the postcode; the NHS number; the postcode and a
 * birth that is expected.
 */
export const keysOf = (folded: Folded): readonly string[] => {
  const words = wordsOf(folded)
  const keys: string[] = []
  const postcodes = [...new Set(folded.homes.map(({ postcode }) => postcode).filter(postcode => postcode !== ''))]
  for (const word of words) {
    if (folded.bornOn !== null) {
      const [year = '', month = '', day = ''] = folded.bornOn.split('-')
      keys.push(`b ${word} ${year} ${[month, day].sort().join(' ')}`)
    }
    for (const postcode of postcodes) keys.push(`p ${word} ${postcode}`)
    for (const other of words) if (word < other) keys.push(`n ${word} ${other}`)
  }
  if (folded.bornOn === null && folded.expectedOn !== null) for (const postcode of postcodes) keys.push(`e ${postcode}`)
  if (folded.nhsNumber !== null) keys.push(`i ${folded.nhsNumber}`)
  return keys
}

/** A register whose records are found by their keys. Keys that very many share find nothing: they tell nobody apart. */
export const blocksOf = (register: readonly Folded[], { most = 500 }: { readonly most?: number } = {}) => {
  const byKey = new Map<string, number[]>()
  for (const [index, folded] of register.entries())
    for (const key of keysOf(folded)) {
      const known = byKey.get(key)
      if (known === undefined) byKey.set(key, [index])
      else known.push(index)
    }
  /** The places in the register of those who share a key with a description. */
  return (folded: Folded): readonly number[] => {
    const found = new Set<number>()
    for (const key of keysOf(folded)) {
      const block = byKey.get(key)
      if (block !== undefined && block.length <= most) for (const index of block) found.add(index)
    }
    return [...found]
  }
}
