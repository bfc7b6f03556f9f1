import { inWords } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import {
  changesOver,
  planKindNames,
  planKindOf,
  planKinds,
  planStanding,
  planVersions,
  progressStep,
  visitsAskedByPlan,
} from '../../../journey/plans/index.ts'
import type { PlanKind } from '../../../journey/plans/index.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import type { ChildRecord } from '../child/record.ts'
import { summaryRow } from '../../../web/forms/index.ts'
import type { SummaryRow } from '../../../web/forms/index.ts'
import { paths } from '../paths.ts'
import { changesInWords, standingInWords } from './in-words.ts'
import type { ChangeLine } from './in-words.ts'
import { planPaths } from './paths.ts'
import { goalViews } from './goal-views.ts'
import type { GoalView } from './goal-views.ts'
import { saidOf, childsQuestions, familysQuestions } from './said-of.ts'
import type { SaidView } from './said-of.ts'
import { inForceOf, versionView } from './versions.ts'
import type { VersionView } from './versions.ts'

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
