import { sql } from 'kysely'
import type { Context } from '../../access/context.ts'
import type { CivilDate } from '../../calendar/index.ts'
import { inPostOn, teamOn } from '../../council/organisation.ts'
import { caseloadKinds } from '../../journey/allocation-parts.ts'
import type { Role } from '../../journey/roles.ts'
import type { Queries } from '../../ledger/ledger.ts'
import { inForceFrom, withinTimescale } from '../../oversight/index.ts'
import { supervisedRoles, teamsManaged } from './who.ts'

/** A worker with how supervision stands: how many children, when it was last held, and by when the next is due. */
export type SupervisedWorker = {
  readonly worker: number
  readonly name: string
  readonly role: Role
  readonly team: string
  readonly teamName: string
  readonly service: string
  readonly serviceName: string
  readonly children: number
  readonly lastHeld: CivilDate | null
  readonly lastEntry: number | null
  /** Null for one who holds no child. */
  readonly dueBy: CivilDate | null
}

const names = (list: readonly string[]) => sql.join(list.map(name => sql.lit(name)))

/** The workers whom a manager supervises or answers for today, of one team or one alone where asked, by team and name. */
export const workersOf = async (
  queries: Queries,
  context: Context,
  { team, worker }: { readonly team?: string; readonly worker?: number } = {},
): Promise<readonly SupervisedWorker[]> => {
  const { today } = context
  // One reads one's own supervision whatever one's part.
  const inScope =
    worker !== undefined && worker === context.worker ? sql`true` : sql`p.team = any (${teamsManaged(context)})`
  const { rows } = await sql<SupervisedWorker>`
    with posted as materialized (
      select distinct on (p.worker) p.worker, p.role, p.team from post p
      where ${inPostOn('p', today)}
        and p.role in (${names(supervisedRoles)}) and p.team is not null and ${inScope}
        and ${team === undefined ? sql`true` : sql`p.team = ${team}`} and ${worker === undefined ? sql`true` : sql`p.worker = ${worker}`}
      order by p.worker, p.started_on desc
    ), held as materialized (
      select posted.worker, count(distinct person.person)::integer as children, min(a.started_on) as since
      from posted join episode a on a.detail ? 'worker' and a.detail ->> 'worker' = posted.worker::text
        and a.kind in (${names(caseloadKinds)}) and a.ended_on is null and a.known_to = 'infinity'
      join person on person.identity = a.identity
      group by posted.worker
    ), last as materialized (
      select posted.worker, latest.held, latest.entry from posted join lateral (
        select s.happened_on as held, s.lineage as entry from entry s
        where s.step = 'supervision' and (s.answers ->> 'supervised')::bigint = posted.worker
          and s.superseded_at = 'infinity' and not s.withdrawn
        order by s.happened_on desc, s.lineage desc limit 1
      ) latest on true
    ), due as materialized (
      select worker, by_day from ${withinTimescale(
        'supervision',
        sql`(
          select held.worker, greatest(last.held, held.since, ${inForceFrom('supervision')}) as start
          from held left join last using (worker)
        )`,
        sql`start`,
      )} judged
    )
    select posted.worker, worker.given || ' ' || worker.family as name, posted.role, posted.team, t.name as "teamName", t.service,
      service.name as "serviceName", coalesce(held.children, 0) as children, last.held as "lastHeld", last.entry as "lastEntry",
      due.by_day as "dueBy"
    from posted join worker on worker.worker = posted.worker
    join team t on t.team = posted.team and ${teamOn('t', today)}
    join service on service.service = t.service
    left join held on held.worker = posted.worker
    left join last on last.worker = posted.worker
    left join due on due.worker = posted.worker
    order by service.position, t.name, worker.family, worker.given, posted.worker`.execute(queries)
  return rows
}

/** One worker whom this person supervises or answers for, or is; undefined where there is no such. */
export const workerOf = async (
  queries: Queries,
  context: Context,
  worker: number,
): Promise<SupervisedWorker | undefined> => (await workersOf(queries, context, { worker }))[0]

/** How the next supervision stands to today, in words. */
export const supervisionStanding = (
  { dueBy, lastHeld }: Pick<SupervisedWorker, 'dueBy' | 'lastHeld'>,
  today: CivilDate,
): { readonly words: string; readonly late: boolean } =>
  dueBy === null
    ? { words: 'holds no child', late: false }
    : dueBy < today
      ? { words: lastHeld === null ? 'late: none yet' : 'late', late: true }
      : { words: 'in time', late: false }
