import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import { allocationKinds, mayKnowOf, mayOpen } from '../../../access/visibility.ts'
import type { Context } from '../../../access/context.ts'
import { addDays } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import type { Tables } from '../../../store/tables.ts'

/** Whose work is asked for: of the children allocated to me, to my teams, to the teams of my services, or to nobody yet. */
export type WorkScope = 'mine' | 'team' | 'service' | 'waiting'
export type WorkWhen = 'overdue' | 'today' | 'soon' | 'later'
export type WorkOrder = 'due' | 'child' | 'worker' | 'work'

export type WorkAsked = {
  readonly scope: WorkScope
  /** Only work of these steps: those that a role records. */
  readonly steps?: readonly string[]
  readonly when?: WorkWhen
  readonly step?: string
  readonly worker?: number
  readonly order?: WorkOrder
  readonly descending?: boolean
  /** Counted from 1. */
  readonly page?: number
  readonly perPage?: number
}

export type WorkRow = {
  readonly duty: number
  readonly identity: number
  readonly child: string
  readonly bornOn: CivilDate | null
  readonly rule: string
  readonly step: string
  readonly nth: number
  readonly anchoredOn: CivilDate
  readonly dueOn: CivilDate | null
  readonly dueAt: string | null
  /** The step of the entry that it follows from. */
  readonly anchorStep: string | null
  readonly worker: number | null
  readonly workerName: string | null
}

/** How much there is, before the choice of when, kind and worker is made. */
export type WorkCounts = {
  readonly children: number
  readonly all: number
  readonly overdue: number
  readonly today: number
  readonly soon: number
  readonly later: number
  readonly bySteps: readonly { readonly step: string; readonly count: number }[]
  readonly byWorkers: readonly {
    readonly worker: number
    readonly name: string
    readonly count: number
    readonly overdue: number
  }[]
}

export type WorkFound = { readonly rows: readonly WorkRow[]; readonly total: number; readonly counts: WorkCounts }

const openEpisode = sql`episode.ended_on is null and episode.known_to = 'infinity'`
const isAllocation = sql`episode.kind in (${sql.join(allocationKinds.map(kind => sql.lit(kind)))})`
const openDuty = sql`duty.met_on is null and duty.lapsed_on is null and duty.known_to = 'infinity'`

const teamsOf = ({ scope }: WorkAsked, context: Context) =>
  scope === 'service'
    ? sql`array(select team.team from team where team.service = any (${[...context.services]}::text[]) and team.known_to = 'infinity')`
    : sql`${[...context.teams]}::text[]`

const held = (asked: WorkAsked, context: Context) =>
  asked.scope === 'mine'
    ? sql`episode.detail ? 'worker' and episode.detail ->> 'worker' = ${String(context.worker)}`
    : sql`episode.detail ? 'team' and episode.detail ->> 'team' = any (${teamsOf(asked, context)})`

/**
 * The children of a scope, one row a person. Whoever is allocated a child, alone or through a team, opens it by the
 * role matrix unless it is restricted; so what is left to ask of each is the cheaper question.
 */
const allocatedChildren = (asked: WorkAsked, context: Context) => sql`
  select person.person, min((episode.detail ->> 'worker')::bigint) as worker
  from episode join person on person.identity = episode.identity
  where ${isAllocation} and ${openEpisode} and ${held(asked, context)} and ${mayKnowOf(context, 'episode.identity')}
  group by person.person`

const waitingChildren = (context: Context) => sql`
  select person.person, null::bigint as worker
  from duty join person on person.identity = duty.identity
  where ${openDuty} and not exists (
    select 1 from person other join episode on episode.identity = other.identity
    where other.person = person.person and ${isAllocation} and ${openEpisode})
    and ${mayOpen(context, 'duty.identity')}
  group by person.person`

/** When a duty is due, as a column: the bands of the filter. */
const band = ({ today, now }: Context) => sql`case
  when duty.due_on is null then 'later'
  when duty.due_on < ${today}::date or duty.due_at < ${now}::timestamptz then 'overdue'
  when duty.due_on = ${today}::date then 'today'
  when duty.due_on <= ${addDays(today, 7)}::date then 'soon'
  else 'later' end`

const due = (asked: WorkAsked, context: Context) => sql`
  with child as materialized (${asked.scope === 'waiting' ? waitingChildren(context) : allocatedChildren(asked, context)}),
  due as materialized (
    select duty.id, child.person, child.worker, duty.rule, duty.step, duty.nth, duty.anchor, duty.anchored_on, duty.due_on,
      duty.due_at, ${band(context)} as band
    from child join person each on each.person = child.person join duty on duty.identity = each.identity
    where ${openDuty} ${asked.steps === undefined ? sql`` : sql`and duty.step = any (${[...asked.steps]}::text[])`}
  )`

const chosen = (asked: WorkAsked): RawBuilder<unknown> => {
  const conditions = [
    ...(asked.when === undefined ? [] : [sql`due.band = ${asked.when}`]),
    ...(asked.step === undefined ? [] : [sql`due.step = ${asked.step}`]),
    ...(asked.worker === undefined ? [] : [sql`due.worker = ${asked.worker}`]),
  ]
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
}

const childName = sql`coalesce(version.preferred, version.given, '') || ' ' || coalesce(version.family, '')`

/** What has no value stands last, whichever way the rest is turned. */
const orderOf = ({ order = 'due', descending = false }: WorkAsked): RawBuilder<unknown> => {
  const way = descending ? sql`desc nulls last` : sql`asc nulls last`
  switch (order) {
    case 'due':
      return sql`due.due_on ${way}, due.due_at ${way}, due.id`
    case 'child':
      return sql`lower(version.family) ${way}, lower(version.given) ${way}, due.due_on nulls last, due.id`
    case 'worker':
      return sql`lower(worker.family) ${way}, lower(worker.given) ${way}, due.due_on nulls last, due.id`
    case 'work':
      return sql`due.step ${way}, due.due_on nulls last, due.id`
  }
}

const rowsOf = async (database: Kysely<Tables>, context: Context, asked: WorkAsked) => {
  const perPage = asked.perPage ?? 50
  const { rows } = await sql<WorkRow & { readonly total: number }>`${due(asked, context)}
    select due.id as duty, due.person as identity, ${childName} as child, version.born_on as "bornOn", due.rule, due.step,
      due.nth, due.anchored_on as "anchoredOn", due.due_on as "dueOn", due.due_at as "dueAt", due.worker,
      anchor.step as "anchorStep", worker.given || ' ' || worker.family as "workerName", count(*) over () as total
    from due
    join identity_version version on version.identity = due.person and version.known_to = 'infinity'
    left join worker on worker.worker = due.worker
    left join entry anchor on anchor.lineage = due.anchor and anchor.superseded_at = 'infinity'
    where ${chosen(asked)}
    order by ${orderOf(asked)}
    limit ${perPage} offset ${((asked.page ?? 1) - 1) * perPage}`.execute(database)
  return rows
}

type CountsRow = {
  readonly children: number
  readonly all: number
  readonly overdue: number
  readonly today: number
  readonly soon: number
  readonly later: number
  readonly steps: WorkCounts['bySteps'] | null
  readonly workers: WorkCounts['byWorkers'] | null
}

const countsOf = async (database: Kysely<Tables>, context: Context, asked: WorkAsked): Promise<WorkCounts> => {
  const { rows } = await sql<CountsRow>`${due(asked, context)}
    select count(distinct person) as children, count(*) as "all",
      count(*) filter (where band = 'overdue') as overdue, count(*) filter (where band = 'today') as today,
      count(*) filter (where band = 'soon') as soon, count(*) filter (where band = 'later') as later,
      (select json_agg(each) from (select step, count(*) from due group by step order by count(*) desc, step) each) as steps,
      (select json_agg(each) from (
        select due.worker, worker.given || ' ' || worker.family as name, count(*),
          count(*) filter (where due.band = 'overdue') as overdue
        from due join worker on worker.worker = due.worker
        group by due.worker, worker.given, worker.family order by worker.family, worker.given) each) as workers
    from due`.execute(database)
  const row = rows[0]
  return {
    children: row?.children ?? 0,
    all: row?.all ?? 0,
    overdue: row?.overdue ?? 0,
    today: row?.today ?? 0,
    soon: row?.soon ?? 0,
    later: row?.later ?? 0,
    bySteps: row?.steps ?? [],
    byWorkers: row?.workers ?? [],
  }
}

/** Open work of a scope, with how much of it there is by when, kind and worker. */
export const workDue = async (database: Kysely<Tables>, context: Context, asked: WorkAsked): Promise<WorkFound> => {
  const [rows, counts] = await Promise.all([rowsOf(database, context, asked), countsOf(database, context, asked)])
  return { rows: rows, total: rows[0]?.total ?? 0, counts }
}
