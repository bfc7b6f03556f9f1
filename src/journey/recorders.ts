import { inForce } from './law.ts'
import type { Role } from './roles.ts'
import type { Recorders } from './step.ts'

/** Who decides about the work of a team. */
export const managers = ['teamManager', 'serviceManager'] as const satisfies readonly Role[]

/** Beside the date of what a manager authorises. */
export const managersDay =
  'Leave it open where you send this to a manager: it is then the day on which they authorise it'

/** Groups of roles that may record alike. */
export const frontDoorStaff: readonly Role[] = ['pointOfAccessWorker', 'dutyWorker', 'socialWorker', ...managers]
export const socialWorkers: readonly Role[] = ['socialWorker', 'dutyWorker', ...managers]
export const earlyHelpStaff: readonly Role[] = ['earlyHelpWorker', ...managers]
export const leavingCareStaff: readonly Role[] = ['personalAdviser', 'socialWorker', ...managers]
export const reviewingStaff: readonly Role[] = ['conferenceChair', 'businessSupport']
export const anyPractitioner: readonly Role[] = [
  'pointOfAccessWorker',
  'dutyWorker',
  'socialWorker',
  'personalAdviser',
  'earlyHelpWorker',
  'conferenceChair',
  'businessSupport',
  ...managers,
]

/** Work with children in need under section 17: social workers, and lead practitioners of other professions since 2023. */
export const childInNeedRecorders: Recorders = {
  record: socialWorkers,
  later: inForce([
    {
      from: '2023-12-15',
      record: ['earlyHelpWorker'],
      basis:
        'Working Together 2023: the lead practitioner for a child in need under section 17 need not be a social worker',
    },
  ]),
}
