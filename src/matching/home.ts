import { slipsBetween } from './names/slips.ts'

/** Where somebody lives: the first line of the address, and the postcode. */
export type Home = { readonly line: string | null; readonly postcode: string | null }

export type FoldedHome = {
  /** Numbers of the house and the flat, in order. */
  readonly numbers: string
  /** The words of the line without `road`, `flat` and the like. */
  readonly words: readonly string[]
  /** In capitals without its space, or empty. */
  readonly postcode: string
}

/** How two homes agree, the best first. */
export const homeLevels = ['house', 'postcode', 'street', 'slip', 'sector', 'district', 'different'] as const
export type HomeLevel = (typeof homeLevels)[number]

const kindsOfWay = new Set(
  `road rd street st lane ln avenue ave av close cl drive dr way gardens gdns crescent cres rise place pl court ct mead
  terrace square sq flat apartment apt the`.split(/\s+/),
)
const longest = 200

export const foldHome = ({ line, postcode }: Home): FoldedHome => {
  const parts =
    (line ?? '')
      .slice(0, longest)
      .toLowerCase()
      .match(/\d+[a-z]?\b|\p{L}+/gu) ?? []
  return {
    numbers: parts
      .filter(part => /^\d/.test(part))
      .sort()
      .join(' '),
    words: parts.filter(part => !/^\d/.test(part) && !kindsOfWay.has(part)),
    postcode: (postcode ?? '')
      .slice(0, 20)
      .toUpperCase()
      .replaceAll(/[^A-Z0-9]/g, ''),
  }
}

type Line = 'house' | 'street' | 'different' | undefined

const isSameOrSlip = (one: string, other: string): boolean =>
  one === other || (other.length > 2 && Math.abs(one.length - other.length) <= 1 && slipsBetween(one, other) <= 1)

const compareLines = (one: FoldedHome, other: FoldedHome): Line => {
  if (one.words.length === 0 || other.words.length === 0) return undefined
  const street = one.words.some(word => word.length > 2 && other.words.some(theirs => isSameOrSlip(word, theirs)))
  if (!street) return 'different'
  return one.numbers === other.numbers ? 'house' : 'street'
}

/** The postcode without its last two letters, and its first half: `QX1 2` and `QX1`. */
const sectorOf = (postcode: string): string => postcode.slice(0, -2)
const districtOf = (postcode: string): string => postcode.slice(0, -3)

const comparePostcodes = (one: string, other: string): HomeLevel | undefined => {
  if (one.length < 5 || other.length < 5) return undefined
  if (one === other) return 'postcode'
  if (slipsBetween(one, other) === 1) return 'slip'
  if (sectorOf(one) === sectorOf(other)) return 'sector'
  return districtOf(one) === districtOf(other) ? 'district' : 'different'
}

const compareHome = (one: FoldedHome, other: FoldedHome): HomeLevel | undefined => {
  const postcode = comparePostcodes(one.postcode, other.postcode)
  const line = compareLines(one, other)
  if (postcode === undefined) return line
  const near = postcode !== 'different' && postcode !== 'district'
  if (line === 'house' && near) return 'house'
  if (line === 'street' && near && postcode !== 'postcode') return 'street'
  if (line === 'house' && postcode === 'district') return 'street'
  return postcode
}

/** The best agreement of any home of one with any of the other; undefined where nothing can be compared. */
export const compareHomes = (ones: readonly FoldedHome[], others: readonly FoldedHome[]): HomeLevel | undefined => {
  const levels = ones.flatMap(one => others.map(other => compareHome(one, other)))
  return homeLevels.find(level => levels.includes(level))
}
