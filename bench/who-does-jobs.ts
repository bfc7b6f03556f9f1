import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Role } from '../src/journey/index.ts'
import type { Database } from '../src/store/index.ts'

/** Whoever does a job, in their part, and the child or worker that it is about. */
export type Doing = { readonly worker: number; readonly role: Role; readonly about: number }

type Found = { readonly worker: number; readonly about: number }

const first = async (database: Database, query: RawBuilder<Found>): Promise<Found> => {
  const row = (await query.execute(database.sql)).rows[0]
  if (row === undefined) throw new Error('The county has nobody who could do this job.')
  return row
}

const isOpenDuty = sql`duty.met_on is null and duty.lapsed_on is null and duty.known_to = 'infinity'`
const isOpenAllocation = sql`held.kind = 'socialWorkerAllocation' and held.ended_on is null and held.known_to = 'infinity'`

/** A social worker and the child of theirs about whom this is due first, from a day on. */
export const workerWithDuty = async (database: Database, rule: string, from: string): Promise<Doing> => ({
  role: 'socialWorker',
  ...(await first(
    database,
    sql<Found>`
      select (held.detail ->> 'worker')::int as worker, duty.identity as about
      from duty join episode held on held.identity = duty.identity and ${isOpenAllocation}
      where duty.rule = ${rule} and duty.due_on >= ${from} and ${isOpenDuty}
        and exists (select from post where post.worker = (held.detail ->> 'worker')::int
          and post.role = 'socialWorker' and post.ended_on is null)
      order by duty.due_on, duty.identity limit 1`,
  )),
})

/** A social worker and the child of theirs on a plan whose review conference is due first and not planned. */
export const workerWithConference = async (database: Database): Promise<Doing> => ({
  role: 'socialWorker',
  ...(await first(
    database,
    sql<Found>`
      select (held.detail ->> 'worker')::int as worker, duty.identity as about
      from duty join episode held on held.identity = duty.identity and ${isOpenAllocation}
      where duty.rule = 'childProtectionPlan.review' and ${isOpenDuty} and not exists (
        select from meeting_child join meeting using (meeting)
        where meeting_child.identity = duty.identity and meeting.kind = 'reviewConference' and meeting.held_at is null)
      order by duty.due_on, duty.identity limit 1`,
  )),
})

/** A manager of a service’s first team. */
export const managerOfService = async (database: Database, service: string): Promise<Doing> => ({
  role: 'teamManager',
  ...(await first(
    database,
    sql<Found>`
      select post.worker, 0 as about from post join team on team.team = post.team and team.ended_on is null
      where post.role = 'teamManager' and post.ended_on is null and team.service = ${service}
      order by post.worker limit 1`,
  )),
})

/** A manager and the social worker of theirs whose number of children is nearest to this. */
export const managerOfWorkerWith = async (database: Database, children: number): Promise<Doing> => ({
  role: 'teamManager',
  ...(await first(
    database,
    sql<Found>`
      select manager.worker, load.worker as about
      from (select (held.detail ->> 'worker')::int as worker, count(*)::int as children
        from episode held where ${isOpenAllocation} group by 1) load
      join post on post.worker = load.worker and post.role = 'socialWorker' and post.ended_on is null
      join post manager on manager.team = post.team and manager.role = 'teamManager' and manager.ended_on is null
      order by abs(load.children - ${children}), load.worker, manager.worker limit 1`,
  )),
})
