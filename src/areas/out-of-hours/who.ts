import { dutyWatch } from '../../journey/steps/duty-watch.ts'
import { whoMayRecord } from '../../journey/step.ts'
import type { Permission } from '../../web/index.ts'

/** Those who read the duty team’s board: the duty team, and managers. Which children they see there is asked of each. */
export const seesTheNight: Permission = ({ role }) =>
  role === 'dutyWorker' || role === 'teamManager' || role === 'serviceManager' || role === 'director'

/** Those who work with children and so take over what was done at night, or tell the duty team of a child. */
export const worksWithChildren: Permission = ({ role, today }) => whoMayRecord(dutyWatch, today).includes(role)

/** Those who read the roster: everybody who may need the duty team. */
export const seesTheRoster: Permission = context => seesTheNight(context) || worksWithChildren(context)
