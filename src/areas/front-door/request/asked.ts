import { contextAt } from '../../../access/context.ts'
import type { Context } from '../../../access/context.ts'
import { nextMoment } from '../../../council/clock.ts'
import { examineNew } from '../../../door/examine.ts'
import { lookAtRequest, readRequest } from '../../../door/open-request.ts'
import type { OpenRequest } from '../../../door/open-request.ts'
import { RequestRefused } from '../../../door/standing.ts'
import { DocumentRefused } from '../../../documents/index.ts'
import { Refusal } from '../../../ledger/refusal.ts'
import { FactsRefused, MoveRefused, RecordRefused } from '../../../people/index.ts'
import { notFound, problem, redirect } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { paths } from '../paths.ts'

/** A page or an action of one request. */
export type ForRequest = Asked & { readonly params: { readonly request: number } }

/** The request, where whoever asks sees it; the look is kept whatever the answer. */
export const openRequest = async (asked: ForRequest, act: string): Promise<OpenRequest | undefined> => {
  await examineNew(asked.database, asked.context.now)
  return lookAtRequest(asked.database.sql, asked.context, asked.params.request, act)
}

/** The context of something that is about to be written: later than everything written before. */
export const writing = async ({ database, context }: Asked): Promise<Context> =>
  contextAt(context, await nextMoment(database.sql))

/** Where a request went to its keepers meanwhile, whoever had it before is told no more than that. */
const passedOn = (): Answer => redirect(paths.board({}, { done: 'passed' }))

/** Back to the page of a request, or to the board where it is this person's no longer. */
export const backTo = async (asked: ForRequest, place = ''): Promise<Answer> =>
  (await readRequest(asked.database.sql, asked.context, asked.params.request)) === undefined
    ? passedOn()
    : redirect(`${paths.request({ request: asked.params.request })}${place}`)

/** What is wrong with an answer: which question, and in what words. */
export type Wrong = { readonly question: string; readonly words: string }

/** A refusal as something wrong with an answer, or as a page in words; other errors go on. */
export const wrongOr = (error: unknown): Wrong | Answer => {
  if (error instanceof RequestRefused) {
    if (error.because === 'notFound') return notFound()
    if (error.because === 'notAnAnswer') return { question: error.question ?? 'page', words: error.message }
    return problem(
      error.because === 'meanwhile' ? 409 : 403,
      error.because === 'meanwhile' ? 'Somebody was there before you' : 'You may not do this',
      error.message,
      'Go back to the request to see how it stands.',
    )
  }
  if (error instanceof FactsRefused) return { question: 'page', words: error.message }
  if (error instanceof MoveRefused || error instanceof RecordRefused || error instanceof DocumentRefused)
    return { question: 'page', words: error.message }
  if (error instanceof Refusal && error.kind !== 'notFound') return { question: 'page', words: error.message }
  throw error
}

export const isWrong = (found: Wrong | Answer): found is Wrong => 'question' in found
