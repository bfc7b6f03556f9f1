import { sql } from 'kysely'
import type { Context } from '../../../access/context.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import type { DriftKind } from '../../../journey/index.ts'
import type { Queries } from '../../../ledger/ledger.ts'
import { driftRules, foundBy, mayStand, plansAboutDrift } from '../../../oversight/index.ts'
import type { DriftRule } from '../../../oversight/index.ts'

/** Drift of today about a child, with the manager's plan that answers it where there is one. */
export type DriftToday = {
  readonly child: number
  readonly identity: number
  readonly rule: DriftKind
  readonly entry: number | null
  /** Which of several things it is about, in words. */
  readonly what: string | null
  readonly since: CivilDate
  readonly plan: { readonly entry: number; readonly lookAgainOn: CivilDate } | null
}

const { actionMoved, noSupervision, planUnchanged, ...quick } = driftRules

/** Rules that are asked for together: what takes long is asked beside the rest, and not after it. */
const together: readonly (readonly DriftRule[])[] = [
  Object.values(quick),
  [planUnchanged],
  [noSupervision],
  [actionMoved],
]

type Found = Omit<DriftToday, 'plan'>
type Planned = {
  readonly rule: string
  readonly identity: number
  readonly entry: number
  readonly lookAgainOn: CivilDate
}

/** The kinds of episode and the rules of open work that stand today for any of these identities. */
const standingFor = async (
  queries: Queries,
  today: CivilDate,
  among: readonly number[],
): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ readonly name: string }>`
    select kind as name from episode where identity = any (${[...among]}::bigint[]) and known_to = 'infinity'
      and (ended_on is null or ended_on > ${today}::date)
    union
    select rule from duty where identity = any (${[...among]}::bigint[]) and known_to = 'infinity'
      and (met_on is null or met_on > ${today}::date) and (lapsed_on is null or lapsed_on > ${today}::date)`.execute(
    queries,
  )
  return new Set(rows.map(({ name }) => name))
}

/** Drift of today, of all children or of these identities alone: what is unanswered first, and of that the longest. */
export const driftToday = async (
  queries: Queries,
  { today, now }: Pick<Context, 'today' | 'now'>,
  among?: readonly number[],
): Promise<readonly DriftToday[]> => {
  const some = among === undefined ? {} : { among, standing: await standingFor(queries, today, among) }
  const asked = { from: today, to: today, known: now, ...some }
  const may = together
    .map(rules => rules.filter(({ standsOn }) => standsOn === undefined || mayStand(standsOn, asked)))
    .filter(rules => rules.length > 0)
  const [plans, ...found] = await Promise.all([
    sql<Planned>`
      select rule, identity, entry, look_again as "lookAgainOn" from ${plansAboutDrift(asked)} plan order by look_again`.execute(
      queries,
    ),
    ...may.map(rules =>
      sql<Found>`select rule, child, identity, entry, what, started as since from ${foundBy(rules, asked)} found`.execute(
        queries,
      ),
    ),
  ])
  // Of several plans the one that looks furthest stands.
  const planned = new Map(plans.rows.map(plan => [`${plan.rule} ${plan.identity}`, plan]))
  return found
    .flatMap(({ rows }) => rows)
    .map(row => {
      const plan = planned.get(`${row.rule} ${row.identity}`)
      return { ...row, plan: plan === undefined ? null : { entry: plan.entry, lookAgainOn: plan.lookAgainOn } }
    })
    .sort(
      (one, other) =>
        Number(one.plan !== null) - Number(other.plan !== null) ||
        (one.since < other.since ? -1 : one.since > other.since ? 1 : 0) ||
        one.child - other.child ||
        (one.rule < other.rule ? -1 : 1),
    )
}
