import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { mayKnowOf, mayOpen } from '../../../access/visibility.ts'
import type { Context } from '../../../access/context.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { inWordsFrom, isRelationshipKind, nameInQuery } from '../../../people/index.ts'
import type { Tables } from '../../../store/tables.ts'

/** Somebody related to a child or under the same roof today, whom the reader may know of. */
export type Near = {
  readonly identity: number
  readonly kind: 'child' | 'adult'
  readonly name: string
  readonly bornOn: CivilDate | null
  /** What they are to the child: `mother`, `brother or sister`; undefined for one who only lives there. */
  readonly isTheir: string | undefined
  readonly isSibling: boolean
  readonly parentalResponsibility: boolean
  /** Whether they live where the child lives. */
  readonly here: boolean
}

type Row = Omit<Near, 'isTheir' | 'isSibling'> & {
  readonly relation: string | null
  readonly end: 'one' | 'other' | null
}

const siblingKinds = ['sibling', 'halfSibling', 'stepSibling']

/**
 * Everybody near a child who has been opened, a person once, children by age first. One question to the database, because
 * every page of a child asks it: whether their own records open is asked where it matters (`openAmong`).
 */
export const peopleNear = async (
  database: Kysely<Tables>,
  context: Context,
  child: number,
): Promise<readonly Near[]> => {
  const bond = (self: 'one' | 'other', relative: 'one' | 'other') => sql`
    select ${sql.ref(`bond.${relative}`)} as identity, bond.kind as relation, ${sql.lit(relative)} as "end",
      coalesce(bond.parental_responsibility, false) as parental, false as here
    from own join relationship bond on ${sql.ref(`bond.${self}`)} = own.identity
    where bond.known_to = 'infinity' and (bond.ended_on is null or bond.ended_on > ${context.today}::date)`
  const { rows } = await sql<Row>`
    with own as materialized (
      select mate.identity from person self join person mate on mate.person = self.person where self.identity = ${child}
    ), near as (
      ${bond('other', 'one')} union all ${bond('one', 'other')} union all
      select there.identity, null, null, false, true
      from own join residence home on home.identity = own.identity and home.known_to = 'infinity' and home.ended_on is null
        join residence there on there.household = home.household and there.known_to = 'infinity' and there.ended_on is null
      where there.started_on <= ${context.today}::date
    ), one_each as materialized (
      select person.person as identity, min(near.relation) as relation, min(near."end") as "end",
        bool_or(near.parental) as parental, bool_or(near.here) as here
      from near join person on person.identity = near.identity
      where near.identity not in (select own.identity from own)
      group by person.person
    )
    select one_each.identity, identity.kind, ${nameInQuery('version')} as name, version.born_on as "bornOn",
      one_each.relation, one_each."end", one_each.parental as "parentalResponsibility", one_each.here
    from one_each join identity on identity.identity = one_each.identity
      join identity_version version on version.identity = one_each.identity and version.known_to = 'infinity'
    where ${mayKnowOf(context, 'one_each.identity', 'few')}
    order by identity.kind desc, version.born_on nulls last, one_each.identity`.execute(database)
  return rows.map(({ relation, end, ...row }) => ({
    ...row,
    isTheir: relation !== null && isRelationshipKind(relation) ? inWordsFrom(relation, end ?? 'one') : undefined,
    isSibling: relation !== null && siblingKinds.includes(relation),
  }))
}

/** Which of these records open to the reader. */
export const openAmong = async (
  database: Kysely<Tables>,
  context: Context,
  identities: readonly number[],
): Promise<ReadonlySet<number>> => {
  if (identities.length === 0) return new Set()
  const rows = await database
    .selectFrom('identity')
    .select('identity.identity')
    .where('identity.identity', 'in', [...identities])
    .where(mayOpen(context, 'identity.identity', 'few'))
    .execute()
  return new Set(rows.map(({ identity }) => identity))
}
