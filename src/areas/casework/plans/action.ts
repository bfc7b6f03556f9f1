import { contextAt } from '../../../access/context.ts'
import { inWords } from '../../../calendar/index.ts'
import { nextMoment } from '../../../council/clock.ts'
import { actionStatuses, planInForce, progressStep } from '../../../journey/plans/index.ts'
import type { Action, Plan, PlanKind } from '../../../journey/plans/index.ts'
import { choice, date, optional, prose } from '../../../journey/fields.ts'
import { entriesAbout, episodesAbout, subjectsOf } from '../../../ledger/read.ts'
import { record as writeEntry } from '../../../ledger/record.ts'
import { Refusal } from '../../../ledger/refusal.ts'
import { readQuestions, showQuestions } from '../../../web/forms/questions.ts'
import { typedOf } from '../../../web/forms/index.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { notFound, page, redirect, refused, textOf } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { frameOf } from '../child/frame.ts'
import { childRecord } from '../child/record.ts'
import type { ChildRecord } from '../child/record.ts'
import { paths } from '../paths.ts'
import { stepToRecord } from '../recording/state.ts'
import type { Version } from './versions.ts'
import type { ForChild } from './page.ts'

type ForAction = ForChild & {
  readonly params: { readonly kind: PlanKind; readonly goal: string; readonly action: string }
}

const questions = {
  status: choice('How it stands now', actionStatuses),
  by: optional(date('By when now', { mayBeInFuture: true, hint: 'Where it moves to another day' })),
  changedOn: date('Since when it is so'),
  why: optional(prose('Why', { hint: 'What was in the way, or how it was done', longest: 2000 })),
}

type Found = {
  readonly record: ChildRecord
  readonly version: Version
  readonly goal: Plan[number]
  readonly action: Action
}

const findAction = async (asked: ForAction): Promise<Found | undefined> => {
  const { kind, goal: goalKey, action: actionKey } = asked.params
  const record = await childRecord(asked)
  const version = planInForce(record.entries, record.episodes, kind)
  const goal = version?.plan.find(({ key }) => key === goalKey)
  const action = goal?.actions?.find(({ key }) => key === actionKey)
  return version === undefined || goal === undefined || action === undefined
    ? undefined
    : { record, version, goal, action }
}

const show = (
  { rules, context, child }: ForAction,
  { record, version, goal, action }: Found,
  typed: Typed,
  problems: Readonly<Record<string, string>>,
  status: 200 | 409 | 422 = 200,
): Answer => {
  const { views, errors } = showQuestions(questions, typed, problems, context.today)
  return page(
    'areas/casework/plans/action.njk',
    {
      title: 'An action of a plan',
      frame: frameOf(rules, context, record, 'plans'),
      goal: goal.different,
      action: { ...action, status: actionStatuses[action.status] },
      version: version.entry.entry,
      questions: views,
      errors,
      back: paths.plans({ child }),
    },
    { status },
  )
}

/** The page on which one action is marked as done, moved or dropped, without touching the rest of the plan. */
export const showAction = async (asked: ForAction): Promise<Answer> => {
  if (stepToRecord(asked.rules, asked.context, progressStep) === undefined) return refused()
  const found = await findAction(asked)
  if (found === undefined) return notFound()
  const { action } = found
  const typed: Typed = {
    ...typedOf('status', questions.status, action.status),
    ...typedOf('by', questions.by, action.by),
    ...typedOf('changedOn', questions.changedOn, asked.context.today),
  }
  return show(asked, found, typed, {})
}

type Answered = {
  readonly status: Action['status']
  readonly by: string | undefined
  readonly changedOn: string
  readonly why: string | undefined
}

/** What cannot be, beside what each question says for itself. */
const faultsOf = (
  { version, action }: Found,
  { status, by, changedOn }: Answered,
): Readonly<Record<string, string>> => {
  if (changedOn < version.on)
    return { changedOn: `Since when it is so cannot be before ${inWords(version.on)}, when the plan was last changed` }
  if (status === 'moved' && (by === undefined || by === action.by)) return { by: 'Enter the day to which it moves' }
  if (status === action.status && by === action.by)
    return { status: 'This is how it stands already: choose what is different now' }
  return {}
}

/** The same plan with one action as it stands now. */
const withAction = (plan: Plan, { goal, action }: Found, { status, by }: Answered): Plan =>
  plan.map(each =>
    each.key === goal.key
      ? {
          ...each,
          actions: (each.actions ?? []).map(own => {
            if (own.key !== action.key) return own
            const { key, what, owner } = own
            return { key, what, owner, status, ...(by === undefined ? {} : { by }) }
          }),
        }
      : each,
  )

/** The children whose plan this is: the one whose page it is, and brothers and sisters of the same version who open too. */
const sharersOf = async (
  { database, context, child, params }: ForAction,
  { record, version }: Found,
): Promise<readonly number[]> => {
  const subjects = await subjectsOf(database.sql, context, version.entry.entry)
  const siblings = record.siblings.filter(({ identity }) => subjects.some(each => each.identity === identity))
  const theirs = await Promise.all(
    siblings.map(async ({ identity }) => {
      const [entries, episodes] = await Promise.all([
        entriesAbout(database.sql, context, identity),
        episodesAbout(database.sql, context, identity),
      ])
      const same = planInForce(entries, episodes, params.kind)?.entry.entry === version.entry.entry
      return same ? [identity] : []
    }),
  )
  return [child, ...theirs.flat()]
}

/** Marks the action: one entry, which is the next version of the plan of every child who shares it. */
export const changeAction = async (asked: ForAction): Promise<Answer> => {
  const { database, context, child, form, params, rules } = asked
  if (stepToRecord(rules, context, progressStep) === undefined) return refused()
  const found = await findAction(asked)
  if (found === undefined) return notFound()
  const { values, problems, typed } = readQuestions(questions, form, context.today)
  if (Object.keys(problems).length > 0) return show(asked, found, typed, problems, 422)
  if (textOf(form.version) !== String(found.version.entry.entry))
    return show(
      asked,
      found,
      typed,
      {
        status: 'Somebody changed this plan while you were writing. How it stands now is above; what you chose is kept',
      },
      409,
    )
  const answered = values as Answered
  const faults = faultsOf(found, answered)
  if (Object.keys(faults).length > 0) return show(asked, found, typed, faults, 422)
  const subjects = await sharersOf(asked, found)
  const at = contextAt(context, await nextMoment(database.sql))
  try {
    await writeEntry(asked, at, {
      step: progressStep,
      subjects: subjects.map(identity => ({ identity })),
      outcome: 'recorded',
      follows: found.version.entry.entry,
      answers: {
        changedOn: answered.changedOn,
        ofPlan: params.kind,
        plan: withAction(found.version.plan, found, answered),
        ...(answered.why === undefined ? {} : { why: answered.why }),
      },
    })
  } catch (error) {
    if (error instanceof Refusal) return show(asked, found, typed, { status: error.message }, 422)
    throw error
  }
  return redirect(paths.plans({ child }, { updated: 1 }))
}
