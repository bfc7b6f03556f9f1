import { isPlanKind } from '../../../journey/plans/index.ts'
import type { PlanKind } from '../../../journey/plans/index.ts'
import { key, path, wholeNumber } from '../../../web/path.ts'
import type { Part } from '../../../web/path.ts'

const kind: Part<PlanKind> = { read: text => (isPlanKind(text) ? text : undefined) }
const ofPlan = { child: wholeNumber, kind }

/** The pages of one plan of a child. A goal and an action are named by the keys they carry from version to version. */
export const planPaths = {
  changes: path('/children/:child/plans/:kind/changes', ofPlan),
  family: path('/children/:child/plans/:kind/for-the-family', ofPlan),
  action: path('/children/:child/plans/:kind/goals/:goal/actions/:action', { ...ofPlan, goal: key, action: key }),
}
