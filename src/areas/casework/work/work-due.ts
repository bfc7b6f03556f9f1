import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import { isForOurWorkers, mayKnowOf, mayOpen, stillWaits } from '../../../access/visibility.ts'
import type { Context } from '../../../access/context.ts'
import { addDays } from '../../../calendar/index.ts'
import { teamBegunBy } from '../../../council/organisation.ts'
import { allocationKinds } from '../../../journey/allocation-parts.ts'
import { delayAsJson, delaysInQuery } from '../../../ledger/delays.ts'
import { linkedRecords, nameInQuery } from '../../../people/index.ts'
import type { Tables } from '../../../store/tables.ts'
import type { WorkAsked, WorkCounts, WorkFound, WorkRow } from './work-asked.ts'

const openEpisode = sql`episode.ended_on is null and episode.known_to = 'infinity'`
const isAllocation = sql`episode.kind in (${sql.join(allocationKinds.map(kind => sql.lit(kind)))})`
const openDuty = sql`duty.met_on is null and duty.lapsed_on is null and duty.known_to = 'infinity'`

const teamsOf = ({ scope }: WorkAsked, context: Context) =>
  scope === 'service'
    ? sql`array(select team.team from team where team.service = any (${[...context.services]}::text[]) and ${teamBegunBy('team', context.today)})`
    : sql`${[...context.teams]}::text[]`

const held = (asked: WorkAsked, context: Context) =>
  asked.scope === 'mine'
    ? sql`episode.detail ? 'worker' and episode.detail ->> 'worker' = ${String(asked.of ?? context.worker)}`
    : sql`episode.detail ? 'team' and episode.detail ->> 'team' = any (${teamsOf(asked, context)})`

/**
 * The children of a scope, one row a person. Whoever is allocated a child, alone or through a team, opens it by the
 * role matrix unless it is restricted; so what is left to ask of each is the cheaper question. The children of another
 * worker may be of a team whose records do not open: of each of them it is asked.
 */
const allocatedChildren = (asked: WorkAsked, context: Context) => sql`
  select person.person, min((episode.detail ->> 'worker')::bigint) as worker
  from (select episode.identity, episode.detail from episode where ${isAllocation} and ${openEpisode} and ${held(asked, context)}
    offset 0) episode join person on person.identity = episode.identity
  where ${asked.of === undefined ? mayKnowOf(context, 'episode.identity') : mayOpen(context, 'episode.identity', 'few')}
  group by person.person`

/** When a duty is due, as a column: the bands of the filter. */
const band = ({ today, now }: Context) => sql`case
  when duty.due_on is null then 'later'
  when duty.due_on < ${today}::date or duty.due_at < ${now}::timestamptz
    then case when delay.until >= ${today}::date then 'onPurpose' else 'overdue' end
  when duty.due_on = ${today}::date then 'today'
  when duty.due_on <= ${addDays(today, 7)}::date then 'soon'
  else 'later' end`

const ofSteps = ({ steps }: WorkAsked) =>
  steps === undefined ? sql`` : sql`and duty.step = any (${[...steps]}::text[])`

const columns = (context: Context) => sql`duty.rule, duty.step, duty.nth, duty.anchor, duty.anchored_on, duty.due_on,
  duty.due_at, duty.sooner_since, ${band(context)} as band, delay.until, delay.why, delay.author, delay.lineage`

const delays = sql`delay as materialized (${delaysInQuery})`
const delayed = (person: string) => sql`left join delay on delay.person = ${sql.ref(person)}
  and delay.rule = duty.rule and delay.anchor = duty.anchor`

const withinDays = ({ within }: WorkAsked) =>
  within === undefined ? sql`` : sql`and duty.due_on between ${within.from}::date and ${within.to}::date`

const dueOfAllocated = (asked: WorkAsked, context: Context) => sql`
  with ${delays}, child as materialized (${allocatedChildren(asked, context)}),
  due as materialized (
    select duty.id, child.person, child.worker, ${columns(context)}
    from child join person each on each.person = child.person join duty on duty.identity = each.identity
    ${delayed('child.person')}
    where ${openDuty} ${ofSteps(asked)} ${withinDays(asked)}
  )`

/**
 * Open work of those to whom nobody is allocated, who open to the parts that see this scope unless they are restricted. Who
 * has two records and is allocated under the other is found first: hardly anybody.
 */
const dueOfWaiting = (asked: WorkAsked, context: Context) => sql`
  with ${delays}, linked as materialized ${linkedRecords},
  held_linked as materialized (
    select coalesce(linked.person, episode.identity) as person
    from episode left join linked on linked.identity = episode.identity
    where ${isAllocation} and ${openEpisode}
      and episode.identity in (select linked.identity from linked union select linked.person from linked)),
  due as materialized (
    select duty.id, duty.person, null::bigint as worker, duty.identity, ${columns(context)}
    from (
      select duty.*, coalesce(linked.person, duty.identity) as person
      from (
        select distinct duty.identity from duty
        where ${openDuty} and not exists (
          select 1 from episode where episode.identity = duty.identity and ${isAllocation} and ${openEpisode})
        offset 0
      ) alone cross join lateral (
        select * from duty where duty.identity = alone.identity and ${openDuty} ${ofSteps(asked)} ${withinDays(asked)} offset 0
      ) duty left join linked on linked.identity = duty.identity
      where ${mayKnowOf(context, 'duty.identity')}
      offset 0
    ) duty ${delayed('duty.person')}
    where ${isForOurWorkers('duty')} and ${stillWaits('duty', context)}
      and duty.person not in (select held_linked.person from held_linked)
  )`

/** Initial conferences that wait. Their children have no chair yet, and open to every chair until they have been held. */
const dueOfConferences = (asked: WorkAsked, context: Context) => sql`
  with ${delays}, due as materialized (
    select duty.id, own.person, duty.identity, ${columns(context)}, (
      select min((episode.detail ->> 'worker')::bigint) from person mate join episode on episode.identity = mate.identity
      where mate.person = own.person and episode.kind = 'socialWorkerAllocation' and ${openEpisode}) as worker
    from duty join person own on own.identity = duty.identity ${delayed('own.person')}
    where ${openDuty} and duty.step = 'initialConference' ${withinDays(asked)} and ${mayKnowOf(context, 'duty.identity')}
  )`

const due = (asked: WorkAsked, context: Context) =>
  asked.scope === 'waiting'
    ? dueOfWaiting(asked, context)
    : asked.scope === 'conferences'
      ? dueOfConferences(asked, context)
      : dueOfAllocated(asked, context)

const chosen = (asked: WorkAsked): RawBuilder<unknown> => {
  const conditions = [
    ...(asked.when === undefined ? [] : [sql`due.band = any (${[asked.when].flat()}::text[])`]),
    ...(asked.step === undefined ? [] : [sql`due.step = ${asked.step}`]),
    ...(asked.worker === undefined ? [] : [sql`due.worker = ${asked.worker}`]),
  ]
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
}

const way = ({ descending = false }: WorkAsked) => (descending ? sql`desc nulls last` : sql`asc nulls last`)

/** What the page is cut from is joined and ordered by; names are looked up for a page alone, unless they order the list. */
const orderOf = (asked: WorkAsked): { readonly join: RawBuilder<unknown>; readonly by: RawBuilder<unknown> } => {
  const soonest = sql`due.due_on nulls last, due.id`
  switch (asked.order ?? 'due') {
    case 'due':
      return { join: sql``, by: sql`due.due_on ${way(asked)}, due.due_at ${way(asked)}, due.id` }
    case 'work':
      return { join: sql``, by: sql`due.step ${way(asked)}, ${soonest}` }
    case 'child':
      return {
        join: sql`join identity_version named on named.identity = due.person and named.known_to = 'infinity'`,
        by: sql`lower(named.family) ${way(asked)}, lower(named.given) ${way(asked)}, ${soonest}`,
      }
    case 'worker':
      return {
        join: sql`left join worker named on named.worker = due.worker`,
        by: sql`lower(named.family) ${way(asked)}, lower(named.given) ${way(asked)}, ${soonest}`,
      }
  }
}

const shown = (asked: WorkAsked) => {
  const { perPage = 50, page = 1 } = asked
  const { join, by } = orderOf(asked)
  return sql`shown as materialized (
    select due.*, row_number() over (order by ${by}) as place from due ${join} where ${chosen(asked)}
    order by ${by} limit ${perPage} offset ${(page - 1) * perPage}
  )`
}

const asInstant = (column: RawBuilder<unknown>) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const rowsAsJson = sql`select coalesce(json_agg(line order by line.place), '[]') from (
  select shown.place, shown.id as duty, shown.anchor, shown.person as identity, ${nameInQuery('version')} as child, version.born_on as "bornOn",
    shown.rule, shown.step, shown.nth, shown.anchored_on as "anchoredOn", shown.due_on as "dueOn",
    ${asInstant(sql`shown.due_at`)} as "dueAt", shown.sooner_since as "soonerSince", shown.worker, anchor.step as "anchorStep",
    case when anchor.step = 'plannedVisit' then anchor.answers ->> 'visitAt' end as "plannedAt", ${delayAsJson('shown')} as delay,
    worker.given || ' ' || worker.family as "workerName"
  from shown
  join identity_version version on version.identity = shown.person and version.known_to = 'infinity'
  left join worker on worker.worker = shown.worker
  left join entry anchor on anchor.lineage = shown.anchor and anchor.superseded_at = 'infinity') line`

const stepsAsJson = sql`select coalesce(json_agg(each), '[]') from (
  select step, count(*) from due group by step order by count(*) desc, step) each`

const workersAsJson = sql`select coalesce(json_agg(each), '[]') from (
  select held.worker, worker.given || ' ' || worker.family as name, held.count, held.overdue,
    held.on_purpose as "onPurpose"
  from (select due.worker, count(*), count(*) filter (where due.band = 'overdue') as overdue,
    count(*) filter (where due.band = 'onPurpose') as on_purpose from due group by due.worker) held
  join worker on worker.worker = held.worker order by worker.family, worker.given, worker.worker) each`

type FoundRow = Omit<WorkCounts, 'bySteps' | 'byWorkers'> & {
  readonly rows: readonly WorkRow[]
  readonly total: number
  readonly bySteps: WorkCounts['bySteps']
  readonly byWorkers: WorkCounts['byWorkers']
}

const nothing: FoundRow = {
  rows: [],
  total: 0,
  children: 0,
  all: 0,
  overdue: 0,
  onPurpose: 0,
  today: 0,
  soon: 0,
  later: 0,
  bySteps: [],
  byWorkers: [],
}

/** Open work of a scope, a page of it, with how much of it there is by when, kind and worker: one question to the database. */
export const workDue = async (database: Kysely<Tables>, context: Context, asked: WorkAsked): Promise<WorkFound> => {
  const result = await sql<FoundRow>`${due(asked, context)}, ${shown(asked)}
    select (${rowsAsJson}) as rows, (${stepsAsJson}) as "bySteps", (${workersAsJson}) as "byWorkers",
      count(*) filter (where ${chosen(asked)}) as total, count(distinct person) as children, count(*) as "all",
      count(*) filter (where band = 'overdue') as overdue, count(*) filter (where band = 'onPurpose') as "onPurpose",
      count(*) filter (where band = 'today') as today,
      count(*) filter (where band = 'soon') as soon, count(*) filter (where band = 'later') as later
    from due`.execute(database)
  const { rows, total, ...counts } = result.rows[0] ?? nothing
  return { rows, total, counts }
}
