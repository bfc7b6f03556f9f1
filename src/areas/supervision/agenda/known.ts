import { sql } from 'kysely'
import type { CivilDate } from '../../../calendar/index.ts'
import type { Context } from '../../../access/context.ts'
import type { Duty } from '../../../ledger/read.ts'
import type { Queries } from '../../../ledger/ledger.ts'
import { praiseOf } from '../../../oversight/index.ts'
import type { PraiseName } from '../../../oversight/index.ts'
import type { HeldChild } from '../caseload.ts'
import { driftToday } from '../drift/today.ts'
import type { DriftToday } from '../drift/today.ts'

/** An entry about a child, as an agenda reads it. */
export type KnownEntry = {
  readonly child: number
  readonly entry: number
  readonly step: string
  readonly outcome: string
  readonly answers: Readonly<Record<string, unknown>>
  readonly happenedOn: CivilDate
  readonly follows: number | null
  readonly paragraph: string | null
}

/** All that an agenda reads about some children, by child. */
export type Known = {
  readonly entries: ReadonlyMap<number, readonly KnownEntry[]>
  readonly duties: ReadonlyMap<number, readonly (Duty & { readonly child: number })[]>
  readonly drift: ReadonlyMap<number, readonly DriftToday[]>
  readonly praise: ReadonlyMap<number, readonly PraiseName[]>
}

const entriesAbout = async (queries: Queries, among: readonly number[], since: CivilDate) => {
  const { rows } = await sql<KnownEntry>`
    select person.person as child, e.lineage as entry, e.step, e.outcome, e.answers, e.happened_on as "happenedOn", e.follows, s.paragraph
    from entry_subject s join person on person.identity = s.identity
    join entry e on e.lineage = s.lineage and e.superseded_at = 'infinity' and not e.withdrawn
    where s.identity = any (${[...among]}::bigint[]) and e.happened_on >= ${since}::date
    order by e.happened_on desc, e.lineage desc`.execute(queries)
  return rows
}

const dutiesAbout = async (queries: Queries, among: readonly number[]) => {
  const { rows } = await sql<Duty & { readonly child: number }>`
    select person.person as child, duty.identity, duty.rule, duty.step, duty.anchor, duty.anchored_on as "anchoredOn", duty.nth,
      duty.due_on as "dueOn", duty.due_at as "dueAt", duty.sooner_since as "soonerSince"
    from duty join person on person.identity = duty.identity
    where duty.identity = any (${[...among]}::bigint[]) and duty.met_on is null and duty.lapsed_on is null and duty.known_to = 'infinity'
    order by duty.due_on nulls last, duty.id`.execute(queries)
  return rows
}

const praiseAbout = async (
  queries: Queries,
  { today, now }: Pick<Context, 'today' | 'now'>,
  among: readonly number[],
) => {
  const { rows } = await sql<{ readonly child: number; readonly rule: PraiseName }>`
    select child, rule from ${praiseOf({ from: today, to: today, known: now, among })} praise`.execute(queries)
  return rows
}

/** Reads what is known about children whose records open to the reader, since a day. */
export const knownAbout = async (
  queries: Queries,
  context: Context,
  children: readonly HeldChild[],
  since: CivilDate,
): Promise<Known> => {
  const among = children.flatMap(({ identities }) => identities)
  // What asks more than once comes first: the others are answered while it waits.
  const [drift, praise, entries, duties] =
    among.length === 0
      ? [[], [], [], []]
      : await Promise.all([
          driftToday(queries, context, among),
          praiseAbout(queries, context, among),
          entriesAbout(queries, among, since),
          dutiesAbout(queries, among),
        ])
  const praised = Map.groupBy(praise, ({ child }) => child)
  return {
    entries: Map.groupBy(entries, ({ child }) => child),
    duties: Map.groupBy(duties, ({ child }) => child),
    drift: Map.groupBy(drift, ({ child }) => child),
    praise: new Map([...praised].map(([child, rows]) => [child, rows.map(({ rule }) => rule)])),
  }
}
