import { roleMatrix } from '../../../access/role-matrix.ts'
import type { Context } from '../../../access/context.ts'
import type { Role } from '../../../journey/roles.ts'
import type { WorkScope } from './work-asked.ts'

/** Parts that have children allocated to themselves. */
const practitioners: readonly Role[] = [
  'socialWorker',
  'dutyWorker',
  'personalAdviser',
  'earlyHelpWorker',
  'conferenceChair',
]

/** The scopes of work that a part sees, the one it begins with first. */
export const scopesFor = ({ role }: Pick<Context, 'role'>): readonly WorkScope[] => {
  const { opens, unallocated } = roleMatrix[role]
  const isManager = role === 'teamManager' || role === 'serviceManager'
  return [
    ...(opens === 'service' ? (['service'] as const) : []),
    ...(role === 'teamManager' ? (['team'] as const) : []),
    ...(practitioners.includes(role) ? (['mine'] as const) : []),
    ...(opens === 'team' && !isManager ? (['team'] as const) : []),
    ...(role === 'conferenceChair' ? (['conferences'] as const) : []),
    ...(unallocated && (isManager || role === 'dutyWorker' || role === 'pointOfAccessWorker')
      ? (['waiting'] as const)
      : []),
  ]
}

/** Whether a part's list is of everybody's work about its children, or of the work that it records itself. */
export const seesAllWork = ({ role }: Pick<Context, 'role'>): boolean =>
  role === 'teamManager' || role === 'serviceManager' || role === 'businessSupport'

export const scopeTitles: Readonly<Record<WorkScope, string>> = {
  mine: 'Children allocated to me',
  team: 'My team',
  service: 'My service',
  waiting: 'Waiting to be allocated',
  conferences: 'Initial conferences that wait',
}
