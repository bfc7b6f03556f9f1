import type { Context } from '../../../access/context.ts'
import { inWords } from '../../../calendar/index.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import type { AnyStep } from '../../../journey/step.ts'
import type { AboutWhom } from '../../../ledger/about-whom.ts'
import type { Draft } from '../../../ledger/drafts.ts'
import type { Entry } from '../../../ledger/read.ts'
import { answerRows, stepForm } from '../../../web/forms/index.ts'
import type { Beside, Choosing, Names, StepForm, SummaryRow, Typed } from '../../../web/forms/index.ts'
import type { ChildRecord } from '../child/record.ts'
import { dutyOnPage } from '../../../journey/duty-words.ts'
import type { DutyOnPage } from '../../../journey/duty-words.ts'
import { answerInWords } from '../../../web/forms/index.ts'
import { planBeside } from '../plans/beside.ts'
import type { PlanBeside } from '../plans/beside.ts'
import { followChoices } from './follows.ts'
import { correctedChildren, subjectChoices } from './subjects.ts'
import type { CorrectedChildren, SubjectChoice } from './subjects.ts'
import type { FollowChoice } from './follows.ts'

/** An answer of the last one of its kind; `keeps` is what its button sends, where it can be kept as the new one's. */
export type LastRow = SummaryRow & { readonly keeps: string | undefined }

/** What stands on the page of a step that is being recorded. */
export type FormModel = {
  readonly step: { readonly title: string; readonly about: string; readonly basis: string }
  readonly form: StepForm
  readonly draft: { readonly number: number; readonly version: number; readonly savedAt: string } | undefined
  readonly subjects: readonly SubjectChoice[]
  /** Of a correction: for whom it is, and what is said of each child alone. */
  readonly corrected: CorrectedChildren | undefined
  readonly follows: { readonly chosen: number | undefined; readonly choices: readonly FollowChoice[] }
  /** The last entry of its kind, beside the new one. */
  readonly last: { readonly heading: string; readonly entry: number; readonly rows: readonly LastRow[] } | undefined
  /** The plan in force, beside a step that reviews or revises it. */
  readonly plan: PlanBeside | undefined
  readonly due: readonly DutyOnPage[]
  readonly correction:
    | { readonly version: number; readonly reason: string; readonly problem: string | undefined }
    | undefined
  /** What somebody else has written meanwhile, question by question. */
  readonly theirs: readonly {
    readonly ask: string
    readonly mine: string
    readonly theirs: string
    /** The input by which the person says whose answer is kept, where both can be. */
    readonly choice?: string
    readonly mayJoin?: boolean
  }[]
  readonly notice: string | undefined
}

export type FormState = {
  readonly name: string
  readonly step: AnyStep
  readonly typed: Typed
  readonly problems: Readonly<Record<string, string>>
  readonly draft?: Draft
  readonly subjects: readonly number[]
  readonly paragraphs: Readonly<Record<string, string>>
  readonly follows: number | undefined
  readonly corrects?: { readonly entry: number; readonly version: number; readonly reason: string }
  readonly theirs?: FormModel['theirs']
  readonly notice?: string
}

/** What the page's lists offer. */
export type FormLists = {
  readonly choosing: Choosing
  readonly names: Names
  /** The brothers and sisters whose record opens to this person, so that they can be chosen too. */
  readonly offered: ReadonlySet<number>
  /** Whom the entry is about that is corrected: they stay who they are. */
  readonly whom: AboutWhom | undefined
}

/** A day is given anew; the rows of a plan stand in the form from the start, and the plan as it is beside it. */
const notBeside = ['date', 'moment', 'rows'] as const

/** What the followed entry said to the same question, to be seen and kept. */
const besideOf = (
  rules: Rules,
  step: AnyStep,
  followed: Entry | undefined,
  names: Names,
): Readonly<Record<string, readonly Beside[]>> => {
  const before = followed === undefined ? undefined : rules.pathway.steps[followed.step]
  // The last one of its own kind stands in a column beside the whole form.
  if (followed === undefined || before === undefined || before === step) return {}
  const heading = `${before.title}, ${inWords(followed.happenedOn)}`
  return Object.fromEntries(
    Object.entries(step.fields).flatMap(([name, field]) => {
      const same = before.fields[name]
      if (same?.kind !== field.kind || notBeside.some(kind => kind === field.kind)) return []
      const words = answerInWords(same, followed.answers[name], names)
      return words === ''
        ? []
        : [[name, [{ heading, words, mayKeep: field.codes === undefined || field.codes === same.codes }]]]
    }),
  )
}

/** What its button sends for an answer of the last one of its kind. */
export const lastKept = (name: string): string => `last.${name}`

/** The answers of the last one of its kind, each with the means to keep it: a day and an outcome are given anew. */
const lastRows = (step: AnyStep, last: Entry, withPlan: boolean, names: Names): readonly LastRow[] => {
  const answers = withPlan ? { ...last.answers, plan: undefined } : last.answers
  const asked = new Map(
    Object.entries(step.fields).flatMap(([name, field]) =>
      field.retired === true || notBeside.some(kind => kind === field.kind) ? [] : [[field.ask, name] as const],
    ),
  )
  return answerRows(step, answers, last.outcome, names).map(row => {
    const name = asked.get(row.key.text)
    return { ...row, keeps: name === undefined ? undefined : lastKept(name) }
  })
}

/** The last entry of the step, other than the one that is corrected. */
export const lastOfKind = (record: ChildRecord, state: Pick<FormState, 'name' | 'corrects'>): Entry | undefined =>
  record.entries.find(entry => entry.step === state.name && entry.entry !== state.corrects?.entry)

/** The page of a step that is being recorded. */
export const formModel = (
  rules: Rules,
  context: Context,
  record: ChildRecord,
  state: FormState,
  { choosing, names, offered, whom }: FormLists,
): FormModel => {
  const last = lastOfKind(record, state)
  const followed = record.entries.find(({ entry }) => entry === state.follows)
  const { title, about, basis } = state.step
  const plan = planBeside(record, state.name, last, context.today)
  return {
    step: { title, about, basis },
    form: stepForm(
      state.step,
      { typed: state.typed, problems: state.problems, beside: besideOf(rules, state.step, followed, names) },
      choosing,
    ),
    draft:
      state.draft === undefined
        ? undefined
        : { number: state.draft.draft, version: state.draft.version, savedAt: state.draft.updatedAt },
    subjects: state.corrects === undefined ? subjectChoices(record, state, offered) : [],
    corrected: whom === undefined ? undefined : correctedChildren(whom, state.paragraphs),
    follows: { chosen: state.follows, choices: followChoices(rules, state.name, record.entries, state.follows) },
    last:
      last === undefined
        ? undefined
        : {
            heading: `The last one: ${inWords(last.happenedOn)}`,
            entry: last.entry,
            // The plan stands beside it as it is now.
            rows: lastRows(state.step, last, plan !== undefined, names),
          },
    plan,
    due: record.duties
      .filter(({ step }) => step === state.name)
      .map(duty =>
        dutyOnPage(
          rules,
          { ...duty, anchorStep: record.entries.find(({ entry }) => entry === duty.anchor)?.step ?? null },
          context.now,
        ),
      ),
    correction:
      state.corrects === undefined
        ? undefined
        : { version: state.corrects.version, reason: state.corrects.reason, problem: state.problems['own-reason'] },
    theirs: state.theirs ?? [],
    notice: state.notice,
  }
}
