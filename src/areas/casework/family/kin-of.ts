import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { accessAnswer } from '../../../access/visibility.ts'
import type { AccessAnswer, Context } from '../../../access/context.ts'
import { isRelationshipKind, nameInQuery } from '../../../people/index.ts'
import type { Tables } from '../../../store/tables.ts'
import type { Bond, Kin, KinPerson } from './genogram/kin.ts'
import { generationsAbove } from './genogram/kin.ts'

type BondRow = { readonly one: number; readonly other: number; readonly kind: string }
type PersonRow = KinPerson & { readonly answer: AccessAnswer; readonly here: boolean }

/** From a child to the grandparents' other children, and to the other parents of half-brothers and half-sisters. */
const steps = 3

/** More than a page can show; the nearest are drawn. */
const mostPeople = 60

const kinds = Object.keys(generationsAbove)

/** Every bond of kin that people have today, from either end, between people and not their single records. */
const bondsOf = async (
  database: Kysely<Tables>,
  context: Context,
  people: readonly number[],
): Promise<readonly Bond[]> => {
  const from = (end: 'one' | 'other') => sql`
    select first.person as one, second.person as other, bond.kind
    from person mate join relationship bond on ${sql.ref(`bond.${end}`)} = mate.identity
      join person first on first.identity = bond.one join person second on second.identity = bond.other
    where mate.person = any (${[...people]}::bigint[]) and bond.known_to = 'infinity'
      and bond.kind = any (${kinds}::text[]) and (bond.ended_on is null or bond.ended_on > ${context.today}::date)`
  const { rows } = await sql<BondRow>`${from('one')} union ${from('other')}`.execute(database)
  return rows.flatMap(({ one, other, kind }) =>
    isRelationshipKind(kind) && one !== other ? [{ one, other, kind }] : [],
  )
}

const peopleNamed = async (
  database: Kysely<Tables>,
  context: Context,
  child: number,
  people: readonly number[],
): Promise<readonly PersonRow[]> => {
  const { rows } = await sql<PersonRow>`
    select version.identity as id, ${nameInQuery('version')} as name, version.sex, version.born_on as "bornOn",
      version.expected_on as "expectedOn", version.died_on as "diedOn",
      ${accessAnswer(context, 'version.identity', 'few')} as answer,
      exists (
        select 1 from person self join person mate on mate.person = self.person
          join residence home on home.identity = mate.identity and home.known_to = 'infinity' and home.ended_on is null
          join residence there on there.household = home.household and there.known_to = 'infinity' and there.ended_on is null
            and there.started_on <= ${context.today}::date
          join person theirs on theirs.identity = there.identity
        where self.identity = ${child} and theirs.person = version.identity) as here
    from identity_version version
    where version.identity = any (${[...people]}::bigint[]) and version.known_to = 'infinity'`.execute(database)
  return rows
}

/**
 * The family around a child who has been opened. It is followed only from people whose own records open to the reader, and
 * holds nobody of whom the reader may not know: who stands behind a closed record is not told by a picture.
 */
export const kinOf = async (database: Kysely<Tables>, context: Context, child: number): Promise<Kin> => {
  const self = await database
    .selectFrom('person')
    .select('person')
    .where('identity', '=', child)
    .executeTakeFirstOrThrow()
  const centre = self.person
  const people = new Map((await peopleNamed(database, context, child, [centre])).map(row => [row.id, row]))
  const bonds = new Map<string, Bond>()
  let frontier: readonly number[] = [centre]
  for (let step = 0; step < steps && frontier.length > 0 && people.size < mostPeople; step += 1) {
    const found = await bondsOf(database, context, frontier)
    const ends = new Set(found.flatMap(({ one, other }) => [one, other]))
    const fresh = [...ends].filter(each => !people.has(each)).slice(0, mostPeople - people.size)
    const met = await peopleNamed(database, context, child, fresh)
    for (const each of met) if (each.answer !== 'nothing') people.set(each.id, each)
    for (const bond of found)
      if (people.has(bond.one) && people.has(bond.other)) bonds.set(`${bond.one} ${bond.kind} ${bond.other}`, bond)
    frontier = met.filter(({ answer }) => answer === 'open').map(({ id }) => id)
  }
  return {
    centre,
    people: [...people.values()].map(({ id, name, sex, bornOn, expectedOn, diedOn }) => ({
      id,
      name,
      sex,
      bornOn,
      expectedOn,
      diedOn,
    })),
    bonds: [...bonds.values()],
    household: new Set([...people.values()].filter(({ here }) => here).map(({ id }) => id)),
  }
}
