import { beginDraft, draftsOf, readDraft, saveDraft } from '../../../ledger/drafts.ts'
import type { Draft } from '../../../ledger/drafts.ts'
import { Refusal } from '../../../ledger/refusal.ts'
import { childRoute, notFound, redirect, refused, route, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { meetsChildren } from '../child/meets-children.ts'
import { openDraft } from '../recording/state.ts'
import { paths } from '../paths.ts'
import { shortPage, usually } from './form-page.ts'
import type { ShortState } from './form-page.ts'
import { mayRecordOf, visitedAs, visitSteps } from './kinds.ts'
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

const sameTyping = (draft: Draft, { typed }: ShortSent) =>
  JSON.stringify(Object.entries(draft.typed).sort()) === JSON.stringify(Object.entries(typed).sort())

/** Keeps what was typed, whatever it is: in the draft that it came from, in one that holds the same, or in a new one. */
const keep = async (
  { database, rules, context }: Asked,
  { child, children, draft }: Pick<ShortState, 'child' | 'children' | 'draft'>,
  short: ShortSent,
): Promise<Draft> => {
  const subjects = [child, ...[...short.seen.keys()].filter(identity => identity !== child)]
  if (draft !== undefined)
    return saveDraft(database.sql, context, draft.draft, {
      version: short.version,
      subjects,
      typed: short.typed,
      paragraphs: draft.paragraphs,
    })
  const twin = (await draftsOf(database.sql, context, child)).find(each => sameTyping(each, short))
  if (twin !== undefined) return twin
  const main = children.find(each => each.main)
  const [step = 'childInNeedVisit'] = mayRecordOf(rules, context, [
    ...(main === undefined ? [] : visitedAs(main.episodes, context.today)),
    ...visitSteps,
  ])
  return beginDraft(database.sql, context, {
    step,
    subjects,
    typed: short.typed,
    follows: undefined,
    corrects: undefined,
  })
}

/** The words that somebody else has saved meanwhile in the same draft, where they differ from mine. */
const theirsIn = ({ rules }: Asked, theirs: Draft, mine: ShortSent): NonNullable<ShortState['theirs']> =>
  Object.entries(rules.pathway.steps.childInNeedVisit?.fields ?? {}).flatMap(([name, { ask, kind }]) =>
    kind !== 'prose' || textOf(theirs.typed[name]) === textOf(mine.typed[name])
      ? []
      : [{ ask, words: textOf(theirs.typed[name]) }],
  )

const onRefusal = async (asked: Asked, state: ShortState, short: ShortSent, error: unknown): Promise<Answer> => {
  if (!(error instanceof Refusal)) throw error
  if (error.kind === 'changedMeanwhile' && state.draft !== undefined) {
    const theirs = await readDraft(asked.database.sql, asked.context, state.draft.draft)
    if (theirs === undefined) return notFound()
    const notice =
      'This draft was saved from another window or by another person while you were typing. Nothing was overwritten: your words stand below. Take over what you want to keep of the others, then go on.'
    return shortPage(asked, { ...state, draft: theirs, notice, theirs: theirsIn(asked, theirs, short) }, 409)
  }
  if (error.kind === 'notFound') throw error
  const isWrong = error.kind === 'againstTheLaw' || error.kind === 'notAnAnswer'
  return shortPage(asked, { ...state, problems: { notes: error.message } }, isWrong ? 422 : 409)
}

/** Keeps what was sent, and records it where that is asked and nothing is wrong with it. */
const take = async (asked: Asked, child: number, draft: Draft | undefined): Promise<Answer> => {
  const visited = await visitedOf({ ...asked, child })
  if (visited === undefined) return refused()
  const { children } = visited
  const { rules, context, form } = asked
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
    if (short.action === 'save') return redirect(paths.visitDraft({ draft: kept.draft }))
    const read = readVisits(rules, context, children, form, short)
    if (Object.keys(read.problems).length > 0)
      return shortPage(asked, { ...state, draft: kept, problems: read.problems }, 422)
    try {
      const [entry = 0, ...others] = await recordVisits(asked, context, kept.draft, read)
      return redirect(paths.visitRecorded({ child, entry }, { also: others.join('.') }))
    } catch (error) {
      return await onRefusal(asked, { ...state, draft: kept }, short, error)
    }
  } catch (error) {
    return onRefusal(asked, state, short, error)
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
  return shortPage(asked, { child, children: visited.children, typed: draft.typed, problems: {}, draft })
}

const takeDraft = async (asked: ForDraft): Promise<Answer> => {
  const open = await openDraft(asked, asked.params.draft)
  if (open === undefined) return notFound()
  const { draft, child } = open
  return draft.completedAs === undefined
    ? take(asked, child, draft)
    : redirect(paths.visitRecorded({ child, entry: draft.completedAs }))
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
