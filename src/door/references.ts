import { randomInt } from 'node:crypto'

/** Neither vowels, so that no words come of it, nor what looks or sounds like another: B 8, G 6, I 1 L, O 0, S 5, U V, Z 2. */
const letters = 'CDFHJKMNPQRTVWXY234679'

const lettersAlone = new RegExp(`^[${letters}]*$`)

const groups = [3, 4, 3] as const

/** A number from 0 until below another. */
type Draw = (below: number) => number

const drawn = (count: number, draw: Draw): string =>
  Array.from({ length: count }, () => letters.charAt(draw(letters.length))).join('')

/** A reference that can be read out over the telephone and that nobody can guess: `KTR-4WDX-9HM`. */
export const newReference = (draw: Draw = below => randomInt(below)): string =>
  groups.map(count => drawn(count, draw)).join('-')

/** A secret to write down on paper, of five groups of four. */
export const newCode = (): string => [4, 4, 4, 4, 4].map(count => drawn(count, below => randomInt(below))).join('-')

const grouped = (text: string, lengths: readonly number[]): string | undefined => {
  const plain = text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
  if (plain.length !== lengths.reduce((sum, length) => sum + length, 0)) return undefined
  if (!lettersAlone.test(plain)) return undefined
  let from = 0
  return lengths.map(length => plain.slice(from, (from += length))).join('-')
}

/** A reference as somebody wrote it down, in small letters or without its hyphens; undefined where it can be none. */
export const referenceIn = (text: string): string | undefined => grouped(text, groups)

/** A code as somebody wrote it down; undefined where it can be none. */
export const codeIn = (text: string): string | undefined => grouped(text, [4, 4, 4, 4, 4])
