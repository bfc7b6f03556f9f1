import { sql } from 'kysely'
import { rememberedFor } from '../../../access/remembered-for.ts'
import { inPostOn, teamOn } from '../../../council/organisation.ts'
import type { Family } from '../../../journey/step.ts'
import { paths as shared } from '../../../web/paths.ts'
import type { Asked } from '../../../web/index.ts'
import { paths } from '../paths.ts'
import { dueLines } from '../my-work/due.ts'
import { scopesFor } from '../work/scopes.ts'
import { workDue } from '../work/work-due.ts'

/** Of the work that waits for somebody, so many lines stand on a home. */
const mostWaiting = 5

/** Who is in each team of a manager: advisers and early help workers have work of their own, whoever else is with them. */
const teamsOf = async ({ database, context }: Asked) => {
  const { teams, services, today, role } = context
  const { rows } = await sql<{ readonly advises: boolean; readonly helpsEarly: boolean }>`
    select bool_or(post.role = 'personalAdviser') as advises, bool_or(post.role = 'earlyHelpWorker') as "helpsEarly"
    from team join post using (team)
    where ${teamOn('team', today)} and ${inPostOn('post', today)}
      and ${role === 'serviceManager' ? sql`team.service = any (${[...services]}::text[])` : sql`team.team = any (${[...teams]}::text[])`}
      and post.role in ('personalAdviser', 'earlyHelpWorker', 'socialWorker')
    group by team.team`.execute(database.sql)
  return rows
}

/** The work that the teams of a manager take on; all of it where nobody in them holds children. */
const stepsTakenOn = async (asked: Asked): Promise<readonly string[] | undefined> => {
  const teams = await teamsOf(asked)
  if (teams.length === 0) return undefined
  const takesOn = (family: Family): boolean =>
    teams.some(({ advises, helpsEarly }) =>
      family === 'leavingCare' ? advises : family === 'earlyHelp' ? helpsEarly && !advises : !advises && !helpsEarly,
    )
  return Object.entries(asked.rules.pathway.steps).flatMap(([name, { family }]) => (takesOn(family) ? [name] : []))
}

/**
 * What waits for somebody to be allocated, on the home of one who has other work before it: for a manager of the kind that
 * their teams do, for others of every kind. Undefined for whoever allocates nobody.
 */
export const homeWaiting = async (asked: Asked) => {
  const { database, context, rules } = asked
  const scopes = scopesFor(context)
  if (!scopes.includes('waiting') || scopes[0] === 'waiting') return undefined
  const isManager = context.role === 'teamManager' || context.role === 'serviceManager'
  const { isOfKind, rows, counts } = await rememberedFor(database.sql, context, 'work that waits', async () => {
    const steps = isManager ? await stepsTakenOn(asked) : undefined
    const kind = steps === undefined ? {} : { steps }
    const found = await workDue(database.sql, context, { scope: 'waiting', ...kind, perPage: mostWaiting })
    return { ...found, isOfKind: steps !== undefined }
  })
  return {
    isOfKind,
    duties: dueLines(rules, context, rows),
    children: counts.children,
    href: paths.work({}, { scope: 'waiting' }),
    allocateHref: isManager ? shared.waiting() : undefined,
  }
}
