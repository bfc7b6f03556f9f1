import { DocumentRefused } from '../../documents/refusal.ts'
import { Refusal } from '../../ledger/refusal.ts'
import type { RefusalKind } from '../../ledger/refusal.ts'
import { FactsRefused, IdentifierRefused, MoveRefused, RecordRefused, RelationshipRefused } from '../../people/index.ts'
import { problem } from '../answers.ts'
import type { Problem } from '../answers.ts'

/** An error as fastify and its plugins throw it. */
type CodedError = { readonly code?: unknown; readonly statusCode?: unknown }

/** What a request was refused for before any area saw it. */
export type EdgeProblem = Omit<Problem, 'status'> & { readonly status: number }

const edge = (status: number, heading: string, ...words: readonly string[]): EdgeProblem => ({
  ...problem(422, heading, ...words),
  status,
})

const staleForm = edge(
  403,
  'This form has gone stale',
  'The page was open for a long time, or you have signed in again since. Nothing was saved by this form.',
  'Go back: what you typed is still there. Copy it if you are unsure, reload the page, and send it again.',
)

const tooManyFiles = edge(
  413,
  'That is too much to send at once',
  'Thirty files may be sent with one form, of 300 million bytes in all. Nothing was read to its end, and nothing is kept.',
  'Leave out what is not needed, and send the rest again.',
)

const byCode: Readonly<Record<string, EdgeProblem>> = {
  FST_CSRF_MISSING_SECRET: staleForm,
  FST_CSRF_INVALID_TOKEN: staleForm,
  FST_ERR_CTP_BODY_TOO_LARGE: edge(
    413,
    'That is too much to send at once',
    'A form may hold a million characters in all. Nothing was saved by this one.',
    'Go back, shorten the longest answer or move part of it to a second record, and send it again.',
  ),
  FST_REQ_FILE_TOO_LARGE: tooManyFiles,
  FST_FILES_LIMIT: tooManyFiles,
  FST_PARTS_LIMIT: tooManyFiles,
  FST_ERR_CTP_INVALID_MEDIA_TYPE: edge(415, 'This server takes forms', 'What was sent is not a form of these pages.'),
}

const byStatus: Readonly<Record<number, EdgeProblem>> = {
  400: edge(400, 'That could not be read', 'What was sent is not what the page asks for. Nothing was changed.'),
  429: edge(
    429,
    'Too many requests',
    'There were more requests in a minute than a person makes. Wait a minute and try again.',
  ),
}

const byRefusal: Readonly<Record<RefusalKind, { readonly status: number; readonly heading: string }>> = {
  notFound: { status: 404, heading: 'There is no such thing' },
  notAllowed: { status: 403, heading: 'You may not do this' },
  againstTheLaw: { status: 422, heading: 'The law does not allow this' },
  alreadyOpen: { status: 409, heading: 'This has been recorded already' },
  notOpen: { status: 409, heading: 'There is nothing to end' },
  alreadyCompleted: { status: 409, heading: 'This has been recorded already' },
  sentToManager: { status: 409, heading: 'This waits for a manager' },
  changedMeanwhile: { status: 409, heading: 'This changed while you were typing' },
  notAnAnswer: { status: 422, heading: 'That is not an answer' },
}

const recordGone = { status: 404, heading: 'There is no such thing' }
const recordChanged = { status: 409, heading: 'This changed while you were typing' }
const notKept = { status: 422, heading: 'The document was not kept' }
const notPossible = { status: 422, heading: 'That cannot be so' }

const refusalsOfThePeopleRoom = [FactsRefused, IdentifierRefused, MoveRefused, RelationshipRefused]

const headingOf = (error: unknown): { readonly status: number; readonly heading: string } | undefined => {
  if (error instanceof Refusal) return byRefusal[error.kind]
  if (error instanceof RecordRefused) return error.because === 'notOpen' ? recordGone : recordChanged
  if (error instanceof DocumentRefused) return notKept
  return refusalsOfThePeopleRoom.some(refusal => error instanceof refusal) ? notPossible : undefined
}

/** What to tell a person where a room below would not write, and no page said so itself; undefined where the error is another. */
export const refusalInWords = (error: Error): EdgeProblem | undefined => {
  const heading = headingOf(error)
  return heading && edge(heading.status, heading.heading, error.message, 'Nothing was recorded.')
}

/** What to tell a person about an error at the edge, or undefined where the fault is ours. */
export const edgeProblem = (error: object): EdgeProblem | undefined => {
  const { code, statusCode }: CodedError = error
  if (typeof code === 'string' && byCode[code] !== undefined) return byCode[code]
  if (typeof statusCode !== 'number' || statusCode < 400 || statusCode >= 500) return undefined
  return byStatus[statusCode] ?? byStatus[400]
}

/** What to tell a person when the fault is ours. The reference stands in the log beside the cause. */
export const ourFault: EdgeProblem = edge(
  500,
  'Something went wrong',
  'This is a fault of the system and not of anything you did. Work that was saved before is safe; this request changed nothing that is half done.',
  'Go back and try again. If it happens again, tell your system administrator the reference.',
)
