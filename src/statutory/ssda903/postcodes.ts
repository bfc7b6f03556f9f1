import type { Postcodes } from './tables.ts'

/** Where one postcode is: its upper-tier authority (WAL, SCO or NIR outside England), and its place on the national grid in metres. */
export interface PostcodePlace {
  readonly authority: string
  readonly easting: number
  readonly northing: number
}

/** A directory of postcodes. */
export interface PostcodeDirectory extends Postcodes {
  readonly placeOf: (postcode: string) => PostcodePlace | undefined
}

/** A postcode without spaces, in capitals: the form in which two are compared. */
export const plainPostcode = (written: string): string => written.replace(/\s+/g, '').toUpperCase()

/** The directory of what was read, by plain postcode. */
export const postcodeDirectory = (places: ReadonlyMap<string, PostcodePlace>): PostcodeDirectory => ({
  has: postcode => places.has(plainPostcode(postcode)),
  placeOf: postcode => places.get(plainPostcode(postcode)),
})

const metresInMile = 1609.3

/** Miles in a straight line, to one decimal. */
const milesBetween = (one: PostcodePlace, other: PostcodePlace): string =>
  String(Math.round((Math.hypot(one.easting - other.easting, one.northing - other.northing) / metresInMile) * 10) / 10)

type Written = Readonly<Record<string, string>>

/** What the return says of where a placement is: its authority, in or out of ours, and how many miles from home. */
export const placementWhereabouts = (directory: PostcodeDirectory, row: Written, ours: string | null): Written => {
  const place = directory.placeOf(row.PL_POST ?? '')
  const home = directory.placeOf(row.HOME_POST ?? '')
  if (place === undefined) return {}
  return {
    PL_LA: place.authority,
    ...(ours === null ? {} : { PL_LOCATION: place.authority === ours ? 'IN' : 'OUT' }),
    ...(home === undefined ? {} : { PL_DISTANCE: milesBetween(home, place) }),
  }
}
