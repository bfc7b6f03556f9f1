import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { mayKnowOf } from '../../../access/visibility.ts'
import type { Context } from '../../../access/context.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { teamBegunBy } from '../../../council/organisation.ts'
import { allocationKinds } from '../../../journey/allocation-parts.ts'
import { nameInQuery } from '../../../people/index.ts'
import type { Tables } from '../../../store/tables.ts'
import { visitSteps } from './kinds.ts'
import type { VisitScope } from './standing-asked.ts'

/** A visit for which a day has been agreed and which has not been recorded yet. */
export type PlannedRow = {
  readonly identity: number
  readonly name: string
  readonly bornOn: CivilDate | null
  readonly step: string
  readonly on: CivilDate
  readonly at: string | null
  readonly entry: number
  readonly worker: string | null
}

const inScope = (scope: VisitScope, context: Context) => {
  switch (scope) {
    case 'county':
      return sql`true`
    case 'mine':
      return sql`held.detail ->> 'worker' = ${String(context.worker)}`
    case 'team':
      return sql`held.detail ->> 'team' = any (${[...context.teams]}::text[])`
    case 'service':
      return sql`held.detail ->> 'team' = any (array(select team.team from team
        where team.service = any (${[...context.services]}::text[]) and ${teamBegunBy('team', context.today)}))`
  }
}

/** The planned visits of a scope, soonest first, a row a child. */
export const plannedVisits = async (
  database: Kysely<Tables>,
  context: Context,
  scope: VisitScope,
  most: number,
): Promise<readonly PlannedRow[]> => {
  const steps = sql.join(visitSteps.map(step => sql.lit(step)))
  const { rows } = await sql<PlannedRow>`
    with planned as materialized (
      select person.person, duty.step, duty.due_on, duty.anchor, min(duty.identity) as identity
      from duty join person on person.identity = duty.identity
      where duty.step in (${steps}) and duty.rule = duty.step
        and duty.met_on is null and duty.lapsed_on is null and duty.known_to = 'infinity'
        and ${mayKnowOf(context, 'duty.identity')}
        and exists (select from episode held where held.identity = duty.identity
          and held.kind in (${sql.join(allocationKinds.map(kind => sql.lit(kind)))}) and held.ended_on is null
          and held.known_to = 'infinity' and ${inScope(scope, context)})
      group by person.person, duty.step, duty.due_on, duty.anchor
      order by duty.due_on, person.person limit ${most})
    select planned.person as identity, ${nameInQuery('version')} as name, version.born_on as "bornOn", planned.step,
      planned.due_on as "on", entry.answers ->> 'visitAt' as at, planned.anchor as entry,
      (select worker.given || ' ' || worker.family from episode held join worker on worker.worker = held.worker
        where held.identity = planned.identity and held.kind = 'socialWorkerAllocation' and held.ended_on is null
          and held.known_to = 'infinity' limit 1) as worker
    from planned
    join identity_version version on version.identity = planned.identity and version.known_to = 'infinity'
    left join entry on entry.lineage = planned.anchor and entry.superseded_at = 'infinity'
    order by planned.due_on, entry.answers ->> 'visitAt' nulls last, planned.person`.execute(database)
  return rows
}
