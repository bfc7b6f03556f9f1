import { inWords } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { actionStatuses, isOpen } from '../../../journey/plans/index.ts'
import type {
  Action,
  ActionChange,
  ActionMark,
  ActionStatus,
  PlanChanges,
  PlanStanding,
} from '../../../journey/plans/index.ts'
import { counted } from '../../../web/index.ts'

/** `once`, `twice`, `3 times`. */
export const timesInWords = (times: number): string => (times === 1 ? 'once' : times === 2 ? 'twice' : `${times} times`)

/** How long an action is overdue, in words; empty where it is not. */
export const latenessOf = ({ by, status }: Action, overdue: number | undefined): string =>
  overdue === undefined || by === undefined || !isOpen({ status }) ? '' : `${counted(overdue, 'day')} late`

/** How a plan stands, in a sentence or two. */
export const standingInWords = (standing: PlanStanding, today: CivilDate): string => {
  const { unchangedSince, daysUnchanged, actions, done, overdue, moved } = standing
  const since =
    unchangedSince === today
      ? 'Changed today'
      : `Unchanged since ${inWords(unchangedSince)} (${counted(daysUnchanged, 'day')})`
  const often = moved.filter(({ times }) => times > 1)
  return [
    `${since}.`,
    actions === 0 ? 'No action is agreed yet.' : `${done} of ${counted(actions, 'action')} done.`,
    overdue.length === 0 ? '' : `${overdue.length} late.`,
    often.length === 0 ? '' : `${often.length} put off more than once.`,
  ]
    .filter(words => words !== '')
    .join(' ')
}

const marks: Readonly<Record<ActionMark, string>> = {
  added: 'Added',
  removed: 'Taken out',
  done: 'Done',
  reopened: 'Not done after all',
  dropped: 'Dropped',
  moved: 'Put off',
  broughtForward: 'Brought forward',
  changed: 'Changed',
}

/** A line of what has changed: the mark in a word or two, what it is about, what exactly, and under which goal. */
export type ChangeLine = {
  readonly mark: string
  readonly kind: ActionMark | 'goalAdded' | 'goalRemoved' | 'goalReworded'
  readonly words: string
  readonly detail: string
  readonly goal: string
}

const day = (by: CivilDate | undefined): string => (by === undefined ? 'no date' : inWords(by))

const detailsOf = ({ before, action, marks: became, timesMoved }: ActionChange): string => {
  if (before === undefined)
    return [action.owner, action.by === undefined ? '' : `by ${inWords(action.by)}`].filter(Boolean).join(', ')
  const moved = timesMoved > 1 ? `; put off ${timesInWords(timesMoved)} in this time` : ''
  return [
    before.what === action.what ? '' : `was: ${before.what}`,
    before.owner === action.owner ? '' : `now with ${action.owner}, before with ${before.owner}`,
    before.by === action.by ? '' : `from ${day(before.by)} to ${day(action.by)}${moved}`,
    before.status === action.status ||
    became.includes('done') ||
    became.includes('dropped') ||
    (became.includes('moved') && action.status === 'moved')
      ? ''
      : `now ${actionStatuses[action.status].toLowerCase()}`,
  ]
    .filter(words => words !== '')
    .join('; ')
}

const lineOf = (change: ActionChange): ChangeLine => {
  const { action, goal } = change
  const named = change.marks.length > 1 ? change.marks.filter(mark => mark !== 'changed') : change.marks
  const [kind = 'moved'] = named
  return {
    mark:
      named.length === 0
        ? 'Put off and back'
        : named.map((mark, index) => (index === 0 ? marks[mark] : marks[mark].toLowerCase())).join(', '),
    kind,
    words: action.what,
    detail: kind === 'removed' ? '' : detailsOf(change),
    goal: goal.different,
  }
}

/** What has changed between two versions of a plan, a line each: goals first, then actions. */
export const changesInWords = ({ added, removed, reworded, actions }: PlanChanges): readonly ChangeLine[] => {
  const ofGoal = (kind: ChangeLine['kind'], mark: string, words: string, detail = ''): ChangeLine => ({
    kind,
    mark,
    words,
    detail,
    goal: '',
  })
  return [
    ...added.map(({ different }) => ofGoal('goalAdded', 'New goal', different)),
    ...removed.map(({ different }) => ofGoal('goalRemoved', 'Goal taken out', different)),
    ...reworded.map(({ before, after }) =>
      ofGoal(
        'goalReworded',
        'Goal in other words',
        after.different,
        before.different === after.different
          ? `how we will know: ${after.known ?? 'no longer said'}`
          : `was: ${before.different}`,
      ),
    ),
    ...actions.map(lineOf),
  ]
}

/** How an action stands, for the family: no word of the office. */
export const statusForFamilies: Readonly<Record<ActionStatus, string>> = {
  notStarted: 'Not started yet',
  underWay: 'Being done now',
  done: 'Done',
  moved: 'Later than we planned',
  dropped: 'Not needed any more',
}
