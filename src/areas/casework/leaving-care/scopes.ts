import type { Context } from '../../../access/context.ts'
import { roleMatrix } from '../../../access/role-matrix.ts'
import type { Role } from '../../../journey/roles.ts'
import type { LeavingCareScope } from './young-people.ts'

const leavingCare = 'leaving-care'

const byRole: Readonly<Partial<Record<Role, readonly LeavingCareScope[]>>> = {
  personalAdviser: ['mine', 'team'],
  teamManager: ['team'],
  serviceManager: ['service'],
  businessSupport: ['team'],
  auditor: ['county'],
  analyst: ['county'],
  informationGovernance: ['county'],
  director: ['county'],
}

/**
 * Whose young people a part sees, the scope it begins with first. Managers and business support see them where their
 * teams are those of leaving care; a social worker’s young people are among the children allocated.
 */
export const scopesFor = ({ role, services }: Pick<Context, 'role' | 'services'>): readonly LeavingCareScope[] => {
  const scopes = byRole[role] ?? []
  const byTeam = role === 'teamManager' || role === 'serviceManager' || role === 'businessSupport'
  return byTeam && !services.includes(leavingCare) ? [] : scopes
}

export const seesLeavingCare = (context: Context): boolean => scopesFor(context).length > 0

/** Whether records open from the list at all, or the list is all that the part sees. */
export const opensRecords = ({ role }: Pick<Context, 'role'>): boolean => roleMatrix[role].opens !== 'none'

export const scopeTitles: Readonly<Record<LeavingCareScope, string>> = {
  mine: 'My young people',
  team: 'My team',
  service: 'My service',
  county: 'The county',
}
