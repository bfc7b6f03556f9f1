import type { CivilDate } from '../../calendar/index.ts'
import type { Action, Goal, Plan } from './questions.ts'

/** What became of an action between two versions of a plan. */
export type ActionMark = 'added' | 'removed' | 'done' | 'reopened' | 'dropped' | 'moved' | 'broughtForward' | 'changed'

export type ActionChange = {
  readonly goal: Goal
  /** As it stands now; as it stood, where it is gone. */
  readonly action: Action
  readonly before: Action | undefined
  readonly marks: readonly ActionMark[]
  /** How many times its date was put off on the way from one version to the other. */
  readonly timesMoved: number
}

/** What has changed between two versions of a plan. */
export type PlanChanges = {
  readonly added: readonly Goal[]
  readonly removed: readonly Goal[]
  readonly reworded: readonly { readonly before: Goal; readonly after: Goal }[]
  readonly actions: readonly ActionChange[]
}

type Found = { readonly goal: Goal; readonly action: Action }

const nameOf = ({ goal, action }: Found): string => `${goal.key} ${action.key}`

/** Every action of a plan with its goal. */
export const actionsOf = (plan: Plan): readonly Found[] =>
  plan.flatMap(goal => (goal.actions ?? []).map(action => ({ goal, action })))

const byName = (plan: Plan): ReadonlyMap<string, Found> =>
  new Map(actionsOf(plan).map(found => [nameOf(found), found] as const))

const byKey = (plan: Plan): ReadonlyMap<string, Goal> => new Map(plan.map(goal => [goal.key, goal] as const))

const isLater = (after: CivilDate | undefined, before: CivilDate | undefined): boolean =>
  after !== undefined && before !== undefined && after > before

/** How many times the date of an action was put off over versions of a plan, oldest first. */
export const timesMoved = (plans: readonly Plan[], goal: string, action: string): number => {
  const dates = plans.map(plan => byName(plan).get(`${goal} ${action}`)?.action.by)
  return dates.filter((date, index) => index > 0 && isLater(date, dates[index - 1])).length
}

const marksOf = (before: Action | undefined, after: Action): readonly ActionMark[] => {
  if (before === undefined) return ['added']
  const status = (to: Action['status']) => after.status === to && before.status !== to
  return [
    ...(status('done') ? (['done'] as const) : []),
    ...(before.status === 'done' && after.status !== 'done' ? (['reopened'] as const) : []),
    ...(status('dropped') ? (['dropped'] as const) : []),
    ...(isLater(after.by, before.by) ? (['moved'] as const) : []),
    ...(isLater(before.by, after.by) ? (['broughtForward'] as const) : []),
    ...(after.what !== before.what ||
    after.owner !== before.owner ||
    (after.by === undefined) !== (before.by === undefined) ||
    (after.status !== before.status && !status('done') && !status('dropped') && before.status !== 'done')
      ? (['changed'] as const)
      : []),
  ]
}

/**
 * What has changed over versions of a plan, from the first given to the last: by key, whatever the order of the rows.
 * Actions are compared by the goal they stand under.
 */
export const changesOver = (plans: readonly Plan[]): PlanChanges => {
  const [first = [], last = []] = [plans[0], plans.at(-1)]
  const [goalsBefore, goalsAfter] = [byKey(first), byKey(last)]
  const [before, after] = [byName(first), byName(last)]
  const moved = ({ goal, action }: Found) => timesMoved(plans, goal.key, action.key)
  const standing = [...after.values()].map(found => {
    const was = before.get(nameOf(found))?.action
    return { ...found, before: was, marks: marksOf(was, found.action), timesMoved: moved(found) }
  })
  const gone = [...before.values()]
    .filter(found => !after.has(nameOf(found)))
    .map(found => ({ ...found, before: found.action, marks: ['removed'] as const, timesMoved: moved(found) }))
  return {
    added: last.filter(({ key }) => !goalsBefore.has(key)),
    removed: first.filter(({ key }) => !goalsAfter.has(key)),
    reworded: last.flatMap(goal => {
      const was = goalsBefore.get(goal.key)
      return was !== undefined && (was.different !== goal.different || was.known !== goal.known)
        ? [{ before: was, after: goal }]
        : []
    }),
    actions: [...standing, ...gone].filter(({ marks, timesMoved: times }) => marks.length > 0 || times > 0),
  }
}

/** Whether nothing has changed. */
export const isUnchanged = ({ added, removed, reworded, actions }: PlanChanges): boolean =>
  added.length + removed.length + reworded.length + actions.length === 0
