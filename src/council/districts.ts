import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Tables } from '../store/tables.ts'
import type { Place } from './organisation.ts'

/** A district with what its postcodes begin with. */
export type District = Place & { readonly postcodes: readonly string[] }

/** The districts with their quadrants, in their order. */
export const districts = (database: Kysely<Tables>): Promise<readonly District[]> =>
  database
    .selectFrom('district')
    .select(['district as key', 'name', 'quadrant', 'postcodes'])
    .orderBy('position')
    .execute()

/** What a district may declare of a postcode like `QX1 2AB`: its district, its sector, or the whole of it. */
const beginningsOf = (postcode: string): readonly string[] => [postcode.slice(0, -4), postcode.slice(0, -2), postcode]

/** The district in which a postcode lies, in capitals and with its space, by what the council declares; null where nothing fits. */
export const districtOfPostcode = async (database: Kysely<Tables>, postcode: string): Promise<string | null> => {
  const { rows } = await sql<{ district: string }>`
    select district from district, unnest(postcodes) beginning
    where beginning = any (${[...beginningsOf(postcode)]}::text[])
    order by length(beginning) desc, position limit 1`.execute(database)
  return rows[0]?.district ?? null
}
