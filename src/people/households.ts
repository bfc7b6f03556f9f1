import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Context } from '../access/context.ts'
import type { CivilDate } from '../calendar/index.ts'
import { atOnce } from '../store/database.ts'
import type { Tables } from '../store/tables.ts'
import { placeHousehold, placeOf } from './home-place.ts'
import type { HomePlace } from './home-place.ts'
import { lockRecords, mustOpen } from './identities.ts'

/** Where people live together. */
export type Address = {
  readonly line: string
  readonly town: string | null
  readonly postcode: string | null
}

/** An address as somebody gives it; where nobody says in which district it is, its postcode may. */
export type AddressGiven = Address & { readonly place?: HomePlace | undefined }

export type Residence = Address &
  HomePlace & {
    readonly residence: number
    readonly household: number
    readonly startedOn: CivilDate
    readonly endedOn: CivilDate | null
  }

/** A move cannot be recorded as it was given: the message says why, and the field which question it belongs to. */
export class MoveRefused extends Error {
  override readonly name = 'MoveRefused'
  readonly field: 'line' | 'postcode' | 'movedOn'
  constructor(field: MoveRefused['field'], words: string) {
    super(words)
    this.field = field
  }
}

const postcodeForm = /^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$/

/** A postcode in capitals with its space, or undefined where it has not the form of one. */
const tidyPostcode = (typed: string): string | undefined => {
  const match = postcodeForm.exec(typed.toUpperCase().replaceAll(/\s/g, ''))
  return match === null ? undefined : `${match[1] ?? ''} ${match[2] ?? ''}`
}

/** Where a person has lived, by all of the person's records, the present place first. The record must have been opened. */
export const residencesOf = async (database: Kysely<Tables>, identity: number): Promise<readonly Residence[]> =>
  database
    .selectFrom('person as self')
    .innerJoin('person as mate', 'mate.person', 'self.person')
    .innerJoin('residence', 'residence.identity', 'mate.identity')
    .innerJoin('household', 'household.household', 'residence.household')
    .select([
      'residence.id as residence',
      'residence.household',
      'household.line',
      'household.town',
      'household.postcode',
      'household.district',
      'household.outside_county as outsideCounty',
      'residence.started_on as startedOn',
      'residence.ended_on as endedOn',
    ])
    .where('self.identity', '=', identity)
    .where('residence.known_to', '=', 'infinity')
    .orderBy(sql`residence.ended_on`, order => order.desc().nullsFirst())
    .orderBy('residence.started_on', 'desc')
    .execute()

/** The household at an address: the one recorded already, or a new one. It stands where the address says, or its postcode. */
const householdAt = async (database: Kysely<Tables>, context: Context, address: AddressGiven): Promise<number> => {
  const line = address.line.trim().replaceAll(/\s+/g, ' ')
  if (line === '') throw new MoveRefused('line', 'Enter the first line of the address')
  const postcode = address.postcode === null ? null : tidyPostcode(address.postcode)
  if (postcode === undefined) throw new MoveRefused('postcode', 'Enter a full postcode, like SW1A 1AA')
  const known = await database
    .selectFrom('household')
    .select('household')
    .where(sql`lower(line)`, '=', line.toLowerCase())
    .where(sql<boolean>`postcode is not distinct from ${postcode}`)
    .where(
      sql<boolean>`(postcode is not null or lower(town) is not distinct from ${address.town?.toLowerCase() ?? null})`,
    )
    .orderBy('household')
    .executeTakeFirst()
  if (known !== undefined) {
    await placeHousehold(database, context, known.household, address.place)
    return known.household
  }
  const { district, outsideCounty } = await placeOf(database, postcode, address.place)
  const made = await database
    .insertInto('household')
    .values({ line, town: address.town, postcode, district, outside_county: outsideCounty })
    .returning('household')
    .executeTakeFirstOrThrow()
  return made.household
}

const presentResidences = (queries: Kysely<Tables>, identity: number) =>
  queries
    .selectFrom('residence')
    .selectAll()
    .where('identity', '=', identity)
    .where('known_to', '=', 'infinity')
    .where('ended_on', 'is', null)
    .execute()

const leave = async (queries: Kysely<Tables>, context: Context, identity: number, on: CivilDate): Promise<void> => {
  for (const row of await presentResidences(queries, identity)) {
    if (row.started_on > on)
      throw new MoveRefused('movedOn', 'The move must be on or after the day on which the present address began.')
    await queries.updateTable('residence').set({ known_to: context.now }).where('id', '=', row.id).execute()
    await queries
      .insertInto('residence')
      .values({
        identity,
        household: row.household,
        started_on: row.started_on,
        ended_on: on,
        known_from: context.now,
      })
      .execute()
  }
}

/**
 * Records that people moved together to a household on a day; where they lived before ends on that day. Throws
 * MoveRefused, and RecordRefused where one of them does not open to whoever records it; nothing is then written.
 */
export const move = async (
  database: Kysely<Tables>,
  context: Context,
  identities: readonly number[],
  to: AddressGiven | { readonly household: number },
  on: CivilDate,
): Promise<number> => {
  if (on > context.today) throw new MoveRefused('movedOn', 'The move must be today or in the past.')
  for (const identity of identities) await mustOpen(database, context, identity)
  return atOnce(database, async queries => {
    await lockRecords(queries, identities)
    const household = 'household' in to ? to.household : await householdAt(queries, context, to)
    for (const identity of identities) {
      const present = await presentResidences(queries, identity)
      // The same move sent twice is one move.
      if (present.some(row => row.household === household && row.started_on === on)) continue
      await leave(queries, context, identity, on)
      await queries
        .insertInto('residence')
        .values({ identity, household, started_on: on, ended_on: null, known_from: context.now })
        .execute()
    }
    return household
  })
}
