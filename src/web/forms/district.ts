import type { Kysely } from 'kysely'
import { districts } from '../../council/districts.ts'
import { choice, optional } from '../../journey/fields.ts'
import type { HomePlace } from '../../people/home-place.ts'
import type { Tables } from '../../store/tables.ts'
import type { Questions } from './questions.ts'

const outside = 'outside the county'
const notKnown = 'not known'

/** The question in which district a home is, for a form that asks for an address; none where the council has no districts. */
export const districtQuestion = async (database: Kysely<Tables>): Promise<Questions> => {
  const all = await districts(database)
  if (all.length === 0) return {}
  const codes = {
    ...Object.fromEntries(all.map(({ key, name }) => [key, name])),
    [outside]: 'Outside the county',
    [notKnown]: 'Not known',
  }
  const hint = all.some(({ postcodes }) => postcodes.length > 0)
    ? { hint: 'Where nothing is chosen, the postcode tells.' }
    : {}
  return { district: optional(choice('District', codes, hint)) }
}

/** What was answered, as a home keeps it; undefined where nothing was chosen, or it is not known. */
export const placeSaid = ({ district }: Readonly<Record<string, unknown>>): HomePlace | undefined =>
  typeof district !== 'string' || district === notKnown
    ? undefined
    : district === outside
      ? { district: null, outsideCounty: true }
      : { district, outsideCounty: false }

/** What is known of a home, as the form shows it. */
export const placeTyped = ({ district, outsideCounty }: HomePlace): Readonly<Record<'district', string>> => ({
  district: district ?? (outsideCounty ? outside : notKnown),
})

/** Where a home is, in words. */
export const placeInWords = ({ district, outsideCounty }: HomePlace, names: ReadonlyMap<string, string>): string =>
  district !== null ? (names.get(district) ?? district) : outsideCounty ? 'outside the county' : 'district not known'
