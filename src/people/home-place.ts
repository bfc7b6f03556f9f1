import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Context } from '../access/context.ts'
import type { Instant } from '../calendar/index.ts'
import { districtOfPostcode } from '../council/districts.ts'
import type { Tables } from '../store/tables.ts'

/** Where a house stands: in a district by its key, or outside the county; neither, where nobody knows. */
export type HomePlace = { readonly district: string | null; readonly outsideCounty: boolean }

const notKnown: HomePlace = { district: null, outsideCounty: false }

const inDistrict = (district: string | null): HomePlace => ({ district, outsideCounty: false })

const isKnown = ({ district, outsideCounty }: HomePlace): boolean => district !== null || outsideCounty

/** Where a house with this postcode stands: where somebody says, and else where the postcode does. */
export const placeOf = async (
  database: Kysely<Tables>,
  postcode: string | null,
  said: HomePlace = notKnown,
): Promise<HomePlace> => {
  if (isKnown(said) || postcode === null) return said
  return inDistrict(await districtOfPostcode(database, postcode))
}

/**
 * Says where a house stands, for all who live or lived there, or that nobody knows. Where nothing is said, its postcode may
 * tell; what is known already stays then. What was said before is kept with whoever said otherwise.
 */
export const placeHousehold = async (
  queries: Kysely<Tables>,
  { now, worker }: Pick<Context, 'now' | 'worker'>,
  household: number,
  said: HomePlace | undefined,
): Promise<void> => {
  const row = await queries
    .selectFrom('household')
    .select(['postcode', 'district', 'outside_county as outsideCounty'])
    .where('household', '=', household)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined || (said === undefined && isKnown(row))) return
  const place = said ?? (await placeOf(queries, row.postcode))
  if (place.district === row.district && place.outsideCounty === row.outsideCounty) return
  await queries
    .insertInto('household_before')
    .values({
      household,
      district: row.district,
      outside_county: row.outsideCounty,
      changed_by: worker,
      known_to: now,
    })
    .execute()
  await queries
    .updateTable('household')
    .set({ district: place.district, outside_county: place.outsideCounty })
    .where('household', '=', household)
    .execute()
}

/**
 * Finds the district of every home of which nobody knows it, where its postcode tells it now, and answers how many there were.
 * One that had a district, until somebody said that nobody knows it, stays so.
 */
export const placeHomesByPostcode = async (queries: Kysely<Tables>, at: Instant): Promise<number> => {
  const { rows } = await sql<{ placed: number }>`
    with found as (
      select household.household, place.district from household
      join lateral (
        select district.district from district, unnest(district.postcodes) beginning
        where beginning in (household.postcode, left(household.postcode, -2), left(household.postcode, -4))
        order by length(beginning) desc, district.position limit 1
      ) place on true
      where household.district is null and not household.outside_county
        and not exists (select 1 from household_before was where was.household = household.household
          and (was.district is not null or was.outside_county))
      for update of household
    ),
    before as (
      insert into household_before (household, district, outside_county, known_to)
      select household, null, false, ${at}::timestamptz from found
    ),
    placed as (
      update household set district = found.district from found where household.household = found.household
      returning 1
    )
    select count(*)::int as placed from placed`.execute(queries)
  return rows[0]?.placed ?? 0
}
