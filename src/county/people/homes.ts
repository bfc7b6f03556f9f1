import { chooseFrom } from '../chance/random.ts'
import type { Stream } from '../chance/random.ts'

export type Home = {
  readonly line: string
  readonly town: string
  readonly postcode: string
  /** The key of a district, or null outside the county. */
  readonly district: string | null
}

const streets =
  `Alder Appleton Ashling Barley Beacon Bramble Brook Buttercup Campion Chalk Cherry Clover Cobbler Copse Cowslip Dene
  Drover Elder Fern Foxglove Furze Gorse Hazel Heron Holloway Juniper Kestrel Kiln Lark Lavender Linden Mallow Marlpit Meadow
  Millrace Nightingale Orchard Osier Partridge Pilgrim Plover Quarry Rookery Rowan Sallow Skylark Sorrel Spindle Sycamore
  Teasel Thistle Warren Weaver Willow Woodruff Yarrow`.split(/\s+/)
const ways = 'Road Close Lane Avenue Drive Way Gardens Crescent Rise Place Court Mead'.split(' ')
const beginnings =
  'Ash Bram Chil Dun Ellen Farn Green Hasl Kings Lyn Merrow Nor Oak Pen Ripple Stan Thorn Up West Wych'.split(' ')
const endings = 'bourne combe den field ford ham hurst ley mere ridge stead ton wick wood'.split(' ')

/** The villages and towns of a district, by its name. Their names are made up. */
const townsOf = new Map<string, readonly string[]>()
const towns = (district: string): readonly string[] => {
  const known = townsOf.get(district)
  if (known !== undefined) return known
  let mixed = 7
  for (const character of district) mixed = (mixed * 31 + character.charCodeAt(0)) % 9973
  const made = Array.from({ length: 6 }, (_, index) => {
    const at = mixed + index * 37
    return `${beginnings[at % beginnings.length] ?? ''}${endings[(at * 7) % endings.length] ?? ''}`
  })
  townsOf.set(district, made)
  return made
}

const inwardLetters = 'ABDEFGHJLNPQRSTUWXYZ'

/** With what the invented postcodes of a district begin, by the district's number. */
export const postcodesIn = (number: number): string => `QX${number}`

/** Postcodes in the right form whose areas cannot exist: none in the United Kingdom begins with Q, V or X. */
const postcode = (stream: Stream, outward: string): string => {
  const letter = () => inwardLetters[stream.whole(0, inwardLetters.length - 1)] ?? 'A'
  return `${outward} ${stream.whole(1, 9)}${letter()}${letter()}`
}

const line = (stream: Stream): string => {
  const street = `${chooseFrom(stream, streets)} ${chooseFrom(stream, ways)}`
  const number = stream.whole(1, 140)
  return stream.happens(0.2) ? `Flat ${stream.whole(1, 24)}, ${number} ${street}` : `${number} ${street}`
}

/** A home in a district, the district's number giving its part of the invented postcodes. */
export const homeIn = (stream: Stream, district: { readonly key: string; readonly number: number }): Home => ({
  line: line(stream),
  town: chooseFrom(stream, towns(district.key)),
  postcode: postcode(stream, postcodesIn(district.number)),
  district: district.key,
})

/** A home outside the county. */
export const homeElsewhere = (stream: Stream): Home => {
  const outward = stream.whole(1, 40)
  return {
    line: line(stream),
    town: chooseFrom(stream, towns(`elsewhere ${outward}`)),
    postcode: postcode(stream, `XQ${outward}`),
    district: null,
  }
}

/** An invented postcode of a placement, in the county or far from it. */
export const placementPostcode = (stream: Stream, far: boolean): string =>
  postcode(stream, far ? `XQ${stream.whole(1, 40)}` : postcodesIn(stream.whole(1, 11)))
