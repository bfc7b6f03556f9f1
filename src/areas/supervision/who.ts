import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Context } from '../../access/context.ts'
import { teamOn } from '../../council/organisation.ts'
import type { Role } from '../../journey/roles.ts'
import type { Permission } from '../../web/index.ts'

/** The parts whose holders are supervised about children. */
export const supervisedRoles = ['socialWorker', 'personalAdviser', 'earlyHelpWorker'] as const satisfies readonly Role[]

/** Managers: of a team, of a service, of all. */
export const manages: Permission = ({ role }) =>
  role === 'teamManager' || role === 'serviceManager' || role === 'director'

/** Managers who supervise and so record it. */
export const supervises: Permission = ({ role }) => role === 'teamManager' || role === 'serviceManager'

export const isSupervised: Permission = ({ role }) => supervisedRoles.some(each => each === role)

export const seesSupervision: Permission = context => manages(context) || isSupervised(context)

/** The teams whose workers a manager supervises or answers for, as an array in a query. */
export const teamsManaged = (context: Context): RawBuilder<readonly string[]> => {
  const today = teamOn('team', context.today)
  if (context.role === 'teamManager') return sql`${[...context.teams]}::text[]`
  if (context.role === 'serviceManager')
    return sql`array(select team.team from team where team.service = any (${[...context.services]}::text[]) and ${today})`
  return context.role === 'director' ? sql`array(select team.team from team where ${today})` : sql`'{}'::text[]`
}
