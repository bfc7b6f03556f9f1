import type { CivilDate } from '../../calendar/index.ts'
import { planKindOf, planKinds } from './kinds.ts'
import type { PlanKind } from './kinds.ts'
import type { Plan } from './questions.ts'

/** What is read of an entry: it happened on a day and answered questions. */
export type PlanEntry = {
  readonly entry: number
  readonly step: string
  readonly happenedOn: CivilDate
  readonly answers: Readonly<Record<string, unknown>>
}

/** A period in which a plan is in force. */
export type PlanPeriod = { readonly kind: string; readonly startedOn: CivilDate; readonly endedOn: CivilDate | null }

/** The plan as one entry says it is from a day on. */
export type PlanVersion<Entry extends PlanEntry = PlanEntry> = {
  readonly kind: PlanKind
  readonly on: CivilDate
  readonly plan: Plan
  readonly entry: Entry
}

/** The goals that an entry holds; undefined where it holds none. What is stored as rows was read as such. */
export const planIn = ({ answers }: Pick<PlanEntry, 'answers'>): Plan | undefined =>
  Array.isArray(answers.plan) && answers.plan.length > 0 ? (answers.plan as Plan) : undefined

const inOrder = (one: PlanEntry, other: PlanEntry): number =>
  one.happenedOn < other.happenedOn ? -1 : one.happenedOn > other.happenedOn ? 1 : one.entry - other.entry

/** The versions of one kind of plan among the entries of a child, oldest first. Entries may come in any order. */
export const planVersions = <Entry extends PlanEntry>(
  entries: readonly Entry[],
  kind: PlanKind,
): readonly PlanVersion<Entry>[] =>
  entries
    .filter(entry => planKindOf(entry.step, entry.answers) === kind)
    .flatMap(entry => {
      const plan = planIn(entry)
      return plan === undefined ? [] : [{ kind, on: entry.happenedOn, plan, entry }]
    })
    .sort((one, other) => inOrder(one.entry, other.entry))

/** The versions since a day, oldest first: those of the plan that is in force since then. */
export const versionsSince = <Entry extends PlanEntry>(
  versions: readonly PlanVersion<Entry>[],
  startedOn: CivilDate,
): readonly PlanVersion<Entry>[] => versions.filter(({ on }) => on >= startedOn)

/** The period of a kind that is open, if there is one. */
export const openPeriod = <Period extends PlanPeriod>(periods: readonly Period[], kind: PlanKind): Period | undefined =>
  periods.find(each => each.kind === planKinds[kind].episode && each.endedOn === null)

/** The plan in force: the latest version since its period began. Undefined where there is no period or no version in it. */
export const planInForce = <Entry extends PlanEntry>(
  entries: readonly Entry[],
  periods: readonly PlanPeriod[],
  kind: PlanKind,
): PlanVersion<Entry> | undefined => {
  const period = openPeriod(periods, kind)
  return period === undefined ? undefined : versionsSince(planVersions(entries, kind), period.startedOn).at(-1)
}

/**
 * How often the child's own plan in force asks for visits, in working days: the latest answer since the plan began.
 * Undefined where it leaves that to policy.
 */
export const visitsAskedByPlan = (
  entries: readonly PlanEntry[],
  periods: readonly PlanPeriod[],
  kind: PlanKind,
): { readonly everyWorkingDays: number; readonly since: CivilDate; readonly entry: number } | undefined => {
  const period = openPeriod(periods, kind)
  if (period === undefined) return undefined
  const asking = entries
    .filter(entry => planKindOf(entry.step, entry.answers) === kind && entry.happenedOn >= period.startedOn)
    .sort(inOrder)
    .findLast(({ answers }) => typeof answers.visitEvery === 'number')
  const days = asking?.answers.visitEvery
  return asking === undefined || typeof days !== 'number'
    ? undefined
    : { everyWorkingDays: days, since: asking.happenedOn, entry: asking.entry }
}

/** What a plan of before, written in words, says in answer to questions that are no longer asked. */
const wordsOfBefore = (answers: Readonly<Record<string, unknown>>, names: readonly string[]): string =>
  names.flatMap(name => (typeof answers[name] === 'string' ? [answers[name]] : [])).join('\n')

/** A plan that was written in words as the first goal of one with goals, so that nobody types it again; to be parted by its reader. */
export const planFromWords = (answers: Readonly<Record<string, unknown>>): Plan | undefined => {
  const different = wordsOfBefore(answers, ['goals', 'outlinePlan'])
  const what = wordsOfBefore(answers, ['actions'])
  if (different === '' && what === '') return undefined
  return [
    {
      key: 'before',
      different,
      ...(what === '' ? {} : { actions: [{ key: 'before', what, owner: '', status: 'underWay' as const }] }),
    },
  ]
}
