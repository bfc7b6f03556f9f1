import { choice, count, date, optional, otherwise, prose, text } from '../fields.ts'
import type { Field } from '../field.ts'
import { optionalRows, rows } from '../rows.ts'
import type { Row } from '../rows.ts'

/** How an action of a plan stands. */
export const actionStatuses = {
  notStarted: 'Not started',
  underWay: 'Under way',
  done: 'Done',
  moved: 'Moved to a later date',
  dropped: 'Dropped',
} as const

export type ActionStatus = keyof typeof actionStatuses

const action = {
  what: text('What will be done', { longest: 500 }),
  owner: text('Who does it'),
  by: optional(date('By when', { mayBeInFuture: true })),
  status: otherwise(choice('How it stands', actionStatuses), 'notStarted'),
} as const

const goal = {
  different: prose('What will be different', { longest: 1000 }),
  actions: optionalRows(rows('Actions', { columns: action, one: 'Action', offered: 2, most: 12 })),
  known: optional(text('How we will know', { longest: 500 })),
} as const

/** Something that will be different, what is done for it, and how it will be known. */
export type Goal = Row<typeof goal>
export type Action = Row<typeof action>
export type Plan = readonly Goal[]

/** The goals of a plan with their actions: the whole plan as it stands from now on. */
export const plan = rows(
  'Goals and actions',
  {
    columns: goal,
    one: 'Goal',
    offered: 2,
    most: 12,
    missing: 'A plan needs at least one goal: say what will be different',
  },
  {
    hint: 'The whole plan as it stands from now on. Who does something may be mother, school, social worker, or a name. Leave empty what you do not need',
  },
)

/** More than half a year between visits is no rhythm of visits. */
const mostWorkingDays = 130

/** Fewer working days between visits than policy asks for, where a child's own plan says so. */
export const visitEvery: Field<number | undefined, 'number'> = (() => {
  const asked = count('The child is visited at least every so many working days', {
    hint: 'Where the plan asks for more visits than usual: 5 is once a week',
  })
  return optional({
    ...asked,
    read: (raw, moment) => {
      const reading = asked.read(raw, moment)
      return 'value' in reading && (reading.value < 1 || reading.value > mostWorkingDays)
        ? { problem: `${asked.ask}: from 1 to ${mostWorkingDays}` }
        : reading
    },
  })
})()

/** What the child and the family say of a plan. */
export const planViews = {
  childsView: optional(prose('What the child says')),
  familysView: optional(prose('What the family says')),
} as const

/** What is asked about any plan where it is agreed or revised, beside its date. */
export const planQuestions = { plan, visitEvery, ...planViews } as const

/** The same where a meeting may change the plan and need not. */
export const planFromNowOn = { plan: optionalRows(plan), visitEvery } as const
