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

/** Every bond of kin within some steps of a child today, between people and not their single records, the nearest first. */
const bondsNear = async (database: Kysely<Tables>, context: Context, child: number): Promise<readonly Bond[]> => {
  const lasts = sql`bond.known_to = 'infinity' and bond.kind = any (${kinds}::text[])
    and (bond.ended_on is null or bond.ended_on > ${context.today}::date)`
  const from = (end: 'one' | 'other') => sql`
    select first.person as one, second.person as other, bond.kind, near.depth
    from near join person mate on mate.person = near.person
      join relationship bond on ${sql.ref(`bond.${end}`)} = mate.identity and ${lasts}
      join person first on first.identity = bond.one join person second on second.identity = bond.other
    where near.depth < ${steps}`
  const { rows } = await sql<BondRow>`
    with recursive reach (person, depth) as (
      select person.person, 0 from person where person.identity = ${child}
      union
      select relative.person, reach.depth + 1
      from reach join person mate on mate.person = reach.person
        join lateral (
          select bond.other as identity from relationship bond where bond.one = mate.identity and ${lasts}
          union all select bond.one from relationship bond where bond.other = mate.identity and ${lasts}
        ) bonds on true
        join person relative on relative.identity = bonds.identity
      where reach.depth < ${steps - 1}
    ), near as materialized (select person, min(depth) as depth from reach group by person)
    select one, other, kind from (${from('one')} union all ${from('other')}) bonds
    group by one, other, kind order by min(depth), one, other, kind`.execute(database)
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
    with home as materialized (
      select theirs.person from person self join person mate on mate.person = self.person
        join residence home on home.identity = mate.identity and home.known_to = 'infinity' and home.ended_on is null
        join residence there on there.household = home.household and there.known_to = 'infinity' and there.ended_on is null
          and there.started_on <= ${context.today}::date
        join person theirs on theirs.identity = there.identity
      where self.identity = ${child})
    select version.identity as id, ${nameInQuery('version')} as name, version.sex, version.born_on as "bornOn",
      version.expected_on as "expectedOn", version.died_on as "diedOn",
      ${accessAnswer(context, 'version.identity', 'few')} as answer,
      version.identity in (select home.person from home) as here
    from identity_version version
    where version.identity = any (${[...people]}::bigint[]) and version.known_to = 'infinity'`.execute(database)
  return rows
}

/** Who is met on the way from a child, going on only from those whose own records open, and meeting nobody who is hidden. */
const metFrom = (
  centre: number,
  bonds: readonly Bond[],
  people: ReadonlyMap<number, PersonRow>,
): ReadonlySet<number> => {
  const met = new Set([centre])
  let frontier = [centre]
  for (let step = 0; step < steps; step += 1) {
    const beside = bonds.flatMap(({ one, other }) => [
      ...(frontier.includes(one) ? [other] : []),
      ...(frontier.includes(other) ? [one] : []),
    ])
    const fresh = [...new Set(beside)].filter(
      each => !met.has(each) && (people.get(each)?.answer ?? 'nothing') !== 'nothing',
    )
    for (const each of fresh) met.add(each)
    frontier = fresh.filter(each => people.get(each)?.answer === 'open')
  }
  return met
}

/**
 * The family around a child who has been opened. It is followed only from people whose own records open to the reader, and
 * holds nobody of whom the reader may not know: who stands behind a closed record is not told by a picture.
 */
export const kinOf = async (database: Kysely<Tables>, context: Context, child: number): Promise<Kin> => {
  const [self, bonds] = await Promise.all([
    database.selectFrom('person').select('person').where('identity', '=', child).executeTakeFirstOrThrow(),
    bondsNear(database, context, child),
  ])
  const centre = self.person
  const near = [...new Set([centre, ...bonds.flatMap(({ one, other }) => [one, other])])].slice(0, mostPeople)
  const people = new Map((await peopleNamed(database, context, child, near)).map(row => [row.id, row]))
  const met = metFrom(centre, bonds, people)
  const shown = near.flatMap(each => (met.has(each) ? (people.get(each) ?? []) : []))
  const isOpen = (person: number) => person === centre || people.get(person)?.answer === 'open'
  return {
    centre,
    people: shown.map(({ id, name, sex, bornOn, expectedOn, diedOn }) => ({
      id,
      name,
      sex,
      bornOn,
      expectedOn,
      diedOn,
    })),
    // What two people are to one another is told by a record that opens.
    bonds: bonds.filter(({ one, other }) => met.has(one) && met.has(other) && (isOpen(one) || isOpen(other))),
    household: new Set(shown.filter(({ here }) => here).map(({ id }) => id)),
  }
}
