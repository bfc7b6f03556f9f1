import type { Context } from '../../access/context.ts'
import type { Role } from '../../journey/roles.ts'

/** The parts that hold children in a caseload. */
const holdingRoles = ['socialWorker', 'personalAdviser', 'earlyHelpWorker'] as const satisfies readonly Role[]

export type HoldingRole = (typeof holdingRoles)[number]

export const isHoldingRole = (role: string): role is HoldingRole => holdingRoles.some(each => each === role)

/** Who manages workers and so allocates to them. */
export const allocates = ({ role }: Pick<Context, 'role'>): boolean =>
  role === 'teamManager' || role === 'serviceManager'

/** Who sees the loads of all workers. */
export const seesCaseloads = (context: Pick<Context, 'role'>): boolean =>
  allocates(context) || context.role === 'director' || context.role === 'auditor' || context.role === 'analyst'

/** Who has a caseload. */
export const holdsChildren = ({ role }: Pick<Context, 'role'>): boolean => isHoldingRole(role)

/** Who asks for transfers and answers them. */
export const passesChildrenOn = (context: Pick<Context, 'role'>): boolean =>
  allocates(context) || holdsChildren(context)
