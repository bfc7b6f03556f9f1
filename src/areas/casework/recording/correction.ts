import { planFromWords } from '../../../journey/plans/index.ts'
import type { StoredAnswers } from '../../../journey/field.ts'
import type { AnyStep } from '../../../journey/step.ts'
import { aboutWhom, isClosed } from '../../../ledger/about-whom.ts'
import { notFound, problem, refused } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { readForm, typedFrom } from '../../../web/forms/index.ts'
import { paths } from '../paths.ts'
import { draftOf, faultsOf, onwards, withRow } from './begin.ts'
import type { FormState } from './form-model.ts'
import { isOwn, ownTyped, paragraphOf, readOwn } from './own.ts'
import { paragraphsOf, sharedInWords } from './shared.ts'
import { currentEntry, showForm, stepToRecord } from './state.ts'

type ForEntry = Asked & { readonly child: number; readonly params: { readonly entry: number } }

/** A plan that had to be given in words before there were goals is corrected as one with goals, which its words begin. */
const withGoals = (step: AnyStep, answers: StoredAnswers): StoredAnswers => {
  const begun = step.fields.plan?.required === true && answers.plan === undefined ? planFromWords(answers) : undefined
  return begun === undefined ? answers : { ...answers, plan: begun }
}

const forAllAtOnce = {
  two: 'It is corrected for both at once, by somebody who may open both records.',
  more: 'It is corrected for all of them at once, by somebody who may open all their records.',
}

/** The entry to correct with its step and its children, all of whom must open; or why it cannot be corrected by this person. */
const entryToCorrect = async (asked: ForEntry) => {
  const { database, rules, context, child, params } = asked
  const [entry, whom] = await Promise.all([
    currentEntry(asked, params.entry),
    aboutWhom(database.sql, context, { entry: params.entry, child }),
  ])
  if (entry === undefined || whom === undefined) return notFound()
  const step = stepToRecord(rules, context, entry.step)
  if (step === undefined) return refused()
  if (isClosed(whom))
    return problem(
      403,
      'You cannot correct this',
      sharedInWords(whom, forAllAtOnce) ?? 'Somebody else has to correct it.',
      'Ask your manager. It stands as it was.',
    )
  return { entry, step, subjects: whom.open.map(({ identity }) => identity), paragraphs: paragraphsOf(whom) }
}

/** The form of a correction, as the entry stands. */
export const showCorrection = async (asked: ForEntry): Promise<Answer> => {
  const { child } = asked
  const found = await entryToCorrect(asked)
  if ('kind' in found) return found
  const { entry, step, subjects, paragraphs } = found
  const state: FormState = {
    name: entry.step,
    step,
    typed: typedFrom(step, withGoals(step, entry.answers), entry.outcome),
    problems: {},
    subjects,
    paragraphs,
    follows: entry.follows ?? undefined,
    corrects: { entry: entry.entry, version: entry.version, reason: '' },
  }
  return showForm(asked, child, state, { action: paths.correct({ child, entry: entry.entry }) })
}

/** Keeps a correction as a draft, and goes on to check it. */
export const beginCorrection = async (asked: ForEntry): Promise<Answer> => {
  const { context, child, form } = asked
  const found = await entryToCorrect(asked)
  if ('kind' in found) return found
  const { entry, step, subjects } = found
  const sent = readOwn(form, child)
  // A paragraph for which the page had no box stays as it is; one that was emptied goes.
  const unsent = Object.entries(found.paragraphs).filter(([identity]) => form[paragraphOf(identity)] === undefined)
  const own = { ...sent, subjects, paragraphs: { ...Object.fromEntries(unsent), ...sent.paragraphs } }
  const reading = readForm(step, form, context, isOwn)
  const faults = faultsOf(reading.unasked, [])
  if (Object.keys(faults).length > 0) {
    const corrects = { entry: entry.entry, version: own.corrected ?? entry.version, reason: own.reason }
    const state: FormState = {
      name: entry.step,
      step,
      typed: reading.typed,
      problems: faults,
      subjects,
      paragraphs: own.paragraphs,
      follows: entry.follows ?? undefined,
      corrects,
    }
    return showForm(asked, child, state, { status: 422, action: paths.correct({ child, entry: entry.entry }) })
  }
  const grown = withRow(step, reading.typed, own)
  const typed = { ...grown.typed, ...ownTyped({ ...own, corrected: own.corrected ?? entry.version }) }
  return onwards((await draftOf(asked, { step: entry.step, typed, own, corrects: entry.entry })).draft, own, grown.row)
}
