import { contextAt } from '../../../access/context.ts'
import type { Context } from '../../../access/context.ts'
import { dateAt, inWords } from '../../../calendar/index.ts'
import { nextMoment } from '../../../council/clock.ts'
import { aboutWhom } from '../../../ledger/about-whom.ts'
import { correct } from '../../../ledger/correct.ts'
import { versionsOf } from '../../../ledger/read.ts'
import { record } from '../../../ledger/record.ts'
import type { ToRecord } from '../../../ledger/record.ts'
import { Refusal } from '../../../ledger/refusal.ts'
import { notFound, problem, redirect, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { readForm, typedFrom } from '../../../web/forms/index.ts'
import type { FormReading } from '../../../web/forms/index.ts'
import { offeredFor } from '../authorising/offered.ts'
import type { Offered } from '../authorising/offered.ts'
import { paths } from '../paths.ts'
import { showCheck } from './check.ts'
import { differences, namesOffered } from './differences.ts'
import { problemsOf } from './drafts.ts'
import { isOwn } from './own.ts'
import { currentEntry, isSent, openDraft, questionsOf, showForm, stateOfDraft, stepToRecord } from './state.ts'
import type { OpenDraft } from './state.ts'

type ForDraft = Asked & { readonly params: { readonly draft: number } }

/** Completed already: the same person is shown what they recorded; another hears who was first. */
const alreadyCompleted = async (asked: ForDraft, open: OpenDraft, entry: number): Promise<Answer> => {
  const versions = await versionsOf(asked.database.sql, asked.context, entry)
  const mine = versions.find(({ author }) => author === asked.context.worker)
  if (mine !== undefined) return redirect(paths.entry({ child: open.child, entry }))
  const first = versions[0]
  return problem(
    409,
    'This has been completed already',
    `It was completed by ${first?.authorName ?? 'somebody else'}${first === undefined ? '' : ` on ${inWords(dateAt(first.recordedAt))}`}, and has been recorded once.`,
    'What was recorded is in the child’s story. If it is wrong, correct it there.',
  )
}

const writing = async ({ database, context }: Asked): Promise<Context> =>
  contextAt(context, await nextMoment(database.sql))

/** What a draft records, once it has been read. */
export const toRecordOf = (open: OpenDraft, reading: FormReading): ToRecord & { readonly draft: number } => {
  const { draft, name } = open
  const { follows } = stateOfDraft(open)
  return {
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
}

const write = async (asked: ForDraft, open: OpenDraft, reading: FormReading, told?: number): Promise<number> => {
  const { draft } = open
  const { corrects } = stateOfDraft(open)
  const context = await writing(asked)
  if (corrects !== undefined)
    return correct(asked, context, {
      ...corrects,
      paragraphs: draft.paragraphs,
      answers: reading.answers,
      outcome: reading.outcome,
      draft: draft.draft,
    })
  const authoriser = told === undefined ? {} : { toldAuthoriser: told }
  return record(asked, context, { ...toRecordOf(open, reading), ...authoriser })
}

/** Somebody corrected the entry meanwhile: their words beside mine, and my correction begins from theirs. */
const correctedMeanwhile = async (asked: ForDraft, open: OpenDraft, refused: Refusal): Promise<Answer> => {
  const { step, draft } = open
  const theirs = draft.corrects === undefined ? undefined : await currentEntry(asked, draft.corrects)
  if (theirs === undefined) throw refused
  const state = stateOfDraft(open)
  const about = { entry: theirs.entry, child: open.child }
  const whom = await aboutWhom(asked.database.sql, asked.context, about)
  const compared = [
    ...differences(
      step,
      questionsOf(draft.typed),
      typedFrom(step, theirs.answers, theirs.outcome),
      asked.context.today,
      await namesOffered(asked, step),
    ),
    ...(whom?.open ?? [])
      .map(({ identity, name, paragraph }) => ({
        ask: `About ${name} alone`,
        mine: draft.paragraphs[identity] ?? '',
        theirs: paragraph ?? '',
      }))
      .filter(({ mine, theirs: other }) => mine !== other),
  ]
  const corrects = { entry: theirs.entry, version: theirs.version, reason: state.corrects?.reason ?? '' }
  return showForm(
    asked,
    open.child,
    { ...state, corrects, theirs: compared, notice: refused.message },
    { status: 409, action: paths.draft({ draft: draft.draft }) },
  )
}

const onRefusal = async (asked: ForDraft, open: OpenDraft, error: unknown, offered?: Offered): Promise<Answer> => {
  if (!(error instanceof Refusal)) throw error
  if (error.kind === 'changedMeanwhile') return correctedMeanwhile(asked, open, error)
  if (error.kind === 'alreadyCompleted') {
    const again = await openDraft(asked, open.draft.draft)
    return again?.draft.completedAs === undefined
      ? problem(409, 'This has been completed already', error.message)
      : alreadyCompleted(asked, again, again.draft.completedAs)
  }
  if (error.kind === 'sentToManager') return redirect(paths.sentDraft({ draft: open.draft.draft }))
  if (error.kind === 'notFound') throw error
  const status = error.kind === 'againstTheLaw' || error.kind === 'notAnAnswer' ? 422 : 409
  return showCheck(asked, open, { words: error.message, status }, offered)
}

/**
 * The manager of whom the form says that they authorised it; `unsaid` where the question was asked and left open, `unoffered`
 * where somebody was named who is not in the list any more: that is not dropped without a word.
 */
const authoriserTold = (asked: ForDraft, offered: Offered | undefined): number | 'unsaid' | 'unoffered' | undefined => {
  const sent = textOf(asked.form['own-authoriser'])
  if (sent === 'nobody' || offered === undefined || offered.mine) return undefined
  if (sent === '') return asked.form['own-authoriser'] === undefined || offered.told.length === 0 ? undefined : 'unsaid'
  return offered.told.find(({ worker }) => String(worker) === sent)?.worker ?? 'unoffered'
}

const authoriserProblems = {
  unsaid: 'Say who authorised it, or that no manager has',
  unoffered:
    'The manager whom you named was not in post near this child on that day. Nothing was recorded: see who authorised it and when, or record it without',
} as const

/** Records what was checked, once, however often it is sent. Where it may not be recorded the draft stays and the page says why. */
export const complete = async (asked: ForDraft): Promise<Answer> => {
  const open = await openDraft(asked, asked.params.draft)
  if (open === undefined) return notFound()
  const { draft, step, child, name } = open
  if (draft.completedAs !== undefined) return alreadyCompleted(asked, open, draft.completedAs)
  if (isSent(open)) return redirect(paths.sentDraft({ draft: draft.draft }))
  if (stepToRecord(asked.rules, asked.context, name) === undefined)
    return showCheck(asked, open, {
      words: 'Recording this is not part of your role. The draft stays for someone whose role it is.',
      status: 409,
    })
  if (Object.keys(await problemsOf(asked, open)).length > 0)
    return redirect(paths.draft({ draft: draft.draft }, { mend: 1 }))
  if (textOf(asked.form['own-version']) !== String(draft.version))
    return showCheck(asked, open, {
      words: 'Somebody saved this draft while you were checking it. Check it again: this is how it stands now.',
      status: 409,
    })
  const offered = asked.form['own-authoriser'] === undefined ? undefined : await offeredFor(asked, open)
  const told = authoriserTold(asked, offered)
  if (told === 'unsaid' || told === 'unoffered') {
    const at = offered?.told.length === 0 ? '#answers' : '#own-authoriser'
    return showCheck(asked, open, { words: authoriserProblems[told], status: 422, at }, offered)
  }
  try {
    const entry = await write(asked, open, readForm(step, draft.typed, asked.context, isOwn), told)
    return redirect(paths.entry({ child, entry }, { recorded: 1 }))
  } catch (error) {
    return onRefusal(asked, open, error, offered)
  }
}
