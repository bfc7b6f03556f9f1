import { inWords } from '../../../calendar/index.ts'
import type { CivilDate, Instant } from '../../../calendar/index.ts'
import {
  actionStatuses,
  changesOver,
  openPeriod,
  planKindNames,
  planKindOf,
  planKinds,
  planStanding,
  planVersions,
  progressStep,
  versionsSince,
  visitsAskedByPlan,
} from '../../../journey/plans/index.ts'
import type { Goal, PlanKind, PlanVersion } from '../../../journey/plans/index.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import type { Entry } from '../../../ledger/read.ts'
import type { ChildRecord } from '../child/record.ts'
import { summaryRow } from '../../../web/forms/index.ts'
import type { SummaryRow } from '../../../web/forms/index.ts'
import { paths } from '../paths.ts'
import { changesInWords, latenessOf, standingInWords, timesInWords } from './in-words.ts'
import type { ChangeLine } from './in-words.ts'
import { planPaths } from './paths.ts'

export type Version = PlanVersion<Entry>

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

/** A version of a plan in the list of all: when, by which work, who wrote it and when. */
export type VersionView = {
  readonly entry: number
  readonly on: CivilDate
  readonly title: string
  readonly by: string
  readonly at: Instant
  readonly href: string
  readonly corrected: boolean
}

export type SaidView = { readonly words: string; readonly on: CivilDate; readonly href: string }

/** One kind of plan of a child as a living thing. */
export type LivingPlan = {
  readonly kind: PlanKind
  readonly title: string
  readonly since: CivilDate | undefined
  readonly goals: readonly GoalView[]
  readonly standing: string
  readonly childSays: SaidView | undefined
  readonly familySays: SaidView | undefined
  readonly visits: string | undefined
  /** What the plan says beside its goals: the long-term plan, home, health. */
  readonly also: readonly SummaryRow[]
  readonly changedLast: { readonly since: CivilDate; readonly lines: readonly ChangeLine[] } | undefined
  readonly versions: readonly VersionView[]
  readonly hrefs: {
    readonly revise: string | undefined
    readonly review: string | undefined
    readonly changes: string
    readonly family: string
  }
}

/** What a page may offer: the steps that this person records. */
export type Offered = ReadonlySet<string>

/** The versions of a child's plan in force, oldest first, and since when it is in force. */
export const inForceOf = (
  { entries, episodes }: Pick<ChildRecord, 'entries' | 'episodes'>,
  kind: PlanKind,
): { readonly since: CivilDate | undefined; readonly versions: readonly Version[] } => {
  const period = openPeriod(episodes, kind)
  return {
    since: period?.startedOn,
    versions: period === undefined ? [] : versionsSince(planVersions(entries, kind), period.startedOn),
  }
}

export const versionView = ({ pathway }: Rules, child: number, { entry, on }: Version): VersionView => ({
  entry: entry.entry,
  on,
  title: pathway.steps[entry.step]?.title ?? entry.step,
  by: entry.authorName,
  at: entry.recordedAt,
  href: paths.entry({ child, entry: entry.entry }),
  corrected: entry.version > 1,
})

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

/** The last words of somebody about a plan, from any work on it since it began. */
export const saidOf = (
  { child, entries }: Pick<ChildRecord, 'child' | 'entries'>,
  kind: PlanKind,
  since: CivilDate,
  questions: readonly string[],
): SaidView | undefined => {
  for (const entry of entries) {
    if (entry.happenedOn < since || planKindOf(entry.step, entry.answers) !== kind) continue
    const words = questions.map(name => entry.answers[name]).find(answer => typeof answer === 'string')
    if (typeof words === 'string')
      return { words, on: entry.happenedOn, href: paths.entry({ child, entry: entry.entry }) }
  }
  return undefined
}

export const childsQuestions = ['childsView', 'youngPersonsView'] as const
export const familysQuestions = ['familysView'] as const

const visitsInWords = (record: ChildRecord, kind: PlanKind): string | undefined => {
  const asked = visitsAskedByPlan(record.entries, record.episodes, kind)
  return asked === undefined
    ? undefined
    : `At least every ${asked.everyWorkingDays === 1 ? 'working day' : `${asked.everyWorkingDays} working days`}, as the plan of ${inWords(asked.since)} asks`
}

/** Questions whose answers are part of a plan beside its goals. */
const otherQuestions = [
  'permanence',
  'outlinePlan',
  'visits',
  'home',
  'educationAndWork',
  'money',
  'health',
  'peopleWhoMatter',
  'emotions',
  'identity',
  'familyTies',
  'presentation',
] as const

/** The latest answer to each such question since the plan began. Entries come newest first. */
const alsoSaid = (
  { pathway }: Rules,
  { entries }: Pick<ChildRecord, 'entries'>,
  kind: PlanKind,
  since: CivilDate,
): readonly SummaryRow[] => {
  const ofPlan = entries.filter(
    ({ step, answers, happenedOn }) => happenedOn >= since && planKindOf(step, answers) === kind,
  )
  return otherQuestions.flatMap(name => {
    const entry = ofPlan.find(({ answers }) => typeof answers[name] === 'string')
    const ask = entry === undefined ? undefined : pathway.steps[entry.step]?.fields[name]?.ask
    return ask === undefined ? [] : [summaryRow(ask, String(entry?.answers[name]))]
  })
}

const livingPlan = (
  rules: Rules,
  record: ChildRecord,
  kind: PlanKind,
  { today, offered }: { readonly today: CivilDate; readonly offered: Offered },
): LivingPlan | undefined => {
  const { child } = record
  const { since, versions } = inForceOf(record, kind)
  const [before, current] = [versions.at(-2), versions.at(-1)]
  if (since === undefined) return undefined
  const standing = planStanding(versions, today)
  const recordable = (step: string) => (offered.has(step) ? paths.record({ child, step }) : undefined)
  const { title, revisedBy, reviewedBy } = planKinds[kind]
  return {
    kind,
    title,
    since,
    goals: goalViews(versions, today, (goal, action) =>
      offered.has(progressStep) ? planPaths.action({ child, kind, goal: goal.key, action }) : undefined,
    ),
    standing: standing === undefined ? '' : standingInWords(standing, today),
    childSays: saidOf(record, kind, since, childsQuestions),
    familySays: saidOf(record, kind, since, familysQuestions),
    visits: visitsInWords(record, kind),
    also: alsoSaid(rules, record, kind, since),
    changedLast:
      before === undefined || current === undefined
        ? undefined
        : { since: before.on, lines: changesInWords(changesOver([before.plan, current.plan])) },
    versions: versions.map(version => versionView(rules, child, version)).toReversed(),
    hrefs: {
      revise: recordable(revisedBy),
      review: recordable(reviewedBy),
      changes: planPaths.changes({ child, kind }),
      family: planPaths.family({ child, kind }),
    },
  }
}

/** The plans of a child that are in force, the most telling first. One without goals yet is among them. */
export const livingPlans = (
  rules: Rules,
  record: ChildRecord,
  at: { readonly today: CivilDate; readonly offered: Offered },
): readonly LivingPlan[] => planKindNames.flatMap(kind => livingPlan(rules, record, kind, at) ?? [])

/** Kinds of plan whose goals are in the record though none of them is in force: they are read on the page of changes. */
export const endedPlans = (
  record: ChildRecord,
): readonly { readonly title: string; readonly count: number; readonly href: string }[] =>
  planKindNames.flatMap(kind => {
    const all = planVersions(record.entries, kind).length
    const earlier = all - inForceOf(record, kind).versions.length
    return earlier === 0
      ? []
      : [{ title: planKinds[kind].title, count: earlier, href: planPaths.changes({ child: record.child, kind }) }]
  })
