import type { Decision } from '../../../door/decisions-made.ts'
import type { EnquiryForStaff } from '../../../door/enquiries.ts'
import { eventKinds } from '../../../door/history.ts'
import type { RequestEvent } from '../../../door/history.ts'
import type { OtherRequest } from '../../../door/known-of.ts'
import type { OpenRequest } from '../../../door/open-request.ts'
import { levelInWords, outcomeInWords } from '../../../door/outcomes.ts'
import type { Message } from '../../../door/outgoing.ts'
import { requestKinds, senders } from '../../../door/request.ts'
import type { RequestKind, Sender } from '../../../door/request.ts'
import { paths } from '../paths.ts'

type Names = ReadonlyMap<number, string>

const about = (children: readonly number[], names: Names): string =>
  children.length === 0 ? 'the whole request' : children.map(position => names.get(position) ?? 'a child').join(', ')

/** A decision as its request's page shows it. */
export const decisionOnPage = (
  { request }: OpenRequest,
  decision: Decision,
  names: Names,
  links: ReadonlyMap<number, number>,
  { mayAgree, days }: { readonly mayAgree: boolean; readonly days: readonly string[] },
) => {
  const at = { request, decision: decision.decision }
  const child = decision.children.map(position => links.get(position)).find(identity => identity !== undefined)
  return {
    number: decision.decision,
    about: about(decision.children, names),
    outcome: outcomeInWords(decision.outcome),
    level: decision.level === null ? '' : levelInWords(decision.level),
    rationale: decision.rationale,
    by: decision.proposedBy,
    at: decision.proposedAt,
    because: decision.because,
    waits: decision.waits,
    agreedBy: decision.agreedBy,
    agreedAt: decision.agreedAt,
    returnedBy: decision.returnedBy,
    returnedWhy: decision.returnedWhy,
    entry: decision.entry === null || child === undefined ? undefined : paths.entry({ child, entry: decision.entry }),
    days,
    agree: mayAgree && decision.waits ? paths.agree(at) : undefined,
    sendBack: mayAgree && decision.waits ? paths.sendBack(at) : undefined,
  }
}

const wordsOf = ({ detail }: RequestEvent): string => {
  if (typeof detail.words === 'string') return detail.words
  return typeof detail.outcome === 'string' ? outcomeInWords(detail.outcome) : ''
}

/** A line of the history of a request. */
export const eventOnPage = (event: RequestEvent) => ({
  at: event.at,
  by: event.by ?? '',
  kind: Object.hasOwn(eventKinds, event.kind) ? eventKinds[event.kind as keyof typeof eventKinds] : event.kind,
  words: wordsOf(event),
})

/** An enquiry to another organisation, with its answers. */
export const enquiryOnPage = (request: number, enquiry: EnquiryForStaff, names: Names) => ({
  partner: enquiry.partnerName,
  about: about(enquiry.children, names),
  question: enquiry.question,
  by: enquiry.askedBy,
  at: enquiry.askedAt,
  answerBy: enquiry.answerBy,
  standing: enquiry.standing,
  isLate: enquiry.isLate,
  answers: enquiry.answers,
  withdraw: enquiry.standing === 'open' ? paths.withdraw({ request, enquiry: enquiry.enquiry }) : undefined,
})

/** Another request about one of the children. */
export const otherOnPage = (other: OtherRequest) => ({
  href: paths.request({ request: other.request }),
  kind: requestKinds[other.kind as RequestKind],
  from: other.partnerName ?? senders[other.sender as Sender],
  at: other.receivedAt,
  became:
    other.decidedAt === null ? 'not decided yet' : other.outcomes.map(outcome => outcomeInWords(outcome)).join(', '),
})

const ways = { letter: 'Letter', email: 'Notice by e-mail', page: 'On the organisation’s own page' } as const

/** What was written in answer. */
export const messageOnPage = (request: number, message: Message) => ({
  way: ways[message.way],
  by: message.writtenBy,
  at: message.writtenAt,
  sentAt: message.sentAt,
  body: message.body,
  problem: message.sentAt === null ? message.lastProblem : null,
  tries: message.tries,
  letter: message.way === 'letter' ? paths.letter({ request, message: message.message }) : undefined,
  sendAgain: message.way === 'email' && message.sentAt === null ? paths.sendAgain({ request }) : undefined,
})
