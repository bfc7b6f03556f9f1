import type { AnyStep } from '../../../journey/step.ts'
import { beginDraft, draftsOf } from '../../../ledger/drafts.ts'
import type { Draft } from '../../../ledger/drafts.ts'
import { draftBegunOn, saveMerged } from '../../../ledger/merge-drafts.ts'
import { notFound, redirect, refused } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { anotherRow, readForm, typedOf } from '../../../web/forms/index.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { childRecord } from '../child/record.ts'
import type { ChildRecord } from '../child/record.ts'
import { paths } from '../paths.ts'
import { planCarried } from '../plans/carried.ts'
import { answersFrom, followedByDefault } from './follows.ts'
import { sentMeanwhile } from './meanwhile.ts'
import { mergeDraft } from './merging.ts'
import { isOwn, ownTyped, readOwn } from './own.ts'
import type { OwnSent } from './own.ts'
import { offeredWith, openDraft, showForm, stepToRecord } from './state.ts'
import { lastKept } from './form-model.ts'
import type { FormState } from './form-model.ts'

type ForStep = Asked & { readonly child: number; readonly params: { readonly step: string } }

/** What stands on a form before anything is typed: what the record already says, and today for a day without one. */
const prefilled = (
  asked: ForStep,
  record: ChildRecord,
  name: string,
): { readonly typed: Typed; readonly follows: number | undefined } => {
  const { rules } = asked
  const step = rules.pathway.steps[name]
  const follows = followedByDefault(rules, name, record.duties, record.entries)
  const followed = record.entries.find(({ entry }) => entry === follows)
  const said = { ...answersFrom(rules, name, followed), ...planCarried(rules, record, name, followed) }
  const typed = Object.entries(step?.fields ?? {}).map(([field, declared]) => typedOf(field, declared, said[field]))
  return { typed: Object.assign({}, ...typed) as Typed, follows }
}

/** The empty form of a step, with what the record already knows. */
export const showNew = async (asked: ForStep): Promise<Answer> => {
  const { rules, context, database, child, params } = asked
  const step = stepToRecord(rules, context, params.step)
  if (step === undefined) return Object.hasOwn(rules.pathway.steps, params.step) ? refused() : notFound()
  const [record, drafts] = await Promise.all([childRecord(asked), draftsOf(database.sql, context, child)])
  const { typed, follows } = prefilled(asked, record, params.step)
  const others = drafts.filter(draft => draft.step === params.step && draft.corrects === undefined)
  return showForm(
    asked,
    child,
    { name: params.step, step, typed, problems: {}, subjects: [child], paragraphs: {}, follows },
    { action: paths.record({ child, step: params.step }), record, others },
  )
}

/** The children in a form whom nobody offered there; anything of the kind is refused. */
export const strangersIn = (own: OwnSent, child: number, offered: ReadonlySet<number>): readonly number[] =>
  own.subjects.filter(identity => identity !== child && !offered.has(identity))

/** What is wrong with a form beside its answers: questions nobody asked, children nobody offered. */
export const faultsOf = (unasked: readonly string[], strangers: readonly number[]): FormState['problems'] => ({
  ...(unasked.length === 0
    ? {}
    : {
        unasked: `The form held something that this step does not ask: ${unasked.map(name => `“${name.slice(0, 40)}”`).join(', ')}. Nothing was saved`,
      }),
  ...(strangers.length === 0 ? {} : { 'own-subject': 'Choose children from the list. Nothing was saved' }),
})

const sameTyping = (draft: Draft, typed: Typed, own: OwnSent) =>
  JSON.stringify(Object.entries(draft.typed).sort()) === JSON.stringify(Object.entries(typed).sort()) &&
  draft.subjects.join() === own.subjects.join() &&
  JSON.stringify(Object.entries(draft.paragraphs).sort()) === JSON.stringify(Object.entries(own.paragraphs).sort())

/**
 * The draft of what was sent: the one that this page began already, whose answer was lost; the one that holds exactly this,
 * so that a form sent twice makes one; else a new one. Of one that waits for a manager it says for whom.
 */
export const draftOf = async (
  asked: Asked,
  start: { readonly step: string; readonly typed: Typed; readonly own: OwnSent; readonly corrects: number | undefined },
): Promise<Draft> => {
  const { database, context, rules } = asked
  const { step, typed, own, corrects } = start
  const declared = rules.pathway.steps[step]
  const begun = await draftBegunOn(database.sql, context, own.page)
  if (begun?.step === step && begun.completedAs === undefined && declared !== undefined) {
    const mine = { subjects: own.subjects, typed, paragraphs: own.paragraphs, version: 1, page: own.page }
    const saved = await saveMerged(database.sql, context, begun.draft, mine, mergeDraft(declared))
    if (saved.waitsFor !== undefined) return { ...saved.draft, waitsFor: saved.waitsFor }
    if (saved.clashes.length === 0) return saved.draft
  }
  const mine = await draftsOf(database.sql, context, own.subjects[0])
  const twin = mine.find(draft => draft.step === step && draft.corrects === corrects && sameTyping(draft, typed, own))
  if (twin !== undefined) return twin
  const { subjects, follows, paragraphs } = own
  return beginDraft(database.sql, context, { step, subjects, typed, paragraphs, follows, corrects }, own.page)
}

/** What was typed, with another row in the list that one was asked for, and that row's place on the page. */
export const withRow = (step: AnyStep, typed: Typed, own: OwnSent): { readonly typed: Typed; readonly row?: string } =>
  (own.add === undefined ? undefined : anotherRow(step, typed, own.add)) ?? { typed }

/** Where to go once a draft has been kept. */
export const onwards = (draft: number, own: OwnSent, row?: string, isJoined = false): Answer =>
  redirect(
    row !== undefined
      ? `${paths.draft({ draft })}#${encodeURIComponent(row)}`
      : own.keep !== undefined
        ? `${paths.draft({ draft }, { keep: own.keep })}#${encodeURIComponent(own.keep.replace(lastKept(''), ''))}`
        : own.action === 'check'
          ? paths.checkDraft({ draft })
          : own.action === 'attach'
            ? paths.addDocument({ child: own.subjects[0] ?? 0 }, { draft })
            : paths.draft({ draft }, isJoined ? { saved: 1, joined: 1 } : { saved: 1 }),
  )

/** Keeps what was typed as a draft, whatever it is, and goes on to check it or back to the form. */
export const begin = async (asked: ForStep): Promise<Answer> => {
  const { rules, context, child, params, form } = asked
  const step = stepToRecord(rules, context, params.step)
  if (step === undefined) return Object.hasOwn(rules.pathway.steps, params.step) ? refused() : notFound()
  const own = readOwn(form, child)
  const reading = readForm(step, form, context, isOwn)
  const record = await childRecord(asked)
  const faults = faultsOf(reading.unasked, strangersIn(own, child, await offeredWith(asked, record)))
  if (Object.keys(faults).length > 0)
    return showForm(
      asked,
      child,
      {
        name: params.step,
        step,
        typed: reading.typed,
        problems: faults,
        subjects: own.subjects,
        paragraphs: own.paragraphs,
        follows: own.follows,
      },
      { status: 422, action: paths.record({ child, step: params.step }), record },
    )
  const grown = withRow(step, reading.typed, own)
  const typed = { ...grown.typed, ...ownTyped(own) }
  const draft = await draftOf(asked, { step: params.step, typed, own, corrects: undefined })
  const sent = draft.waitsFor === undefined ? undefined : await openDraft(asked, draft.draft)
  if (sent !== undefined) {
    const mine = { subjects: own.subjects, typed, paragraphs: own.paragraphs }
    return sentMeanwhile(asked, sent, record, { mine, to: draft.waitsFor ?? '' })
  }
  return onwards(draft.draft, own, grown.row)
}
