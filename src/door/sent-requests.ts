import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Instant } from '../calendar/index.ts'
import type { Tables } from '../store/tables.ts'
import { isClosing } from './outcomes.ts'
import { notePartner } from './partner-looks.ts'
import type { PartnerContext } from './partners.ts'
import type { ChildAsSent, RequestKind } from './request.ts'

type Queries = Kysely<Tables>

/** What became of a request, as far as its sender may know at a glance. */
export const becameOf = {
  received: 'Received',
  lookedAt: 'Being looked at',
  decided: 'Decided: the answer is being written',
  answered: 'Answered',
} as const

export type BecameOf = keyof typeof becameOf

/** A request that an organisation has sent: who sent it, when, and how it stands. Nothing of what it says. */
export type SentRequest = {
  readonly request: number
  readonly reference: string
  readonly kind: RequestKind
  readonly sentBy: string
  readonly isOwn: boolean
  readonly sentAt: Instant
  readonly decideBy: Instant
  readonly decidedAt: Instant | null
  readonly became: BecameOf
  readonly isLate: boolean
}

const sent = (queries: Queries, { partner, person }: PartnerContext) =>
  queries
    .selectFrom('request')
    .leftJoin('partner_person as sender', 'sender.person', 'request.partner_person')
    .leftJoin('request_standing as standing', 'standing.request', 'request.request')
    .select([
      'request.request',
      'request.reference',
      'request.kind',
      sql<string>`coalesce(sender.given || ' ' || sender.family || ', ' || sender.post, '')`.as('sentBy'),
      sql<boolean>`request.partner_person is not distinct from ${person}`.as('isOwn'),
      'request.received_at as sentAt',
      'request.decide_by as decideBy',
      'standing.decided_at as decidedAt',
      sql<BecameOf>`case
        when standing.replied_at is not null then 'answered'
        when standing.decided_at is not null then 'decided'
        when standing.claimed_by is not null then 'lookedAt'
        else 'received' end`.as('became'),
    ])
    .where('request.partner', '=', partner)

const withClock = <Row extends { decidedAt: Instant | null; decideBy: Instant }>(row: Row, now: Instant) => ({
  ...row,
  isLate: row.decidedAt === null && row.decideBy < now,
})

/** What an organisation has sent, the latest first; a page of it, and how many there are. */
export const sentRequests = async (
  queries: Queries,
  partner: PartnerContext,
  { page, perPage }: { readonly page: number; readonly perPage: number },
): Promise<{ readonly rows: readonly SentRequest[]; readonly total: number }> => {
  const [rows, { total }] = await Promise.all([
    sent(queries, partner)
      .orderBy('request.received_at', 'desc')
      .orderBy('request.request', 'desc')
      .limit(perPage)
      .offset((page - 1) * perPage)
      .execute(),
    queries
      .selectFrom('request')
      .select(sql<number>`count(*)::integer`.as('total'))
      .where('partner', '=', partner.partner)
      .executeTakeFirstOrThrow(),
  ])
  return { rows: rows.map(row => withClock(row, partner.now)), total }
}

/** A reply of the point of access on the partner's own page. */
export type ReplyForPartner = { readonly at: Instant; readonly subject: string; readonly body: string }

/** A request as its organisation sees it: what it says for whoever sent it alone, and the reply to them. */
export type SentRequestOpen = SentRequest & {
  readonly said:
    | { readonly answers: Readonly<Record<string, unknown>>; readonly children: readonly ChildAsSent[] }
    | undefined
  readonly replies: readonly ReplyForPartner[]
  /** Whether it ended without a child's record: a consultation answered, or about an adult. */
  readonly isClosed: boolean
}

const saidIn = async (queries: Queries, request: number): Promise<SentRequestOpen['said']> => {
  const [{ answers }, children] = await Promise.all([
    queries.selectFrom('request').select('answers').where('request', '=', request).executeTakeFirstOrThrow(),
    queries.selectFrom('request_child').selectAll().where('request', '=', request).orderBy('position').execute(),
  ])
  return {
    answers,
    children: children.map(({ given, family, born_on, expected_on, sex, answers: said }) => ({
      ...(given === null ? {} : { given }),
      ...(family === null ? {} : { family }),
      ...(born_on === null ? {} : { bornOn: born_on }),
      ...(expected_on === null ? {} : { expectedOn: expected_on }),
      ...(sex === 'female' || sex === 'male' || sex === 'notStated' ? { sex } : {}),
      answers: said,
    })),
  }
}

const repliesTo = async (queries: Queries, partner: number, request: number): Promise<readonly ReplyForPartner[]> => {
  const rows = await queries
    .selectFrom('outgoing')
    .select(['sent_at as at', 'subject', 'body'])
    .where('request', '=', request)
    .where('by_way', '=', 'page')
    .where('partner', '=', partner)
    .where('sent_at', 'is not', null)
    .orderBy('message')
    .execute()
  return rows.flatMap(({ at, ...row }) => (at === null ? [] : [{ ...row, at }]))
}

/**
 * Opens a request to the organisation that sent it, and notes the look; undefined, and noted, for a reference of another
 * organisation or of nothing. What it says, and the reply, are for the person who sent it: to their colleagues it says that
 * it was sent and how it stands.
 */
export const lookAtSentRequest = async (
  queries: Queries,
  partner: PartnerContext,
  reference: string,
  act: string,
): Promise<SentRequestOpen | undefined> => {
  const row = await sent(queries, partner).where('request.reference', '=', reference).executeTakeFirst()
  await notePartner(queries, partner, { act, answer: row === undefined ? 'nothing' : 'open', request: row?.request })
  if (row === undefined) return undefined
  const [said, replies, ends] = await Promise.all([
    row.isOwn ? saidIn(queries, row.request) : undefined,
    row.isOwn ? repliesTo(queries, partner.partner, row.request) : [],
    queries
      .selectFrom('request_event')
      .select(sql<string | null>`detail ->> 'outcome'`.as('outcome'))
      .where('request', '=', row.request)
      .where('kind', '=', 'decided')
      .execute(),
  ])
  const isClosed = ends.length > 0 && ends.every(({ outcome }) => isClosing(outcome ?? ''))
  return { ...withClock(row, partner.now), said, replies, isClosed }
}
