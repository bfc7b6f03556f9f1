import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { note } from '../access/log.ts'
import { accessAnswer } from '../access/visibility.ts'
import type { AccessAnswer, Context } from '../access/context.ts'
import type { Tables } from '../store/tables.ts'
import { readAs } from './alarms.ts'
import { asSent, senderNamed } from './contact-from.ts'
import { decisionsOf } from './decisions-made.ts'
import type { Decision } from './decisions-made.ts'
import { enquiriesOf } from './enquiries.ts'
import type { EnquiryForStaff } from './enquiries.ts'
import { childrenSent } from './examine.ts'
import type { ChildSent } from './examine.ts'
import { readOpened } from './open-request.ts'
import type { OpenRequest } from './open-request.ts'
import { answersInWords, childInWords } from './questions/index.ts'
import type { AnswerPart } from './questions/index.ts'
import { requestKinds, senders } from './request.ts'

type Queries = Kysely<Tables>

/** What a request is, in the words of the board. Suspected harm that was typed into a request for support is a worry. */
export const kindInWords = (request: Pick<OpenRequest, 'kind' | 'alarms' | 'answers'>): string =>
  requestKinds[readAs(request)]

/** From whom a request is: an organisation and post, or who it is to the child. */
export const fromWhom = (request: OpenRequest): string => {
  const named = senderNamed(request)
  const sender = senders[request.sender]
  if (request.partner !== null) return named
  if (named !== '' && request.sender === 'professional') return named
  return named === '' ? (request.sender === 'public' ? 'Anonymous' : sender) : `${named} (${sender.toLowerCase()})`
}

/** What is read first: what happens, then what makes it unsafe. */
const firstParts: readonly string[] = ['what', 'safe', 'feelings']

/** What was sent, in words, what is happening first. The name of whoever sent it is asked on one of two pages. */
export const partsSent = (
  { answers, sender }: Pick<OpenRequest, 'answers' | 'sender'>,
  sent: readonly ChildSent[],
): readonly AnswerPart[] => {
  const notAsked = sender === 'professional' ? 'you' : 'your-work'
  const parts = answersInWords({ answers, children: sent.map(asSent) }).filter(({ key }) => key !== notAsked)
  return [
    ...parts.filter(({ key }) => firstParts.includes(key)),
    ...parts.filter(({ key }) => !firstParts.includes(key)),
  ]
}

/** Where the children live, as whoever wrote to the door said. */
export type ToldHome = { readonly line: string; readonly town: string; readonly postcode: string }

/** What was told at the door before a contact, what was decided about it, and what other organisations answered. */
export type Told = {
  readonly request: OpenRequest
  readonly parts: readonly AnswerPart[]
  /** What each child of the request was called, by its place in it. */
  readonly names: ReadonlyMap<number, string>
  readonly decisions: readonly Decision[]
  readonly enquiries: readonly EnquiryForStaff[]
  readonly home: ToldHome | undefined
}

/** Why it does not open: it tells of children whose record does not, or of one whose record nobody has found yet. */
export type Withheld = 'ofOthersToo' | 'notFoundYet'

type ChildTold = {
  readonly contact: number
  readonly request: number
  readonly identity: number | null
  readonly answer: AccessAnswer | null
  readonly isForKeepers: boolean
}

const childrenTold = async (
  queries: Queries,
  context: Context,
  contacts: readonly number[],
): Promise<readonly ChildTold[]> => {
  const { rows } = await sql<ChildTold>`
    select made.entry as contact, child.request, link.identity,
      case when link.identity is not null then ${accessAnswer(context, 'link.identity', 'few')} end as answer,
      exists (select 1 from request_keeper kept where kept.request = child.request) as "isForKeepers"
    from (select distinct entry, request from request_decision where entry = any (${[...contacts]}::bigint[])) made
    join request_child child on child.request = made.request
    left join request_link link on link.request = child.request and link.position = child.position
      and link.known_to = 'infinity'`.execute(queries)
  return rows
}

const opens = (children: readonly ChildTold[]): boolean => children.every(({ answer }) => answer === 'open')

/** Of a child who is unknown to the reader, or may be, not even that there is more is said. */
const whyWithheld = (children: readonly ChildTold[]): Withheld | undefined => {
  if (children.some(({ answer, isForKeepers }) => answer === 'nothing' || (answer === null && isForKeepers)))
    return undefined
  return children.some(({ answer }) => answer === 'known') ? 'ofOthersToo' : 'notFoundYet'
}

const homeTold = ({ answers }: OpenRequest): ToldHome | undefined => {
  const said = (name: string): string => (typeof answers[name] === 'string' ? answers[name].trim() : '')
  const home = { line: said('line'), town: said('town'), postcode: said('postcode') }
  return home.line === '' && home.postcode === '' ? undefined : home
}

/**
 * What was told at the door before a contact of the record, for whoever may open every child of that request, and notes the
 * look at each of them; why it does not open, where that may be said; undefined where the contact did not come by the door.
 */
export const toldBefore = async (
  queries: Queries,
  context: Context,
  contact: number,
): Promise<Told | Withheld | undefined> => {
  const children = await childrenTold(queries, context, [contact])
  const [first] = children
  if (first === undefined) return undefined
  if (!opens(children)) return whyWithheld(children)
  const [request, sent, decisions, enquiries] = await Promise.all([
    readOpened(queries, first.request),
    childrenSent(queries, first.request),
    decisionsOf(queries, first.request),
    enquiriesOf(queries, first.request, context.now),
  ])
  if (request === undefined) return undefined
  await note(
    queries,
    context,
    [...new Set(children.flatMap(({ identity }) => identity ?? []))].map(identity => ({
      act: 'told at the door',
      answer: 'open' as const,
      identity,
      entry: contact,
      request: request.request,
    })),
  )
  return {
    request,
    parts: partsSent(request, sent),
    names: new Map(sent.map(child => [child.position, childInWords(asSent(child))])),
    decisions: decisions.filter(({ entry }) => entry === contact),
    enquiries: enquiries.filter(({ standing }) => standing !== 'withdrawn'),
    home: homeTold(request),
  }
}

/** Of which contacts it may be said that something was told at the door before. Whether that opens is asked of each. */
export const cameByTheDoor = async (
  queries: Queries,
  context: Context,
  contacts: readonly number[],
): Promise<ReadonlySet<number>> => {
  if (contacts.length === 0) return new Set()
  const told = Map.groupBy(await childrenTold(queries, context, contacts), ({ contact }) => contact)
  return new Set(
    [...told].flatMap(([contact, children]) =>
      opens(children) || whyWithheld(children) !== undefined ? [contact] : [],
    ),
  )
}
