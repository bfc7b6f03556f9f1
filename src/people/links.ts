import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { AccessAnswer, Context } from '../access/context.ts'
import { accessAnswer, mayKnowOf } from '../access/visibility.ts'
import type { Instant } from '../calendar/index.ts'
import { atOnce } from '../store/database.ts'
import type { Tables } from '../store/tables.ts'
import { mustOpen } from './identities.ts'

export type Decision = 'same' | 'different' | 'undecided'

/** A decision as somebody reads it who is on one of the two records. */
export type Link = {
  readonly other: number
  readonly decision: Decision
  /** Why, in words, which may tell of the other child: only where that record opens too. */
  readonly reason: string | undefined
  readonly author: number | null
  readonly knownFrom: Instant
  readonly knownTo: Instant
}

/** The clusters that links make of identities: each identity with the lowest of its cluster. */
export const clustersOf = (
  identities: readonly number[],
  same: readonly (readonly [number, number])[],
): ReadonlyMap<number, number> => {
  const parent = new Map(identities.map(identity => [identity, identity]))
  const root = (identity: number): number => {
    let at = identity
    for (let up = parent.get(at) ?? at; up !== at; up = parent.get(at) ?? at) at = up
    parent.set(identity, at)
    return at
  }
  for (const [one, other] of same) {
    const [first, second] = [root(one), root(other)]
    // The lower is the root, so that a cluster's number is that of its first record.
    if (first !== second) parent.set(Math.max(first, second), Math.min(first, second))
  }
  return new Map([...parent.keys()].map(identity => [identity, root(identity)]))
}

/**
 * The records that are not the first of their person, as a table `identity`, `person`. Hardly anybody has two; a planner that
 * reads the comparison alone takes them for nearly all, and is told by the statistics on whether it is so.
 */
export const linkedRecords = sql`(select person.identity, person.person from person
  where person.person <> person.identity and (person.person <> person.identity) is true)`

/** The identities that decisions of sameness reach from these. */
const reached = async (database: Kysely<Tables>, from: readonly number[]): Promise<readonly number[]> => {
  const { rows } = await sql<{ identity: number }>`
    with recursive reached (identity) as (
      select unnest(${[...from]}::bigint[])
      union
      select case when link.one = reached.identity then link.other else link.one end
      from reached join link on (link.one = reached.identity or link.other = reached.identity)
      where link.decision = 'same' and link.known_to = 'infinity'
    ) select identity from reached`.execute(database)
  return rows.map(row => row.identity)
}

/** Puts the identities around these into the clusters that the present decisions make. */
const rebuildClusters = async (database: Kysely<Tables>, around: readonly number[]): Promise<void> => {
  const former = await database
    .selectFrom('person as self')
    .innerJoin('person as mate', 'mate.person', 'self.person')
    .select('mate.identity')
    .distinct()
    .where('self.identity', 'in', [...around])
    .execute()
  const identities = await reached(database, [...around, ...former.map(row => row.identity)])
  const same = await database
    .selectFrom('link')
    .select(['one', 'other'])
    .where('decision', '=', 'same')
    .where('known_to', '=', 'infinity')
    .where('one', 'in', [...identities])
    .execute()
  const clusters = clustersOf(
    identities,
    same.map(({ one, other }) => [one, other]),
  )
  await database
    .insertInto('person')
    .values([...clusters].map(([identity, person]) => ({ identity, person })))
    .onConflict(conflict =>
      conflict
        .column('identity')
        .doUpdateSet(row => ({ person: row.ref('excluded.person') }))
        .whereRef('person.person', '<>', 'excluded.person'),
    )
    .execute()
}

/**
 * Decides whether two records are of one person. A decision takes the place of the earlier one about the two, which
 * stays readable; records never move, so a wrong link is undone by deciding again. Both records must open to whoever decides.
 */
export const decide = async (
  database: Kysely<Tables>,
  context: Context,
  pair: { readonly one: number; readonly other: number },
  decision: Decision,
  reason: string,
): Promise<void> => {
  if (pair.one === pair.other) throw new RangeError('A record cannot be linked with itself.')
  const [one, other] = [Math.min(pair.one, pair.other), Math.max(pair.one, pair.other)]
  await mustOpen(database, context, one)
  await mustOpen(database, context, other)
  await atOnce(database, async queries => {
    // Clusters change one at a time: two decisions at once might each miss the other's.
    await sql`select pg_advisory_xact_lock(hashtext('righthelp links'))`.execute(queries)
    await queries
      .updateTable('link')
      .set({ known_to: context.now })
      .where('one', '=', one)
      .where('other', '=', other)
      .where('known_to', '=', 'infinity')
      .execute()
    await queries
      .insertInto('link')
      .values({ one, other, decision, reason, author: context.worker, known_from: context.now })
      .execute()
    await rebuildClusters(queries, [one, other])
  })
}

/** Every decision ever made about a record and another that whoever asks may know of, newest first. */
export const linksOf = async (
  database: Kysely<Tables>,
  context: Context,
  identity: number,
): Promise<readonly Link[]> => {
  const { rows } = await sql<Link & { readonly answer: AccessAnswer }>`
    select decided.other, decision, author, known_from as "knownFrom", known_to as "knownTo", reason,
      ${accessAnswer(context, 'decided.other', 'few')} as answer
    from (
      select id, case when one = ${identity} then other else one end as other, decision, reason, author, known_from, known_to
      from link where one = ${identity} or other = ${identity}
    ) decided
    where ${mayKnowOf(context, 'decided.other', 'few')}
    order by decided.id desc`.execute(database)
  return rows.map(({ answer, reason, ...rest }) => ({ ...rest, reason: answer === 'open' ? reason : undefined }))
}

/** The records that are one person with this one, itself included, the lowest first. */
export const recordsOf = async (database: Kysely<Tables>, identity: number): Promise<readonly number[]> => {
  const rows = await database
    .selectFrom('person as self')
    .innerJoin('person as mate', 'mate.person', 'self.person')
    .select('mate.identity')
    .where('self.identity', '=', identity)
    .orderBy('mate.identity')
    .execute()
  return rows.map(row => row.identity)
}
