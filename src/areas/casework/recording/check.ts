import { nextMoment } from '../../../council/clock.ts'
import type { Context } from '../../../access/context.ts'
import { contextAt } from '../../../access/context.ts'
import { inWords } from '../../../calendar/index.ts'
import { correct } from '../../../ledger/correct.ts'
import { foresee } from '../../../ledger/foresee.ts'
import { record } from '../../../ledger/record.ts'
import type { ToRecord } from '../../../ledger/record.ts'
import { Refusal } from '../../../ledger/refusal.ts'
import { versionsOf } from '../../../ledger/read.ts'
import { notFound, page, problem, redirect, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { answerRows, namesFor, readForm, typedFrom } from '../../../web/forms/index.ts'
import type { FormReading } from '../../../web/forms/index.ts'
import { allocatedTo } from '../child/header.ts'
import { frameOf } from '../child/frame.ts'
import { childRecord } from '../child/record.ts'
import type { ChildRecord } from '../child/record.ts'
import { paths } from '../paths.ts'
import { differences, namesOffered, problemsOf } from './drafts.ts'
import { changesNothing, foreseenInWords } from './foreseen.ts'
import type { Foreseen } from './foreseen.ts'
import { isOwn } from './own.ts'
import { currentEntry, openDraft, questionsOf, showForm, stateOfDraft, stepToRecord } from './state.ts'
import type { OpenDraft } from './state.ts'

type ForDraft = Asked & { readonly params: { readonly draft: number } }

/** What the recording will do for one child, and who will see it in the work due. */
type ForChild = {
  readonly identity: number
  readonly name: string
  readonly paragraph: string
  readonly foreseen: Foreseen
  readonly nothing: boolean
  readonly told: readonly string[]
}

// An entry that is not recorded yet comes after all that are: it has no number, and takes one that no entry has.
const notYetRecorded = Number.MAX_SAFE_INTEGER

const forChildren = async (
  asked: Asked,
  open: OpenDraft,
  reading: FormReading,
  main: ChildRecord,
): Promise<readonly ForChild[]> => {
  const { database, rules, context } = asked
  const { draft, step, name } = open
  const { follows, corrects } = stateOfDraft(open)
  const day = (answer: unknown) => String(answer).slice(0, 10)
  const corrected = corrects === undefined ? undefined : await currentEntry(asked, corrects.entry)
  const occurrence = {
    entry: corrects?.entry ?? notYetRecorded,
    step: name,
    answers: reading.answers,
    outcome: reading.outcome,
    happenedOn: day(reading.answers[step.happenedOn ?? step.completedOn]),
    completedOn: day(reading.answers[step.completedOn]),
    follows: corrected === undefined ? (follows ?? null) : corrected.follows,
  }
  const nameOf = (identity: number) =>
    identity === main.child
      ? main.facts.name
      : (main.siblings.find(each => each.identity === identity)?.name ?? 'Another child')
  return Promise.all(
    draft.subjects.map(async identity => {
      const [foresight, allocated] = await Promise.all([
        foresee(database.sql, rules, identity, occurrence),
        allocatedTo(database.sql, context, identity),
      ])
      const foreseen = foreseenInWords(rules, foresight, context.now)
      return {
        identity,
        name: nameOf(identity),
        paragraph: draft.paragraphs[identity] ?? '',
        foreseen,
        nothing: changesNothing(foreseen),
        told: allocated.flatMap(({ name: worker }) => worker ?? []),
      }
    }),
  )
}

/** An entry of the same kind about the same day: the same thing may have been recorded already. */
const twinOf = (open: OpenDraft, reading: FormReading, main: ChildRecord) => {
  const { step, name, draft } = open
  const on = String(reading.answers[step.happenedOn ?? step.completedOn]).slice(0, 10)
  const twin = main.entries.find(
    entry => entry.step === name && entry.happenedOn === on && entry.entry !== draft.corrects,
  )
  return twin === undefined
    ? undefined
    : {
        href: paths.entry({ child: main.child, entry: twin.entry }),
        words: `${step.title} of ${inWords(on)}, recorded by ${twin.authorName}`,
      }
}

const showCheck = async (
  asked: ForDraft,
  open: OpenDraft,
  refusal?: { readonly words: string; readonly status: 409 | 422 },
): Promise<Answer> => {
  const { database, rules, context } = asked
  const { draft, step, child } = open
  const reading = readForm(step, draft.typed, context, isOwn)
  const main = await childRecord({ ...asked, child })
  const [names, children] = await Promise.all([
    namesFor(database.sql, context, [{ step, answers: reading.answers }]),
    forChildren(asked, open, reading, main),
  ])
  const { follows, corrects } = stateOfDraft(open)
  const followed = main.entries.find(({ entry }) => entry === follows)
  return page(
    'areas/casework/recording/check.njk',
    {
      title: `Check: ${step.title}`,
      frame: frameOf(rules, context, main, 'none'),
      heading: step.title,
      rows: answerRows(step, reading.answers, reading.outcome, names, paths.draft({ draft: draft.draft })),
      children,
      follows:
        followed === undefined
          ? undefined
          : `${rules.pathway.steps[followed.step]?.title ?? followed.step}, ${inWords(followed.happenedOn)}`,
      reason: corrects?.reason,
      twin: twinOf(open, reading, main),
      version: draft.version,
      errors: refusal === undefined ? [] : [{ text: refusal.words, href: '#answers' }],
      paths: { change: paths.draft({ draft: draft.draft }), complete: paths.completeDraft({ draft: draft.draft }) },
    },
    { status: refusal?.status ?? 200 },
  )
}

/** What will be recorded, what it will open, close and make due, before it is. A form with errors goes back to be mended. */
export const check = async (asked: ForDraft): Promise<Answer> => {
  const open = await openDraft(asked, asked.params.draft)
  if (open === undefined) return notFound()
  if (open.draft.completedAs !== undefined)
    return redirect(paths.entry({ child: open.child, entry: open.draft.completedAs }))
  if (Object.keys(problemsOf(open, asked.context)).length > 0)
    return redirect(paths.draft({ draft: open.draft.draft }, { mend: 1 }))
  return showCheck(asked, open)
}

/** Completed already: the same person is shown what they recorded; another hears who was first. */
const alreadyCompleted = async (asked: ForDraft, open: OpenDraft, entry: number): Promise<Answer> => {
  const versions = await versionsOf(asked.database.sql, asked.context, entry)
  const mine = versions.find(({ author }) => author === asked.context.worker)
  if (mine !== undefined) return redirect(paths.entry({ child: open.child, entry }))
  const first = versions[0]
  return problem(
    409,
    'This has been completed already',
    `It was completed by ${first?.authorName ?? 'somebody else'}${first === undefined ? '' : ` on ${inWords(first.recordedAt.slice(0, 10))}`}, and has been recorded once.`,
    'What was recorded is in the child’s story. If it is wrong, correct it there.',
  )
}

const writing = async ({ database, context }: Asked): Promise<Context> =>
  contextAt(context, await nextMoment(database.sql))

const write = async (asked: ForDraft, open: OpenDraft, reading: FormReading): Promise<number> => {
  const { draft, name } = open
  const { follows, corrects } = stateOfDraft(open)
  const context = await writing(asked)
  if (corrects !== undefined)
    return correct(asked, context, {
      ...corrects,
      answers: reading.answers,
      outcome: reading.outcome,
      draft: draft.draft,
    })
  const entry: ToRecord = {
    step: name,
    subjects: draft.subjects.map(identity => {
      const paragraph = draft.paragraphs[identity]
      return paragraph === undefined ? { identity } : { identity, paragraph }
    }),
    answers: reading.answers,
    outcome: reading.outcome,
    draft: draft.draft,
    ...(follows === undefined ? {} : { follows }),
  }
  return record(asked, context, entry)
}

/** Somebody corrected the entry meanwhile: their words beside mine, and my correction begins from theirs. */
const correctedMeanwhile = async (asked: ForDraft, open: OpenDraft, refused: Refusal): Promise<Answer> => {
  const { step, draft } = open
  const theirs = draft.corrects === undefined ? undefined : await currentEntry(asked, draft.corrects)
  if (theirs === undefined) throw refused
  const state = stateOfDraft(open)
  const compared = differences(
    step,
    questionsOf(draft.typed),
    typedFrom(step, theirs.answers, theirs.outcome),
    asked.context.today,
    await namesOffered(asked, step),
  )
  const corrects = { entry: theirs.entry, version: theirs.version, reason: state.corrects?.reason ?? '' }
  return showForm(
    asked,
    open.child,
    { ...state, corrects, theirs: compared, notice: refused.message },
    { status: 409, action: paths.draft({ draft: draft.draft }) },
  )
}

const onRefusal = async (asked: ForDraft, open: OpenDraft, error: unknown): Promise<Answer> => {
  if (!(error instanceof Refusal)) throw error
  if (error.kind === 'changedMeanwhile') return correctedMeanwhile(asked, open, error)
  if (error.kind === 'alreadyCompleted') {
    const again = await openDraft(asked, open.draft.draft)
    return again?.draft.completedAs === undefined
      ? problem(409, 'This has been completed already', error.message)
      : alreadyCompleted(asked, again, again.draft.completedAs)
  }
  if (error.kind === 'notFound') throw error
  return showCheck(asked, open, {
    words: error.message,
    status: error.kind === 'againstTheLaw' || error.kind === 'notAnAnswer' ? 422 : 409,
  })
}

/** Records what was checked, once, however often it is sent. Where it may not be recorded the draft stays and the page says why. */
export const complete = async (asked: ForDraft): Promise<Answer> => {
  const open = await openDraft(asked, asked.params.draft)
  if (open === undefined) return notFound()
  const { draft, step, child, name } = open
  if (draft.completedAs !== undefined) return alreadyCompleted(asked, open, draft.completedAs)
  if (stepToRecord(asked.rules, asked.context, name) === undefined)
    return showCheck(asked, open, {
      words: 'Recording this is not part of your role. The draft stays for someone whose role it is.',
      status: 409,
    })
  if (Object.keys(problemsOf(open, asked.context)).length > 0)
    return redirect(paths.draft({ draft: draft.draft }, { mend: 1 }))
  if (textOf(asked.form['own-version']) !== String(draft.version))
    return showCheck(asked, open, {
      words: 'Somebody saved this draft while you were checking it. Check it again: this is how it stands now.',
      status: 409,
    })
  try {
    const entry = await write(asked, open, readForm(step, draft.typed, asked.context, isOwn))
    return redirect(paths.entry({ child, entry }, { recorded: 1 }))
  } catch (error) {
    return onRefusal(asked, open, error)
  }
}
