import { daysBetween } from '../../calendar/index.ts'
import type { CivilDate } from '../../calendar/index.ts'
import { actionsOf, changesOver, isUnchanged, timesMoved } from './changes.ts'
import type { Action, Goal, Plan } from './questions.ts'

type Standing = { readonly goal: Goal; readonly action: Action }

/** What the versions of a plan say of how it goes: what drift is told by. */
export type PlanStanding = {
  /** The day of the last version that changed anything; of the first, where none did. */
  readonly unchangedSince: CivilDate
  readonly daysUnchanged: number
  readonly actions: number
  readonly done: number
  /** Actions that are neither done nor dropped, and whose day has passed. The longest overdue first. */
  readonly overdue: readonly (Standing & { readonly days: number })[]
  /** Actions still to be done whose date was put off, with how many times. The most often first. */
  readonly moved: readonly (Standing & { readonly times: number })[]
}

/** Whether an action is still to be done. */
export const isOpen = ({ status }: Pick<Action, 'status'>): boolean => status !== 'done' && status !== 'dropped'

/** How a plan stands on a day, from its versions in this period, oldest first. Undefined where there is none. */
export const planStanding = (
  versions: readonly { readonly on: CivilDate; readonly plan: Plan }[],
  today: CivilDate,
): PlanStanding | undefined => {
  const current = versions.at(-1)
  const [first] = versions
  if (current === undefined || first === undefined) return undefined
  const plans = versions.map(({ plan }) => plan)
  const changed = versions.findLast(
    ({ plan }, index) => index > 0 && !isUnchanged(changesOver([plans[index - 1] ?? [], plan])),
  )
  const unchangedSince = (changed ?? first).on
  const found = actionsOf(current.plan)
  const open = found.filter(({ action }) => isOpen(action))
  return {
    unchangedSince,
    daysUnchanged: daysBetween(unchangedSince, today),
    actions: found.length,
    done: found.filter(({ action }) => action.status === 'done').length,
    overdue: open
      .flatMap(each =>
        each.action.by !== undefined && each.action.by < today
          ? [{ ...each, days: daysBetween(each.action.by, today) }]
          : [],
      )
      .sort((one, other) => other.days - one.days),
    moved: open
      .map(each => ({ ...each, times: timesMoved(plans, each.goal.key, each.action.key) }))
      .filter(({ times }) => times > 0)
      .sort((one, other) => other.times - one.times),
  }
}
