import type { CivilDate } from '../../../calendar/index.ts'
import { changesOver, planKinds, progressStep } from '../../../journey/plans/index.ts'
import type { Plan } from '../../../journey/plans/index.ts'
import type { Entry } from '../../../ledger/read.ts'
import type { ChildRecord } from '../child/record.ts'
import { planKindOfStep } from './carried.ts'
import { changesInWords } from './in-words.ts'
import type { ChangeLine } from './in-words.ts'
import { goalViews } from './goal-views.ts'
import { inForceOf } from './versions.ts'
import type { GoalView } from './goal-views.ts'
import { planPaths } from './paths.ts'

/** The plan in force, to stand beside a review or a revision of it, and what has changed since the last of its kind. */
export type PlanBeside = {
  readonly title: string
  readonly on: CivilDate
  readonly goals: readonly GoalView[]
  readonly since: { readonly on: CivilDate; readonly lines: readonly ChangeLine[] } | undefined
  readonly changes: string
}

/** What stands beside a step that may say what the plan is; `last` is the entry of its kind before. */
export const planBeside = (
  record: ChildRecord,
  step: string,
  last: Entry | undefined,
  today: CivilDate,
): PlanBeside | undefined => {
  const kind = planKindOfStep(record, step)
  if (kind === undefined) return undefined
  const { versions } = inForceOf(record, kind)
  const current = versions.at(-1)
  if (current === undefined) return undefined
  // What stood when the last one was over: the version it said itself, or the one that it found.
  const before = versions.findLastIndex(
    ({ entry, on }) => last !== undefined && (entry.entry === last.entry || on < last.happenedOn),
  )
  return {
    title: planKinds[kind].title,
    on: current.on,
    goals: goalViews(versions, today, () => undefined),
    since:
      last === undefined || before === -1
        ? undefined
        : {
            on: last.happenedOn,
            lines: changesInWords(changesOver(versions.slice(before).map(({ plan }) => plan))),
          },
    changes: planPaths.changes({ child: record.child, kind }),
  }
}

/**
 * What recording a step will change in the plan in force: shown before it is recorded, so that nobody undoes unseen what
 * somebody else has marked meanwhile. Undefined where it says nothing of a plan.
 */
export const changesByRecording = (
  record: ChildRecord,
  step: string,
  answers: Readonly<Record<string, unknown>>,
): readonly ChangeLine[] | undefined => {
  const kind = step === progressStep ? answers.ofPlan : planKindOfStep(record, step)
  if (typeof kind !== 'string' || !Object.hasOwn(planKinds, kind) || !Array.isArray(answers.plan)) return undefined
  const current = inForceOf(record, kind as keyof typeof planKinds).versions.at(-1)
  return current === undefined ? undefined : changesInWords(changesOver([current.plan, answers.plan as Plan]))
}
