import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { rememberedFor } from '../../../access/remembered-for.ts'
import { mayKnowOf } from '../../../access/visibility.ts'
import type { Context } from '../../../access/context.ts'
import { inPostOn, teamBegunBy } from '../../../council/organisation.ts'
import { allocationKinds } from '../../../journey/allocation-parts.ts'
import { delaysInQuery } from '../../../ledger/delays.ts'
import type { Tables } from '../../../store/tables.ts'
import { counted, paths as shared } from '../../../web/index.ts'
import type { Glance } from '../../../web/glance.ts'
import { openEscalations } from '../meetings/escalations.ts'
import { paths as meetings } from '../meetings/paths.ts'
import { paths } from '../paths.ts'

/** How much is late about the children of a team, leaving out what waits on purpose. */
export type LateOfTeam = {
  readonly team: string
  readonly name: string
  readonly service: string
  readonly late: number
  readonly children: number
}

/** What is late by the team that holds the child, most first; of these services alone where they are named. */
export const lateByTeam = async (
  database: Kysely<Tables>,
  context: Context,
  services: readonly string[] | undefined,
): Promise<readonly LateOfTeam[]> => {
  const { rows } = await sql<LateOfTeam>`
    with delay as materialized (${delaysInQuery}),
    late as materialized (
      select (select person.person from person where person.identity = duty.identity) as person, duty.rule, duty.anchor
      from duty
      where duty.met_on is null and duty.lapsed_on is null and duty.known_to = 'infinity'
        and (duty.due_on < ${context.today}::date or duty.due_at < ${context.now}::timestamptz)
        and ${mayKnowOf(context, 'duty.identity')}),
    child as materialized (select distinct person from late),
    held as materialized (
      select child.person, coalesce(own.team, allocation.team) as team
      from child cross join lateral (
        select episode.detail ->> 'team' as team, (episode.detail ->> 'worker')::bigint as worker
        from person each join episode on episode.identity = each.identity
        where each.person = child.person and episode.kind in (${sql.join(allocationKinds.map(kind => sql.lit(kind)))})
          and episode.ended_on is null and episode.known_to = 'infinity' and episode.detail ? 'team'
        order by episode.started_on desc, episode.id limit 1) allocation
      -- Teams are made anew while children stay with their worker: the worker's own team answers for what is late.
      left join lateral (
        select post.team from post where post.worker = allocation.worker and post.team is not null
          and ${inPostOn('post', context.today)} order by post.started_on desc limit 1) own on true)
    select team.team, team.name, service.name as service, count(*)::int as late,
      count(distinct late.person)::int as children
    from late join held on held.person = late.person
    join lateral (
      select * from team where team.team = held.team and ${teamBegunBy('team', context.today)}
      order by team.started_on desc limit 1) team on true
    join service on service.service = team.service
    where not exists (select 1 from delay where delay.person = late.person and delay.rule = late.rule
        and delay.anchor = late.anchor and delay.until >= ${context.today}::date)
      ${services === undefined ? sql`` : sql`and team.service = any (${[...services]}::text[])`}
    group by team.team, team.name, service.name order by late desc, team.name`.execute(database)
  return rows
}

/** What is late, by team. */
export const whatIsLate: Glance = async ({ database, context }) => {
  const isDirector = context.role === 'director'
  const teams = await rememberedFor(database.sql, context, 'late by team', () =>
    lateByTeam(database.sql, context, isDirector ? undefined : context.services),
  )
  const all = teams.reduce((sum, { late }) => sum + late, 0)
  const byService = [...Map.groupBy(teams, ({ service }) => service)]
    .map(([service, own]) => ({ service, late: own.reduce((sum, { late }) => sum + late, 0) }))
    .sort((one, other) => other.late - one.late)
  return {
    question: 'late',
    says:
      all === 0
        ? 'Nothing is late.'
        : `${counted(all, 'piece of work', 'pieces of work')} ${all === 1 ? 'is' : 'are'} late${
            isDirector ? `: ${byService.map(({ service, late }) => `${service} ${late}`).join(', ')}` : ''
          }. What waits on purpose is left out.`,
    lines: teams.map(({ team, name, service, late, children }) => ({
      name,
      href: shared.teamCaseload({ team }),
      figure: `${late} late`,
      words: `${isDirector ? `${service}; ` : ''}${counted(children, 'child', 'children')}`,
      weight: late,
    })),
    ...(isDirector ? {} : { more: { text: 'All work that is late', href: paths.work({}, { when: 'overdue' }) } }),
  }
}

/** Escalations of chairs that are open. */
export const whichEscalationsWait: Glance = async ({ database, context }) => {
  const open = await rememberedFor(database.sql, context, 'open escalations', () =>
    openEscalations(database.sql, context),
  )
  const unanswered = open.filter(({ answeredOn }) => answeredOn === null)
  return {
    question: 'decisions',
    says: open.length === 0 ? 'No chair’s escalation is open.' : '',
    lines:
      open.length === 0
        ? []
        : [
            {
              name: 'Escalations',
              href: meetings.escalations(),
              figure: counted(open.length, 'escalation'),
              words: `${unanswered.length} without an answer yet`,
              weight: 1000 + open.length,
            },
          ],
  }
}
