import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { CivilDate, Instant } from '../calendar/index.ts'

/** The instant whose knowledge counts. */
export type KnownAt = { readonly known: Instant }

const column = (alias: string, name: string) => sql.ref(`${alias}.${name}`)

/** Whether a version of an entry was the one believed at the instant. */
export const entryKnown = (alias: string, { known }: KnownAt): RawBuilder<boolean> =>
  sql`(${column(alias, 'recorded_at')} <= ${known} and ${column(alias, 'superseded_at')} > ${known}
    and not ${column(alias, 'withdrawn')})`

/**
 * Entries as a table, a row with `identity` for each child that one is about: read from the entry itself, for one who goes
 * through many and asks for nobody in particular. In the list of columns it takes half as long as in a join.
 */
export const entryOfEach = (alias: string): RawBuilder<unknown> =>
  sql`(select *, unnest(subjects) as identity from entry) ${sql.ref(alias)}`

/** Whether a row was believed at the instant. */
export const rowKnown = (alias: string, { known }: KnownAt): RawBuilder<boolean> =>
  sql`(${column(alias, 'known_from')} <= ${known} and ${column(alias, 'known_to')} > ${known})`

/** When an episode ended, as far as was known: an ending learnt later is no ending. */
export const endKnown = (alias: string, { known }: KnownAt): RawBuilder<CivilDate | null> =>
  sql`case when ${column(alias, 'settled_known_from')} <= ${known} then ${column(alias, 'ended_on')} end`

/** When a duty was met or lapsed, as far as was known. */
export const settledKnown = (alias: string, { known }: KnownAt): RawBuilder<CivilDate | null> =>
  sql`case when ${column(alias, 'settled_known_from')} <= ${known}
    then coalesce(${column(alias, 'met_on')}, ${column(alias, 'lapsed_on')}) end`

/**
 * Whether an episode may have ended, or a duty been met or lapsed, on a day or after it, or not at all, as was known at the
 * instant: nothing is known as done before it is done. For the index, beside what says it exactly; a day is England's and an
 * instant is not, so that one day is allowed.
 */
export const maybeSettledSince = (alias: string, day: RawBuilder<CivilDate>, { known }: KnownAt): RawBuilder<boolean> =>
  sql`coalesce(${column(alias, 'settled_known_from')}, 'infinity') >= least(${day} - 1, ${known}::timestamptz)`

/**
 * The person that an identity is one record of, as was believed at the instant, where it is linked with others: the lowest
 * identity of the cluster, as `person` has it today. Null for one that is alone. The links are read once for a query, and
 * not at all where nothing asks who the person is. Nearly all are alone: whether one is linked is told by its number, and
 * only then is the person looked up.
 */
export const linkedPerson = (identity: RawBuilder<unknown>, { known }: KnownAt): RawBuilder<number | null> =>
  sql`case when ${identity} in (select linked.identity from cluster_known(${known}) linked)
    then ((select jsonb_object_agg(linked.identity, linked.person) from cluster_known(${known}) linked)
      ->> (${identity})::text)::bigint end`

/** The person that an identity is, alone or linked with others, as was believed at the instant. */
export const personOf = (identity: RawBuilder<unknown>, at: KnownAt): RawBuilder<number> =>
  sql`coalesce(${linkedPerson(identity, at)}, ${identity})`
