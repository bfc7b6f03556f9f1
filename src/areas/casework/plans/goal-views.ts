import type { CivilDate } from '../../../calendar/index.ts'
import { actionStatuses, planStanding } from '../../../journey/plans/index.ts'
import type { Goal } from '../../../journey/plans/index.ts'
import { latenessOf, timesInWords } from './in-words.ts'
import type { Version } from './versions.ts'

/** An action as the page shows it. */
export type ActionView = {
  readonly what: string
  readonly owner: string
  readonly by: CivilDate | undefined
  readonly status: string
  readonly statusName: string
  readonly late: string
  readonly moved: string
  /** Where it is marked as done or moved, for one who may. */
  readonly href: string | undefined
}

export type GoalView = {
  readonly different: string
  readonly known: string | undefined
  readonly actions: readonly ActionView[]
}

/** Goals with their actions, what is late and what was put off marked. */
export const goalViews = (
  versions: readonly Version[],
  today: CivilDate,
  linkOf: (goal: Goal, action: string) => string | undefined,
): readonly GoalView[] => {
  const standing = planStanding(versions, today)
  return (versions.at(-1)?.plan ?? []).map(goal => ({
    different: goal.different,
    known: goal.known,
    actions: (goal.actions ?? []).map(action => {
      const isThis = (each: { readonly goal: Goal; readonly action: { readonly key: string } }) =>
        each.goal.key === goal.key && each.action.key === action.key
      const times = standing?.moved.find(isThis)?.times ?? 0
      return {
        what: action.what,
        owner: action.owner,
        by: action.by,
        status: actionStatuses[action.status],
        statusName: action.status,
        late: latenessOf(action, standing?.overdue.find(isThis)?.days),
        moved: times === 0 ? '' : `put off ${timesInWords(times)}`,
        href: linkOf(goal, action.key),
      }
    }),
  }))
}
