import { beginDraft, draftsOf } from '../../../ledger/drafts.ts'
import type { Draft } from '../../../ledger/drafts.ts'
import { draftBegunOn, saveMerged } from '../../../ledger/merge-drafts.ts'
import type { SaveOutcome } from '../../../ledger/merge-drafts.ts'
import { Refusal } from '../../../ledger/refusal.ts'
import type { Clash } from '../../../web/forms/index.ts'
import { withChoices } from '../../../web/forms/merging/choosing.ts'
import { childRoute, notFound, redirect, refused, route, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { meetsChildren } from '../child/meets-children.ts'
import { openDraft } from '../recording/state.ts'
import { paths } from '../paths.ts'
import { shortPage, usually } from './form-page.ts'
import type { ShortState } from './form-page.ts'
import { mayRecordOf, visitedAs, visitSteps } from './kinds.ts'
import { mergeVisit, subjectsOf, visitClashes } from './merging.ts'
import { readVisits } from './read-visits.ts'
import { recordVisits } from './record-visits.ts'
import { readSent } from './sent.ts'
import type { ShortSent } from './sent.ts'
import { showRecorded } from './recorded.ts'
import { visitedOf } from './visited.ts'
import type { VisitedChild } from './visited.ts'

type ForChild = Asked & { readonly child: number }
type ForDraft = Asked & { readonly params: { readonly draft: number } }

/** The short page, with what is most often so. A draft that was begun on it is offered again. */
const showNew = async (asked: ForChild): Promise<Answer> => {
  const visited = await visitedOf(asked)
  if (visited === undefined) return refused()
  const { children } = visited
  return shortPage(asked, {
    child: asked.child,
    children,
    typed: usually(asked, children),
    problems: {},
    draft: undefined,
  })
}

const sameTyping = (draft: Draft, { typed }: Pick<ShortSent, 'typed'>) =>
  JSON.stringify(Object.entries(draft.typed).sort()) === JSON.stringify(Object.entries(typed).sort())

/** The draft that was typed in: the one of the page, one that it began and whose answer was lost, or one that holds the same. */
const draftOf = async (
  { database, context }: Asked,
  { child, draft }: Pick<ShortState, 'child' | 'draft'>,
  short: ShortSent,
): Promise<Draft | undefined> =>
  draft ??
  (await draftBegunOn(database.sql, context, short.page)) ??
  (await draftsOf(database.sql, context, child)).find(each => sameTyping(each, short))

const isOvertaken = (error: unknown): boolean =>
  error instanceof Refusal && (error.kind === 'alreadyCompleted' || error.kind === 'notFound')

type Kept = Pick<SaveOutcome<Clash>, 'draft' | 'clashes' | 'joinedWith'>

/** Keeps what was typed, whatever it is, joined to what anybody else has saved since the page was shown. */
const keep = async (asked: Asked, state: ShortState, short: ShortSent): Promise<Kept> => {
  const { database, rules, context } = asked
  const { child, children } = state
  const draft = await draftOf(asked, state, short)
  if (draft !== undefined && draft.completedAs === undefined) {
    const typed = withChoices(short.typed, draft.typed, short.chosen)
    const mine = { subjects: subjectsOf(child, typed), typed, paragraphs: draft.paragraphs }
    const saving = { ...mine, version: short.version, page: short.page }
    try {
      return await saveMerged(database.sql, context, draft.draft, saving, mergeVisit(rules, child))
    } catch (error) {
      if (!isOvertaken(error) || state.draft !== undefined) throw error
      // Of a form sent twice at once the other has just been recorded: this one is kept by itself, and known as its twin.
    }
  }
  const main = children.find(each => each.main)
  const [step = 'childInNeedVisit'] = mayRecordOf(rules, context, [
    ...(main === undefined ? [] : visitedAs(main.episodes, context.today)),
    ...visitSteps,
  ])
  const begun = {
    step,
    subjects: subjectsOf(child, short.typed),
    typed: short.typed,
    follows: undefined,
    corrects: undefined,
  }
  return {
    draft: await beginDraft(database.sql, context, begun, short.page === '' ? undefined : short.page),
    clashes: [],
    joinedWith: undefined,
  }
}

const onRefusal = (asked: Asked, state: ShortState, error: unknown): Answer => {
  if (!(error instanceof Refusal) || error.kind === 'notFound') throw error
  const isWrong = error.kind === 'againstTheLaw' || error.kind === 'notAnAnswer'
  return shortPage(asked, { ...state, problems: { notes: error.message } }, isWrong ? 422 : 409)
}

const somebody = ({ context }: Asked, name: string | undefined): string =>
  name === context.name ? 'You saved this draft from another window' : `${name ?? 'Somebody else'} saved this draft`

/** Somebody else has written in the draft: where both answered one question, both answers stand to be chosen from. */
const notJoined = (asked: Asked, state: ShortState, short: ShortSent, kept: Kept): Answer => {
  const count = kept.clashes.length
  const otherwise = count === 0 ? '' : `, with another answer to ${count === 1 ? 'one question' : `${count} questions`}`
  const then =
    count === 0
      ? 'Their words and yours are both below: look at them, then record the visit.'
      : 'Nothing was overwritten: choose below what is kept, then go on.'
  return shortPage(
    asked,
    {
      ...state,
      draft: kept.draft,
      typed: count === 0 ? kept.draft.typed : short.typed,
      clashes: visitClashes(asked.rules, state.children, kept.clashes),
      notice: `${somebody(asked, kept.joinedWith)} while you were typing${otherwise}. ${then}`,
    },
    409,
  )
}

/** Records what a draft holds, or shows what is wrong with it. */
const recordKept = async (asked: Asked, state: ShortState, draft: Draft): Promise<Answer> => {
  const { rules, context } = asked
  const { child, children } = state
  const asKept: ShortState = { ...state, draft, typed: draft.typed }
  const short = readSent(draft.typed, offeredTo(children), context)
  const read = readVisits(rules, context, children, draft.typed, short)
  if (Object.keys(read.problems).length > 0) return shortPage(asked, { ...asKept, problems: read.problems }, 422)
  try {
    const [entry = 0, ...others] = await recordVisits(asked, context, draft.draft, read)
    return redirect(paths.visitRecorded({ child, entry }, { also: others.join('.') }))
  } catch (error) {
    return onRefusal(asked, asKept, error)
  }
}

/** Keeps what was sent, and records it where that is asked and nothing is wrong with it. */
const take = async (asked: Asked, child: number, draft: Draft | undefined): Promise<Answer> => {
  const visited = await visitedOf({ ...asked, child })
  if (visited === undefined) return refused()
  const { children } = visited
  const { context, form } = asked
  const short = readSent(form, offeredTo(children), context)
  const state: ShortState = { child, children, typed: short.typed, problems: {}, draft }
  if (short.unasked.length > 0) {
    const names = short.unasked.map(name => `“${name.slice(0, 40)}”`).join(', ')
    return shortPage(
      asked,
      {
        ...state,
        problems: { notes: `The form held something that this page does not ask: ${names}. Nothing was saved` },
      },
      422,
    )
  }
  try {
    const kept = await keep(asked, state, short)
    if (kept.clashes.length > 0) return notJoined(asked, state, short, kept)
    if (short.action === 'save')
      return redirect(paths.visitDraft({ draft: kept.draft.draft }, { joined: kept.joinedWith && 1 }))
    return kept.joinedWith === undefined
      ? await recordKept(asked, state, kept.draft)
      : notJoined(asked, state, short, kept)
  } catch (error) {
    return onRefusal(asked, state, error)
  }
}

const offeredTo = (children: readonly VisitedChild[]) => children.map(({ identity }) => identity)

const showDraft = async (asked: ForDraft): Promise<Answer> => {
  const open = await openDraft(asked, asked.params.draft)
  if (open === undefined) return notFound()
  const { draft, child } = open
  if (draft.completedAs !== undefined) return redirect(paths.visitRecorded({ child, entry: draft.completedAs }))
  const visited = await visitedOf({ ...asked, child })
  if (visited === undefined) return refused()
  const notice =
    textOf(asked.query.joined) === ''
      ? {}
      : { notice: 'Saved. Somebody else had written in it too: their words and yours are both below.' }
  return shortPage(asked, { child, children: visited.children, typed: draft.typed, problems: {}, draft, ...notice })
}

/** Recorded while this person typed: what they typed that was not recorded stands in a form of its own. */
const recordedMeanwhile = async (asked: Asked, child: number, draft: Draft, entry: number): Promise<Answer> => {
  const visited = await visitedOf({ ...asked, child })
  if (visited === undefined) return refused()
  const short = readSent(asked.form, offeredTo(visited.children), asked.context)
  const { form, clashes } = mergeVisit(
    asked.rules,
    child,
  )({ before: { subjects: [], typed: {}, paragraphs: {} }, now: draft, mine: { ...draft, typed: short.typed } })
  if (clashes.length === 0 && sameTyping(draft, form)) return redirect(paths.visitRecorded({ child, entry }))
  return shortPage(
    asked,
    {
      child,
      children: visited.children,
      typed: short.typed,
      problems: {},
      draft: undefined,
      clashes: visitClashes(asked.rules, visited.children, clashes).map(({ ask, mine, theirs }) => ({
        ask,
        mine,
        theirs,
      })),
      notice:
        'This visit was recorded while you were typing, and once. What you typed is in the form below and is not recorded: correct what was recorded, or record it as another visit.',
    },
    409,
  )
}

const takeDraft = async (asked: ForDraft): Promise<Answer> => {
  const open = await openDraft(asked, asked.params.draft)
  if (open === undefined) return notFound()
  const { draft, child } = open
  return draft.completedAs === undefined
    ? take(asked, child, draft)
    : recordedMeanwhile(asked, child, draft, draft.completedAs)
}

const permission = meetsChildren

export const shortVisitRoutes = [
  childRoute({ method: 'GET', path: paths.visit, permission, audit: 'record a visit', answer: showNew }),
  childRoute({
    method: 'POST',
    path: paths.visit,
    permission,
    audit: 'record a visit',
    answer: asked => take(asked, asked.child, undefined),
  }),
  route({ method: 'GET', path: paths.visitDraft, permission, audit: 'draft of a visit', answer: showDraft }),
  route({ method: 'POST', path: paths.visitDraft, permission, audit: 'record a visit', answer: takeDraft }),
  childRoute({ method: 'GET', path: paths.visitRecorded, permission, audit: 'visit recorded', answer: showRecorded }),
]
