import { sql } from 'kysely'
import type { CivilDate } from '../../../calendar/index.ts'
import type { Context } from '../../../access/context.ts'
import type { DriftKind } from '../../../journey/index.ts'
import type { Duty } from '../../../ledger/read.ts'
import type { Queries } from '../../../ledger/ledger.ts'
import { driftWithPlans, plansAboutDrift, praiseOf } from '../../../oversight/index.ts'
import type { PraiseName } from '../../../oversight/index.ts'
import type { HeldChild } from '../caseload.ts'

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

/** Drift of today about a child, with the manager's plan that answers it where there is one. */
export type KnownDrift = {
  readonly child: number
  readonly rule: DriftKind
  readonly entry: number | null
  /** Which of several things it is about, in words. */
  readonly what: string | null
  readonly since: CivilDate
  readonly plan: { readonly entry: number; readonly lookAgainOn: CivilDate } | null
}

/** All that an agenda reads about some children, by child. */
export type Known = {
  readonly entries: ReadonlyMap<number, readonly KnownEntry[]>
  readonly duties: ReadonlyMap<number, readonly (Duty & { readonly child: number })[]>
  readonly drift: ReadonlyMap<number, readonly KnownDrift[]>
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
      duty.due_on as "dueOn", duty.due_at as "dueAt"
    from duty join person on person.identity = duty.identity
    where duty.identity = any (${[...among]}::bigint[]) and duty.met_on is null and duty.lapsed_on is null and duty.known_to = 'infinity'
    order by duty.due_on nulls last, duty.id`.execute(queries)
  return rows
}

/** Drift of today about these identities, what is unanswered longest first. */
export const driftAbout = async (
  queries: Queries,
  { today, now }: Pick<Context, 'today' | 'now'>,
  among: readonly number[],
): Promise<readonly KnownDrift[]> => {
  const asked = { from: today, to: today, known: now, among }
  const { rows } = await sql<KnownDrift>`
    with drift as materialized (select * from ${driftWithPlans(asked)} each where ended is null or ended > ${today}::date)
    select drift.child, drift.rule, drift.entry, drift.what, drift.started as since,
      case when drift.answered then (
        select json_build_object('entry', plan.entry, 'lookAgainOn', plan.look_again) from ${plansAboutDrift(asked)} plan
        where plan.rule = drift.rule and plan.identity = drift.identity and plan.look_again > ${today}::date
        order by plan.look_again desc limit 1
      ) end as plan
    from drift where drift.started <= ${today}::date order by drift.answered, drift.started, drift.rule, drift.child`.execute(
    queries,
  )
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
  const [entries, duties, drift, praise] =
    among.length === 0
      ? [[], [], [], []]
      : await Promise.all([
          entriesAbout(queries, among, since),
          dutiesAbout(queries, among),
          driftAbout(queries, context, among),
          praiseAbout(queries, context, among),
        ])
  const praised = Map.groupBy(praise, ({ child }) => child)
  return {
    entries: Map.groupBy(entries, ({ child }) => child),
    duties: Map.groupBy(duties, ({ child }) => child),
    drift: Map.groupBy(drift, ({ child }) => child),
    praise: new Map([...praised].map(([child, rows]) => [child, rows.map(({ rule }) => rule)])),
  }
}
