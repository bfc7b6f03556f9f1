import { chooseFrom } from '../chance/random.ts'
import type { Stream } from '../chance/random.ts'
import { familyBackground, familyName, givenName, placementPostcode } from '../people/index.ts'
import type { Placement } from './placements.ts'

const homes = [
  'Beech House',
  'Fairlawn',
  'The Laurels',
  'Oakdene',
  'Riverside House',
  'Holmwood Lodge',
  'Number Nine',
  'Ridgeway House',
]

const whereOf = (stream: Stream, { type }: Placement): string => {
  if (type === 'P1') return 'With a parent'
  if (!type.startsWith('U') && !type.startsWith('A')) return chooseFrom(stream, homes)
  const background = familyBackground(stream)
  const given = () => givenName(stream, background.mother, stream.happens(0.7) ? 'female' : 'male', new Set()).given
  const carer = stream.happens(0.4) ? given() : `${given()} and ${given()}`
  return `${carer} ${familyName(stream, background.father)}`
}

/** The answers that a placement gives. Two homes in a row are never as far as each other: a move is to another place. */
export const placementFacts = (stream: Stream, placement: Placement, milesBefore: number | undefined) => {
  let miles = placement.far ? stream.whole(21, 110) : stream.whole(1, 19)
  if (miles === milesBefore) miles += placement.far ? 1 : miles === 19 ? -1 : 1
  if (placement.type === 'P1') miles = milesBefore === 0 ? 1 : 0
  return {
    placementType: placement.type,
    provider: placement.provider,
    where: whereOf(stream, placement),
    postcode: placementPostcode(stream, placement.far),
    milesFromHome: miles,
    outsideCounty: placement.far || (miles > 12 && stream.happens(0.4)),
    ...(placement.longTerm ? { longTerm: true } : {}),
  }
}

export type PlacementFacts = ReturnType<typeof placementFacts>
