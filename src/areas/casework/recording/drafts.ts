import { discardDraft } from '../../../ledger/drafts.ts'
import { othersIn } from '../../../ledger/draft-versions.ts'
import { saveMerged } from '../../../ledger/merge-drafts.ts'
import { problemsWithNamed } from '../../../ledger/named.ts'
import { Refusal } from '../../../ledger/refusal.ts'
import { notFound, problem, redirect, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { readForm, typedOf } from '../../../web/forms/index.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { offeredFor } from '../authorising/offered.ts'
import { childRecord } from '../child/record.ts'
import { paths } from '../paths.ts'
import { isShortDraft } from '../visits/sent.ts'
import { faultsOf, onwards, strangersIn, withRow } from './begin.ts'
import { lastKept, lastOfKind } from './form-model.ts'
import type { FormState } from './form-model.ts'
import { changedMeanwhile, completedMeanwhile, sentMeanwhile } from './meanwhile.ts'
import { mergeDraft, withChosen } from './merging.ts'
import { isOwn, ownTyped, readOwn } from './own.ts'
import { currentEntry, isSent, offeredWith, openDraft, showForm, stateOfDraft } from './state.ts'
import type { OpenDraft } from './state.ts'

type ForDraft = Asked & { readonly params: { readonly draft: number } }

const entryOf = ({ draft, child }: OpenDraft): string => paths.entry({ child, entry: draft.completedAs ?? 0 })

const joined = (typed: string, kept: string): string => (typed.trim() === '' ? kept : `${typed}\n\n${kept}`)

/**
 * Keeps, as the answer to one question, what stands beside it or in the last one of its kind: it is typed in for the person,
 * after what they have written themselves, and not saved yet.
 */
const kept = async (asked: Asked, open: OpenDraft, wanted: string): Promise<Typed> => {
  const isOfLast = wanted.startsWith(lastKept(''))
  const name = isOfLast ? wanted.slice(lastKept('').length) : wanted
  const field = Object.hasOwn(open.step.fields, name) ? open.step.fields[name] : undefined
  const state = stateOfDraft(open)
  const record = await childRecord({ ...asked, child: open.child })
  const source = isOfLast ? lastOfKind(record, state) : record.entries.find(({ entry }) => entry === state.follows)
  const said = source?.answers[name]
  if (field === undefined || said === undefined) return {}
  return field.kind === 'prose' && typeof said === 'string'
    ? { [name]: joined(textOf(state.typed[name]), said) }
    : typedOf(name, field, said)
}

const noManager = ({ draft, step }: OpenDraft): string =>
  `No manager in post of this team or service may open ${draft.subjects.length === 1 ? 'this record' : 'these records'}: there is nobody to send it to, and you record it yourself. Fill in “${step.fields[step.completedOn]?.ask ?? step.title}”.`

/** The page of a draft, with what was typed as it was typed. */
export const showDraft = async (asked: ForDraft): Promise<Answer> => {
  const open = await openDraft(asked, asked.params.draft)
  if (open === undefined) return notFound()
  if (open.draft.completedAs !== undefined) return redirect(entryOf(open))
  if (isSent(open)) return redirect(paths.sentDraft({ draft: open.draft.draft }))
  if (isShortDraft(open.draft.typed)) return redirect(paths.visitDraft({ draft: open.draft.draft }))
  const asks = textOf(asked.query.keep)
  const problems = textOf(asked.query.mend) === '' ? {} : await problemsOf(asked, open)
  const state = stateOfDraft(open, problems)
  const typed = asks === '' ? state.typed : { ...state.typed, ...(await kept(asked, open, asks)) }
  const withoutManager =
    problems[open.step.completedOn] !== undefined && (await offeredFor(asked, open))?.lacksDay === true
  const notice =
    textOf(asked.query.saved) === ''
      ? withoutManager
        ? { notice: noManager(open) }
        : {}
      : {
          notice:
            textOf(asked.query.joined) === ''
              ? 'The draft is saved as it stands. You find it again on your home page and on the child’s page.'
              : 'The draft is saved. Somebody else had written in it too: their words and yours are both below.',
        }
  return showForm(
    asked,
    open.child,
    { ...state, typed, ...notice },
    { action: paths.draft({ draft: open.draft.draft }), status: Object.keys(problems).length > 0 ? 422 : 200 },
  )
}

/** What is wrong with a draft as it stands. */
export const problemsOf = async (asked: Asked, open: OpenDraft): Promise<FormState['problems']> => {
  const { database, context } = asked
  const { draft, step } = open
  const { corrects } = stateOfDraft(open)
  const { answers, problems } = readForm(step, draft.typed, context, isOwn)
  const before = corrects === undefined ? undefined : (await currentEntry(asked, corrects.entry))?.answers
  const named = { today: context.today, ...(before === undefined ? {} : { before }) }
  return {
    ...(corrects?.reason.trim() === '' ? { 'own-reason': 'Say why this is corrected' } : {}),
    ...(await problemsWithNamed(database.sql, step, answers, named)),
    ...problems,
  }
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
  const grown = withRow(open.step, reading.typed, own)
  const typed = { ...grown.typed, ...ownTyped(own) }
  const mine = withChosen({ subjects, typed, paragraphs: own.paragraphs }, open.draft, own.chosen)
  const merge = mergeDraft(open.step)
  if (open.draft.completedAs !== undefined) return completedMeanwhile(asked, open, record, mine)
  try {
    const saving = { ...mine, version: own.version, page: own.page }
    const saved = await saveMerged(database.sql, context, open.draft.draft, saving, merge)
    if (saved.waitsFor !== undefined) return await sentMeanwhile(asked, open, record, { mine, to: saved.waitsFor })
    return saved.clashes.length > 0
      ? await changedMeanwhile(asked, open, record, saved)
      : onwards(saved.draft.draft, own, grown.row, saved.joinedWith !== undefined)
  } catch (error) {
    const again =
      error instanceof Refusal && error.kind === 'alreadyCompleted'
        ? await openDraft(asked, open.draft.draft)
        : undefined
    if (again === undefined) throw error
    return await completedMeanwhile(asked, again, record, mine)
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
  if (isSent(open))
    return problem(
      409,
      'This waits for a manager',
      `It was sent to ${open.request?.toName ?? 'a manager'} to authorise. Take it back first; it stands as it was.`,
    )
  const other = await othersIn(asked.database.sql, asked.context, open.draft.draft)
  if (other !== undefined)
    return problem(
      409,
      'Somebody else has written in this draft',
      `${other} has saved words in it, which would be lost. It stands as it was: ask them, or complete it.`,
    )
  await discardDraft(asked.database.sql, asked.context, open.draft.draft)
  return redirect(paths.child({ child: open.child }))
}
