import type { FoldedName } from './fold.ts'
import { areFormsOfOneName } from './forms.ts'
import { jaroWinkler } from './jaro-winkler.ts'
import { slipsBetween } from './slips.ts'

/** How two names agree, the best first. */
export const nameLevels = ['same', 'close', 'knownForm', 'inPart', 'initial', 'alike', 'different'] as const
export type NameLevel = (typeof nameLevels)[number]

const shortestWord = 3
const sign = /[\u2e80-\u9fff\uac00-\ud7a3]/u
const alikeFrom = 0.84
const closeFrom = 0.94

const sameWords = (one: FoldedName, other: FoldedName): boolean =>
  one.joined === other.joined ||
  (one.words.length > 1 &&
    one.words.length === other.words.length &&
    one.words.every(word => other.words.includes(word)) &&
    other.words.every(word => one.words.includes(word)))

/** A word that is a name by itself: a sign of Han is one, a particle (de, al, Ó) is not. */
const isWhole = (word: string): boolean => word.length >= shortestWord || sign.test(word)

const isInitial = (one: string, other: string): boolean =>
  (one.length === 1) !== (other.length === 1) && one[0] === other[0]

/** Whether one slip of the hand, or two in a long word, make one word of the other. */
const isSlip = (one: string, other: string): boolean => {
  const shorter = Math.min(one.length, other.length)
  if (shorter < 4 || Math.abs(one.length - other.length) > 2) return false
  return slipsBetween(one, other) <= (shorter >= 8 ? 2 : 1)
}

const wordLevel = (one: string, other: string): NameLevel => {
  if (areFormsOfOneName(one, other)) return 'knownForm'
  if (isInitial(one, other)) return 'initial'
  const likeness = jaroWinkler(one, other)
  if (likeness < alikeFrom - 0.1) return 'different'
  if (likeness >= closeFrom || isSlip(one, other)) return 'close'
  return likeness >= alikeFrom ? 'alike' : 'different'
}

const place = (level: NameLevel): number => nameLevels.indexOf(level)
const better = (one: NameLevel, other: NameLevel): NameLevel => (place(one) <= place(other) ? one : other)

/** How two names agree, their words in any order; undefined where one of them is not known. The same both ways round. */
export const compareNames = (one: FoldedName, other: FoldedName): NameLevel | undefined => {
  if (one.joined === '' || other.joined === '') return undefined
  if (sameWords(one, other)) return 'same'
  let best: NameLevel = 'different'
  const many = one.words.length > 1 || other.words.length > 1
  if (many && one.words.some(word => isWhole(word) && other.words.includes(word))) return 'inPart'
  if (many) best = wordLevel(one.joined, other.joined)
  for (const word of one.words)
    for (const theirs of other.words) {
      // A particle in common (de, al, Ó) says nothing.
      if (word === theirs) continue
      best = better(best, wordLevel(word, theirs))
      if (best === 'close') return best
    }
  return best
}

/** The best agreement between any of several names a person goes by and any of another’s. */
export const compareAnyNames = (ones: readonly FoldedName[], others: readonly FoldedName[]): NameLevel | undefined => {
  let best: NameLevel | undefined
  for (const one of ones)
    for (const other of others) {
      const level = compareNames(one, other)
      if (level !== undefined) best = best === undefined ? level : better(best, level)
      if (best === 'same') return best
    }
  return best
}
