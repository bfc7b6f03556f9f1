import { discardDraft, readDraft, saveDraft } from '../../../ledger/drafts.ts'
import { Refusal } from '../../../ledger/refusal.ts'
import { notFound, problem, redirect, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { answerInWords, choosingFor, readForm, typedOf } from '../../../web/forms/index.ts'
import type { Names, Typed } from '../../../web/forms/index.ts'
import type { AnyStep } from '../../../journey/step.ts'
import type { ReadingMoment } from '../../../journey/fields.ts'
import { childRecord } from '../child/record.ts'
import { paths } from '../paths.ts'
import { isShortDraft } from '../visits/sent.ts'
import { faultsOf, onwards, strangersIn, withRow } from './begin.ts'
import type { FormModel, FormState } from './form-model.ts'
import { isOwn, ownTyped, readOwn } from './own.ts'
import { offeredWith, openDraft, questionsOf, showForm, stateOfDraft } from './state.ts'
import type { OpenDraft } from './state.ts'

type ForDraft = Asked & { readonly params: { readonly draft: number } }

const entryOf = ({ draft, child }: OpenDraft): string => paths.entry({ child, entry: draft.completedAs ?? 0 })

/** Keeps, as the answer to one question, what stands beside it: it is typed in for the person, and not saved yet. */
const kept = async (asked: Asked, open: OpenDraft, name: string): Promise<Typed> => {
  const field = open.step.fields[name]
  const { follows } = stateOfDraft(open)
  const record = await childRecord({ ...asked, child: open.child })
  const said = record.entries.find(({ entry }) => entry === follows)?.answers[name]
  return field === undefined || said === undefined ? {} : typedOf(name, field, said)
}

/** The page of a draft, with what was typed as it was typed. */
export const showDraft = async (asked: ForDraft): Promise<Answer> => {
  const open = await openDraft(asked, asked.params.draft)
  if (open === undefined) return notFound()
  if (open.draft.completedAs !== undefined) return redirect(entryOf(open))
  if (isShortDraft(open.draft.typed)) return redirect(paths.visitDraft({ draft: open.draft.draft }))
  const asks = textOf(asked.query.keep)
  const problems = textOf(asked.query.mend) === '' ? {} : problemsOf(open, asked.context)
  const state = stateOfDraft(open, problems)
  const typed = asks === '' ? state.typed : { ...state.typed, ...(await kept(asked, open, asks)) }
  const notice =
    textOf(asked.query.saved) === ''
      ? {}
      : { notice: 'The draft is saved as it stands. You find it again on your home page and on the child’s page.' }
  return showForm(
    asked,
    open.child,
    { ...state, typed, ...notice },
    { action: paths.draft({ draft: open.draft.draft }), status: Object.keys(problems).length > 0 ? 422 : 200 },
  )
}

/** What is wrong with a draft as it stands. */
export const problemsOf = ({ draft, step }: OpenDraft, moment: ReadingMoment): FormState['problems'] => {
  const { reason } = stateOfDraft({ draft, step, name: draft.step, child: 0 }).corrects ?? { reason: 'no correction' }
  return {
    ...(reason.trim() === '' ? { 'own-reason': 'Say why this is corrected' } : {}),
    ...readForm(step, draft.typed, moment, isOwn).problems,
  }
}

const inWordsOf = (step: AnyStep, name: string, typed: Typed, today: string, names: Names): string => {
  const field = step.fields[name]
  if (name === 'outcome') return step.outcomes[textOf(typed.outcome)]?.label ?? textOf(typed.outcome)
  if (field === undefined) return ''
  const { answers } = readForm(step, typed, { today })
  if (answers[name] !== undefined) return answerInWords(field, answers[name], names)
  return Object.entries(typed)
    .filter(([input]) => input === name || input.startsWith(`${name}-`))
    .map(([, value]) => (typeof value === 'string' ? value : value.join(', ')))
    .join(' ')
}

/** The questions to which two people have given different answers. */
export const differences = (
  step: AnyStep,
  mine: Typed,
  theirs: Typed,
  today: string,
  names: Names,
): FormModel['theirs'] =>
  [...Object.keys(step.fields), 'outcome'].flatMap(name => {
    const [ours, other] = [inWordsOf(step, name, mine, today, names), inWordsOf(step, name, theirs, today, names)]
    return ours === other
      ? []
      : [{ ask: name === 'outcome' ? 'Outcome' : (step.fields[name]?.ask ?? name), mine: ours, theirs: other }]
  })

/** The names that a step's lists offer today, by number and key. */
export const namesOffered = async ({ database, context }: Asked, step: AnyStep): Promise<Names> => {
  const { workers, teams } = await choosingFor(database.sql, context, step)
  return {
    workers: new Map(workers.map(({ value, text }) => [Number(value), text])),
    teams: new Map(teams.map(({ value, text }) => [value, text])),
  }
}

/** Somebody saved meanwhile: both people's words, and nothing overwritten. The next save takes this person's form. */
const changedMeanwhile = async (
  asked: ForDraft,
  mine: OpenDraft,
  typed: Typed,
  own: ReturnType<typeof readOwn>,
): Promise<Answer> => {
  const theirs = await readDraft(asked.database.sql, asked.context, mine.draft.draft)
  if (theirs === undefined) return notFound()
  const state = stateOfDraft({
    ...mine,
    draft: { ...theirs, typed: { ...typed, ...ownTyped(own) }, paragraphs: own.paragraphs, subjects: own.subjects },
  })
  const compared = differences(
    mine.step,
    typed,
    questionsOf(theirs.typed),
    asked.context.today,
    await namesOffered(asked, mine.step),
  )
  return showForm(
    asked,
    mine.child,
    {
      ...state,
      theirs: compared,
      notice:
        'This draft was saved from another window or by another person while you were typing. Nothing was overwritten.',
    },
    { status: 409, action: paths.draft({ draft: mine.draft.draft }) },
  )
}

/** Keeps what was typed, whatever it is, and goes on to check it or back to the form. */
export const save = async (asked: ForDraft): Promise<Answer> => {
  const open = await openDraft(asked, asked.params.draft)
  if (open === undefined) return notFound()
  const { database, context, form } = asked
  const own = readOwn(form, open.child)
  const reading = readForm(open.step, form, context, isOwn)
  const subjects = open.draft.corrects === undefined ? own.subjects : open.draft.subjects
  const record = await childRecord({ ...asked, child: open.child })
  const strangers = strangersIn(own, open.child, await offeredWith(asked, record)).filter(
    identity => !open.draft.subjects.includes(identity),
  )
  const faults = faultsOf(reading.unasked, strangers)
  if (Object.keys(faults).length > 0)
    return showForm(
      asked,
      open.child,
      { ...stateOfDraft(open, faults), typed: reading.typed },
      { status: 422, action: paths.draft({ draft: open.draft.draft }), record },
    )
  try {
    const grown = withRow(open.step, reading.typed, own)
    const saved = await saveDraft(database.sql, context, open.draft.draft, {
      version: own.version,
      subjects,
      typed: { ...grown.typed, ...ownTyped(own) },
      paragraphs: own.paragraphs,
    })
    return onwards(saved.draft, own, grown.row)
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'changedMeanwhile')
      return changedMeanwhile(asked, open, reading.typed, own)
    throw error
  }
}

/** Throws a draft of one's own away. */
export const discard = async (asked: ForDraft): Promise<Answer> => {
  const open = await openDraft(asked, asked.params.draft)
  if (open === undefined) return notFound()
  if (open.draft.author !== asked.context.worker)
    return problem(
      403,
      'This draft is somebody else’s',
      'Only the person who began a draft can throw it away. It stands as it was.',
    )
  await discardDraft(asked.database.sql, asked.context, open.draft.draft)
  return redirect(paths.child({ child: open.child }))
}
