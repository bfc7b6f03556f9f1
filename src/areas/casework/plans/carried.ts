import {
  openPeriod,
  planFromWords,
  planInForce,
  planKindNames,
  planKindOf,
  planKinds,
  progressStep,
  visitsAskedByPlan,
} from '../../../journey/plans/index.ts'
import type { PlanKind } from '../../../journey/plans/index.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import type { Entry } from '../../../ledger/read.ts'
import type { ChildRecord } from '../child/record.ts'

type Recorded = Pick<ChildRecord, 'entries' | 'episodes'>

/** The kind of plan that a step is about: its own, or for progress the first that is in force and has goals. */
export const planKindOfStep = (record: Recorded, step: string): PlanKind | undefined =>
  step === progressStep
    ? planKindNames.find(kind => planInForce(record.entries, record.episodes, kind) !== undefined)
    : planKindOf(step, {})

/** Of a plan that was written in words before there were goals: its words as a first goal. */
const fromWords = ({ entries, episodes }: Recorded, kind: PlanKind) => {
  const since = openPeriod(episodes, kind)?.startedOn
  const steps: readonly string[] = planKinds[kind].steps
  if (since === undefined) return undefined
  for (const entry of entries) {
    const plan = steps.includes(entry.step) && entry.happenedOn >= since ? planFromWords(entry.answers) : undefined
    if (plan !== undefined) return plan
  }
  return undefined
}

/**
 * What a step that says what the plan is goes on from, so that nobody types it again: the plan in force, else the goals
 * of what it follows, else what an earlier plan said in words.
 */
export const planCarried = (
  { pathway }: Rules,
  record: Recorded,
  step: string,
  followed: Entry | undefined,
): Readonly<Record<string, unknown>> => {
  if (pathway.steps[step]?.fields.plan?.kind !== 'rows') return {}
  const kind = planKindOfStep(record, step)
  if (kind === undefined) return {}
  const plan =
    planInForce(record.entries, record.episodes, kind)?.plan ?? followed?.answers.plan ?? fromWords(record, kind)
  const visits = visitsAskedByPlan(record.entries, record.episodes, kind)
  return {
    ...(plan === undefined ? {} : { plan }),
    ...(visits === undefined ? {} : { visitEvery: visits.everyWorkingDays }),
    ...(step === progressStep ? { ofPlan: kind } : {}),
  }
}
