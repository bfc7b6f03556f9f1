import { sql } from 'kysely'
import { rememberedFor } from '../../access/remembered-for.ts'
import { mayOpen } from '../../access/visibility.ts'
import type { Context } from '../../access/context.ts'
import { addDays } from '../../calendar/index.ts'
import type { CivilDate } from '../../calendar/index.ts'
import { caseloadKinds } from '../../journey/allocation-parts.ts'
import type { DriftKind, SignificantEventName } from '../../journey/index.ts'
import type { Queries } from '../../ledger/ledger.ts'
import { eventsWithOversight, praiseOf } from '../../oversight/index.ts'
import { driftToday } from './drift/today.ts'
import type { SupervisedWorker } from './workers.ts'

/** Drift of today in a worker's hands. */
export type HeldDrift = {
  readonly child: number
  readonly worker: number
  readonly rule: DriftKind
  readonly entry: number | null
  readonly what: string | null
  readonly since: CivilDate
  /** Until when a manager's plan answers it, and the entry that is the plan. */
  readonly until: CivilDate | null
  readonly plan: number | null
}

/** A significant event of late about a child in a worker's hands. */
export type HeldEvent = {
  readonly child: number
  readonly worker: number
  readonly event: SignificantEventName
  readonly entry: number
  readonly day: CivilDate
  readonly byDay: CivilDate
  readonly seenOn: CivilDate | null
  readonly inTime: boolean
}

/** What stands about the children whom some workers hold. */
export type Held = {
  readonly drift: readonly HeldDrift[]
  readonly events: readonly HeldEvent[]
  readonly praise: readonly { readonly child: number; readonly worker: number }[]
}

/** Events of so many days are judged and shown. */
export const eventDays = 91

type HeldRow = { readonly identity: number; readonly child: number; readonly worker: number }

const heldBy = async (queries: Queries, context: Context, workers: readonly number[]): Promise<readonly HeldRow[]> => {
  const { rows } = await sql<HeldRow>`
    select distinct on (mate.identity) mate.identity, person.person as child, a.worker
    from episode a join person on person.identity = a.identity join person mate on mate.person = person.person
    where a.detail ? 'worker' and a.detail ->> 'worker' = any (${workers.map(String)}::text[])
      and a.kind in (${sql.join(caseloadKinds.map(kind => sql.lit(kind)))}) and a.ended_on is null and a.known_to = 'infinity'
      and ${mayOpen(context, 'a.identity')}
    order by mate.identity, a.kind desc`.execute(queries)
  return rows
}

/** So many children are looked up one by one; of more, all the county's are read and the others left out. */
const fewChildren = 1500

const readHeld = async (queries: Queries, context: Context, workers: readonly number[]): Promise<Held> => {
  const { today, now } = context
  const held = await heldBy(queries, context, workers)
  if (held.length === 0) return { drift: [], events: [], praise: [] }
  const among = held.length <= fewChildren ? held.map(({ identity }) => identity) : undefined
  const asked = { from: today, to: today, known: now, ...(among === undefined ? {} : { among }) }
  const handOf = new Map(held.map(({ child, worker }) => [child, worker]))
  const mine = sql`(select * from unnest(${[...handOf.keys()]}::bigint[], ${[...handOf.values()]}::bigint[]) held (child, worker))`
  const [drift, events, praise] = await Promise.all([
    driftToday(queries, context, among),
    sql<HeldEvent>`
      select held.child, held.worker, happened.event, happened.entry, happened.day, happened.by_day as "byDay",
        happened.seen_on as "seenOn", happened.in_time as "inTime"
      from ${eventsWithOversight({ ...asked, from: addDays(today, -eventDays) })} happened
      join ${mine} held on held.child = happened.child
      order by happened.by_day, happened.day, held.child`.execute(queries),
    sql<{ readonly child: number; readonly worker: number }>`
      select distinct held.child, held.worker from ${praiseOf(asked)} praise join ${mine} held on held.child = praise.child`.execute(
      queries,
    ),
  ])
  return {
    drift: drift.flatMap(({ child, rule, entry, what, since, plan }) => {
      const worker = handOf.get(child)
      const answer = { until: plan?.lookAgainOn ?? null, plan: plan?.entry ?? null }
      return worker === undefined ? [] : [{ child, worker, rule, entry, what, since, ...answer }]
    }),
    events: events.rows,
    praise: praise.rows,
  }
}

/** What stands about the children whom these workers hold, as far as their records open to the reader; read once until anything more is recorded. */
export const heldOf = (queries: Queries, context: Context, workers: readonly SupervisedWorker[]): Promise<Held> => {
  const numbers = workers.map(({ worker }) => worker)
  return rememberedFor(queries, context, `supervision ${numbers.join()}`, () => readHeld(queries, context, numbers))
}

export const unanswered = ({ until }: Pick<HeldDrift, 'until'>): boolean => until === null
export const waits = ({ seenOn }: Pick<HeldEvent, 'seenOn'>): boolean => seenOn === null

/** How many of the events that can be judged were looked at in time: those whose time is over, and those looked at already. */
export const overseenShare = (
  events: readonly HeldEvent[],
  today: CivilDate,
): { readonly inTime: number; readonly judged: number } => {
  const judged = events.filter(({ byDay, seenOn }) => byDay < today || seenOn !== null)
  return { inTime: judged.filter(({ inTime }) => inTime).length, judged: judged.length }
}
