import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { CivilDate } from '../calendar/index.ts'
import { entryOfEach } from '../ledger/known.ts'
import type { KnownAt } from '../ledger/known.ts'

/** A piece of SQL that stands as a table, in parentheses of its own. */
export type Fragment = RawBuilder<unknown>

/**
 * The days in question, both included, as known at an instant; of what lasts, only some of these days where `on` names them
 * in order, so that others may be left out. Of some identities alone where they are named, and then also which kinds of
 * episode and rules of duties stand for any of them on those days, where that was looked up.
 */
export type Asked = KnownAt & {
  readonly from: CivilDate
  readonly to: CivilDate
  readonly on?: readonly CivilDate[]
  readonly among?: readonly number[]
  readonly standing?: ReadonlySet<string>
}

/** Whether any of these kinds of episode and rules of duties may stand for those in question. */
export const mayStand = (names: readonly string[], { standing }: Pick<Asked, 'standing'>): boolean =>
  standing === undefined || names.some(name => standing.has(name))

/** Whether an identity is one of those in question. */
export const isAsked = (identity: RawBuilder<unknown>, { among }: Pick<Asked, 'among'>): RawBuilder<boolean> =>
  among === undefined ? sql<boolean>`true` : sql<boolean>`${identity} = any (${[...among]}::bigint[])`

/** Entries as a table, a row with `identity` for each child that one is about: of a few by the rows about each of them. */
export const entriesAsked = (alias: string, { among }: Pick<Asked, 'among'>): RawBuilder<unknown> =>
  among === undefined
    ? entryOfEach(alias)
    : sql`(select entry.*, about.identity from entry join entry_subject about using (lineage)) ${sql.ref(alias)}`

/** The names of a list, as SQL has them between parentheses. They are declared in the code and never sent. */
export const named = (names: readonly string[]): RawBuilder<unknown> => sql.join(names.map(name => sql.lit(name)))
