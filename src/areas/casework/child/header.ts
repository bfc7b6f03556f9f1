import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Context } from '../../../access/context.ts'
import { awayOnDay } from '../../../council/absences.ts'
import type { Absence } from '../../../council/absences.ts'
import { teamNameOn } from '../../../council/organisation.ts'
import { workingKinds } from '../../../journey/allocation-parts.ts'
import type { Tables } from '../../../store/tables.ts'

/** Somebody who works with the child. */
export type Allocated = {
  readonly kind: string
  readonly worker: number | null
  readonly name: string | null
  readonly team: string | null
  readonly teamName: string | null
  readonly since: string
  /** That the worker is away today, until when, and who covers; null where the worker is here. */
  readonly away: Pick<Absence, 'backOn' | 'coverName'> | null
}

/** Who works with a child today: the open allocations of the person, with names. */
export const allocatedTo = async (
  database: Kysely<Tables>,
  context: Context,
  identity: number,
): Promise<readonly Allocated[]> => {
  const { rows } = await sql<Allocated>`
    select episode.kind, worker.worker, worker.given || ' ' || worker.family as name, episode.detail ->> 'team' as team,
      ${teamNameOn(sql`episode.detail ->> 'team'`, context.today)} as "teamName", episode.started_on as since, (
        select json_build_object('backOn', absence.ended_on, 'coverName', stand_in.given || ' ' || stand_in.family)
        from absence left join worker stand_in on stand_in.worker = absence.cover
        where absence.worker = worker.worker and ${awayOnDay(context.today)}) as away
    from person self join person same on same.person = self.person
    join episode on episode.identity = same.identity and episode.kind in (${sql.join(workingKinds.map(kind => sql.lit(kind)))})
      and episode.ended_on is null and episode.known_to = 'infinity'
    left join worker on worker.worker = (episode.detail ->> 'worker')::bigint
    where self.identity = ${identity}
    order by array_position(array['socialWorkerAllocation', 'earlyHelpAllocation', 'personalAdviserAllocation', 'reviewingOfficerAllocation', 'coWorkerAllocation'], episode.kind)`.execute(
    database,
  )
  return rows
}

/** Whether the record of a person is restricted to named keepers. Asked only for a child whom the reader may open. */
export const isRestricted = async (database: Kysely<Tables>, context: Context, identity: number): Promise<boolean> => {
  const { rows } = await sql<{ readonly restricted: boolean }>`
    select exists (
      select 1 from person self join person same on same.person = self.person
      join restriction on restriction.identity = same.identity
      where self.identity = ${identity} and restriction.started_at <= ${context.now}::timestamptz
        and restriction.ended_at > ${context.now}::timestamptz) as restricted`.execute(database)
  return rows[0]?.restricted === true
}
