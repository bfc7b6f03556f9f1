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

type Answered = Readonly<Record<string, unknown>>

/** What was chosen, as a home keeps it, that it is not known too; undefined where nothing was. */
export const placeChosen = ({ district }: Answered): HomePlace | undefined =>
  typeof district === 'string'
    ? { district: district === outside || district === notKnown ? null : district, outsideCounty: district === outside }
    : undefined

/** What is said of a home with its address; undefined where nothing was chosen, or it is not known: its postcode may tell. */
export const placeSaid = (answered: Answered): HomePlace | undefined =>
  answered.district === notKnown ? undefined : placeChosen(answered)

/** What is known of a home, as the form shows it. */
export const placeTyped = ({ district, outsideCounty }: HomePlace): Readonly<Record<'district', string>> => ({
  district: district ?? (outsideCounty ? outside : notKnown),
})

/** Where a home is, in words. */
export const placeInWords = ({ district, outsideCounty }: HomePlace, names: ReadonlyMap<string, string>): string =>
  district !== null ? (names.get(district) ?? district) : outsideCounty ? 'outside the county' : 'district not known'
