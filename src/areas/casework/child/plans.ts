import { planIn } from '../../../journey/plans/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import type { Entry } from '../../../ledger/read.ts'
import { answerRows } from '../../../web/forms/index.ts'
import type { Names, SummaryRow } from '../../../web/forms/index.ts'
import { paths } from '../paths.ts'
import type { ChildRecord } from './record.ts'
import { sentenceOf } from '../story/story.ts'

/** An entry shown whole on a page of its kind. */
export type Shown = {
  readonly title: string
  readonly on: CivilDate
  readonly by: string
  readonly href: string
  readonly rows: readonly SummaryRow[]
}
export type Listed = { readonly on: CivilDate; readonly sentence: string; readonly href: string; readonly by: string }

/** The questions whose answers make an entry a plan, or say how one goes. */
const planQuestions = ['goals', 'actions', 'outlinePlan', 'home']

const isPlan = (entry: Entry): boolean => planQuestions.some(name => typeof entry.answers[name] === 'string')

const shown = (rules: Rules, child: number, names: Names, entry: Entry): Shown => {
  const step = rules.pathway.steps[entry.step]
  return {
    title: step?.title ?? entry.step,
    on: entry.happenedOn,
    by: entry.authorName,
    href: paths.entry({ child, entry: entry.entry }),
    rows: step === undefined ? [] : answerRows(step, entry.answers, entry.outcome, names),
  }
}

/** The latest entry of each step among some, newest first. */
const latestOfEach = (entries: readonly Entry[]): readonly Entry[] => {
  const seen = new Set<string>()
  return entries.filter(({ step }) => !seen.has(step) && Boolean(seen.add(step)))
}

const listed = (rules: Rules, child: number, entry: Entry): Listed => ({
  on: entry.happenedOn,
  sentence: sentenceOf(rules, entry),
  href: paths.entry({ child, entry: entry.entry }),
  by: entry.authorName,
})

/**
 * Plans that are told in words alone: the latest of each kind whole, and every earlier one as a line. Of `living` kinds,
 * which stand above with their goals or have ended, every one is a line.
 */
export const plansInWords = (rules: Rules, record: ChildRecord, names: Names, living: (step: string) => boolean) => {
  const plans = record.entries.filter(entry => isPlan(entry) && planIn(entry) === undefined)
  const latest = latestOfEach(plans.filter(({ step }) => !living(step)))
  return {
    latest: latest.map(entry => shown(rules, record.child, names, entry)),
    earlier: plans.filter(entry => !latest.includes(entry)).map(entry => listed(rules, record.child, entry)),
  }
}

/** The steps that are about school and about health. */
const educationAndHealth = ['personalEducationPlan', 'healthAssessment'] as const

/** Education and health: the latest plan and assessment whole, the earlier ones as lines. */
export const educationAndHealthOf = (rules: Rules, record: ChildRecord, names: Names) => {
  const entries = record.entries.filter(({ step }) => educationAndHealth.some(name => name === step))
  const latest = latestOfEach(entries)
  return {
    latest: latest.map(entry => shown(rules, record.child, names, entry)),
    earlier: entries.filter(entry => !latest.includes(entry)).map(entry => listed(rules, record.child, entry)),
  }
}
