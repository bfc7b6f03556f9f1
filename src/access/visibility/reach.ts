import { sql } from 'kysely'
import type { Expression, RawBuilder } from 'kysely'
import type { Context } from '../context.ts'

/**
 * An identity in a query: a column by table and name (`episode.identity`), a number, or any expression of one. Every
 * identity has a row in `person`; one without it opens to nobody who is not let into the whole county.
 */
export type IdentityReference = string | number | Expression<number>

/** Something that is so of a row, or not. */
export type Condition = RawBuilder<boolean>

const reference = (identity: IdentityReference): Expression<number> => {
  if (typeof identity === 'number') return sql<number>`${identity}::bigint`
  if (typeof identity !== 'string') return identity
  // Without its table's name a column would be taken for one of the subquery's own.
  if (!identity.includes('.')) throw new RangeError(`The column '${identity}' must be named with its table.`)
  return sql.ref<number>(identity)
}

/** Relationships, from either end, that make somebody's record part of a child's own. */
export const nearFamily = [
  'sibling',
  'halfSibling',
  'stepSibling',
  'mother',
  'father',
  'parent',
  'adoptiveParent',
  'stepmother',
  'stepfather',
  'stepParent',
  'guardian',
  'carer',
] as const

/** Rows that say something of an identity: a table under the name `access_row`, and which of its rows. */
export type Source = { readonly table: RawBuilder<unknown>; readonly rows: Condition }

/**
 * These identities and those that are the same person. Hardly anybody has two records, so the linked ones are asked for
 * alone: a person's own number is that of its first record.
 */
export const samePeople = (seed: RawBuilder<unknown>) => sql`
  with access_seed (identity) as materialized (${seed})
  select access_seed.identity from access_seed
  union select access_same.identity from person access_self join person access_same on access_same.person = access_self.person
    where access_self.person <> access_self.identity and access_self.identity in (select access_seed.identity from access_seed)
  union select access_same.identity from person access_same
    where access_same.person <> access_same.identity and access_same.person in (select access_seed.identity from access_seed)`

const lasts = (bond: string, context: Context) => sql<boolean>`${sql.ref(`${bond}.known_to`)} = 'infinity'
  and (${sql.ref(`${bond}.ended_on`)} is null or ${sql.ref(`${bond}.ended_on`)} > ${context.today}::date)`

/** The same with their near family and households. Whoever is kin to a child has the child for kin. */
export const kin = (seed: RawBuilder<unknown>, context: Context) => {
  const bonds = (from: string, to: string) => sql`
    select ${sql.ref(`access_bond.${to}`)} from relationship access_bond
    where ${sql.ref(`access_bond.${from}`)} in (select access_case.identity from access_case)
      and access_bond.kind in (${sql.join(nearFamily.map(kind => sql.lit(kind)))}) and ${lasts('access_bond', context)}`
  return samePeople(sql`
    with access_case as materialized (${samePeople(seed)})
    select access_case.identity from access_case
    union ${bonds('one', 'other')} union ${bonds('other', 'one')}
    union select access_other_home.identity from residence access_home
      join residence access_other_home on access_other_home.household = access_home.household
      where access_home.identity in (select access_case.identity from access_case)
        and ${lasts('access_home', context)} and ${lasts('access_other_home', context)}`)
}

type Reach = (seed: RawBuilder<unknown>) => RawBuilder<unknown>

/** How many lines a query asks about: what is quick for a page of them is slow for all children, and the other way round. */
export type Breadth = 'few' | 'many'

/** Of whom a condition asks, and of how many. */
export type Asked = { readonly identity: IdentityReference; readonly breadth: Breadth }

/**
 * Whether a source says something of an identity or of those within its reach. For few, the reach of each is asked for;
 * for many, the reach of all the source's rows is found once, and each line is looked up in it.
 */
export const isAmong = ({ identity, breadth }: Asked, { table, rows }: Source, reach: Reach): Condition => {
  const who = reference(identity)
  return breadth === 'few' || typeof identity === 'number'
    ? sql<boolean>`exists (select 1 from ${table} access_row
        where ${rows} and access_row.identity = any (array(${reach(sql`select ${who}`)})))`
    : sql<boolean>`${who} in (${reach(sql`select access_row.identity from ${table} access_row where ${rows}`)})`
}
