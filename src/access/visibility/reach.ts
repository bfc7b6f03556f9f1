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
export type Source = { readonly table: string; readonly rows: Condition }

/**
 * These identities and those that are the same person. Hardly anybody has two records, so the linked ones are asked for
 * alone: a person's own number is that of its first record.
 */
const samePeople = (seed: RawBuilder<unknown>) => sql`
  with access_seed (identity) as materialized (${seed})
  select access_seed.identity from access_seed
  union select access_same.identity from person access_self join person access_same on access_same.person = access_self.person
    where access_self.person <> access_self.identity and access_self.identity in (select access_seed.identity from access_seed)
  union select access_same.identity from person access_same
    where access_same.person <> access_same.identity and access_same.person in (select access_seed.identity from access_seed)`

/** The same for one or a few, whom it finds sooner. */
const sameFew = (seed: RawBuilder<unknown>) => sql`
  select access_same.identity from person access_self join person access_same on access_same.person = access_self.person
  where access_self.identity in (${seed})`

/** All records of the near family and the households of those whose records a query gives, themselves among them. */
const kin = (records: RawBuilder<unknown>, context: Context) =>
  sql`records_of_kin(${records}, ${[...nearFamily]}::text[], ${context.today}::date)`

/** How many lines a query asks about: what is quick for a page of them is slow for all children, and the other way round. */
export type Breadth = 'few' | 'many'

/** Whether any of some sources says something of an identity, or of those within its reach. */
export type Reach = {
  /** Of the same person. */
  readonly same: (sources: readonly Source[]) => Condition
  /** Of the same person, the near family and those who live there. */
  readonly family: (sources: readonly Source[], context: Context) => Condition
}

const anyOf = (conditions: readonly Condition[]): Condition =>
  conditions.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(conditions, sql` or `)})`

/** Each table is looked into once, whatever its rows may say. */
const isInOne = (sources: readonly Source[], identities: string): Condition => {
  const tables = Map.groupBy(sources, ({ table }) => table)
  return anyOf(
    [...tables].map(
      ([table, said]) => sql<boolean>`exists (select 1 from ${sql.table(table)} access_row
        where access_row.identity = any (${sql.ref(identities)}) and ${anyOf(said.map(({ rows }) => sql<boolean>`(${rows})`))})`,
    ),
  )
}

/** Of each line the same person is found once, and the family once and only where it comes to that. */
const reachOfEach: Reach = {
  same: sources => isInOne(sources, 'access_reach.own'),
  family: (sources, context) =>
    sources.length === 0
      ? sql<boolean>`false`
      : sql<boolean>`exists (select 1 from (select ${kin(sql`access_reach.own`, context)} as near offset 0) access_family
          where ${isInOne(sources, 'access_family.near')})`,
}

/** What the sources reach is found once, and each line is looked up in it. */
const reachOfAll = (who: Expression<number>): Reach => {
  const isIn = (reach: RawBuilder<unknown>) => sql<boolean>`${who} in (${reach})`
  const seeds = (sources: readonly Source[]) =>
    sql.join(
      sources.map(
        ({ table, rows }) => sql`select access_row.identity from ${sql.table(table)} access_row where ${rows}`,
      ),
      sql` union all `,
    )
  return {
    same: sources => (sources.length === 0 ? sql<boolean>`false` : isIn(samePeople(seeds(sources)))),
    family: (sources, context) =>
      sources.length === 0
        ? sql<boolean>`false`
        : isIn(sql`select unnest(${kin(sql`array(${samePeople(seeds(sources))})`, context)})`),
  }
}

/** An expression in SQL about one identity, or about each of few or many, made of what its reach says. */
export const withReach = <Result>(
  identity: IdentityReference,
  breadth: Breadth,
  about: (reach: Reach) => RawBuilder<Result>,
): RawBuilder<Result> => {
  const who = reference(identity)
  return breadth === 'few' || typeof identity === 'number'
    ? sql<Result>`(select ${about(reachOfEach)}
        from (select array(${sameFew(sql`select ${who}`)}) as own offset 0) access_reach)`
    : about(reachOfAll(who))
}
