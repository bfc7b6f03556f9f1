import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Context } from '../access/context.ts'
import { note } from '../access/log.ts'
import type { Instant } from '../calendar/index.ts'
import type { Tables } from '../store/tables.ts'
import type { Priority } from './priorities.ts'
import type { RequestKind, Sender } from './request.ts'
import { maySeeRequest } from './sees.ts'

type Queries = Kysely<Tables>

/** A request as it was sent, and how it stands. */
export type OpenRequest = {
  readonly request: number
  readonly reference: string
  readonly kind: RequestKind
  readonly sender: Sender
  /** Whoever sent it for an organisation, as the organisation signed them in. */
  readonly partner: { readonly partner: number; readonly name: string; readonly kind: string } | null
  readonly partnerPerson: { readonly name: string; readonly post: string } | null
  readonly takenBy: string | null
  readonly answers: Readonly<Record<string, unknown>>
  readonly alarms: readonly string[]
  readonly receivedAt: Instant
  readonly decideBy: Instant
  readonly claimedBy: number | null
  readonly claimedByName: string | null
  readonly priority: Priority
  readonly priorityWhy: string
  readonly decidedAt: Instant | null
  readonly repliedAt: Instant | null
  readonly isForKeepers: boolean
}

const allRequests = (queries: Queries) =>
  queries
    .selectFrom('request')
    .innerJoin('request_standing as standing', 'standing.request', 'request.request')
    .leftJoin('worker as claimer', 'claimer.worker', 'standing.claimed_by')
    .leftJoin('worker as taker', 'taker.worker', 'request.taken_by')
    .leftJoin('partner', 'partner.partner', 'request.partner')
    .leftJoin('partner_person as person', 'person.person', 'request.partner_person')
    .select([
      'request.request',
      'request.reference',
      'request.kind',
      'request.sender',
      sql<OpenRequest['partner']>`case when partner.partner is null then null else
        json_build_object('partner', partner.partner, 'name', partner.name, 'kind', partner.kind) end`.as('partner'),
      sql<OpenRequest['partnerPerson']>`case when person.person is null then null else
        json_build_object('name', person.given || ' ' || person.family, 'post', person.post) end`.as('partnerPerson'),
      sql<string | null>`taker.given || ' ' || taker.family`.as('takenBy'),
      'request.answers',
      'request.alarms',
      'request.received_at as receivedAt',
      'request.decide_by as decideBy',
      'standing.claimed_by as claimedBy',
      sql<string | null>`claimer.given || ' ' || claimer.family`.as('claimedByName'),
      'standing.priority',
      'standing.priority_why as priorityWhy',
      'standing.decided_at as decidedAt',
      'standing.replied_at as repliedAt',
      sql<boolean>`exists (select 1 from request_keeper where request_keeper.request = request.request)`.as(
        'isForKeepers',
      ),
    ])

const requests = (queries: Queries, context: Context) => allRequests(queries).where(maySeeRequest(context))

/** A request for one who has been asked whether it opens, and to whom it does. */
export const readOpened = (queries: Queries, request: number): Promise<OpenRequest | undefined> =>
  allRequests(queries).where('request.request', '=', request).executeTakeFirst()

/** A request that whoever asks sees; undefined for any other, as for one that does not exist. */
export const readRequest = (queries: Queries, context: Context, request: number): Promise<OpenRequest | undefined> =>
  requests(queries, context).where('request.request', '=', request).executeTakeFirst()

/** Several of them, those that whoever asks does not see left out. */
export const readRequests = (
  queries: Queries,
  context: Context,
  wanted: readonly number[],
): Promise<readonly OpenRequest[]> =>
  wanted.length === 0
    ? Promise.resolve([])
    : requests(queries, context)
        .where('request.request', 'in', [...wanted])
        .execute()

/** Asks for a request and notes the look, whatever the answer. */
export const lookAtRequest = async (
  queries: Queries,
  context: Context,
  request: number,
  act: string,
): Promise<OpenRequest | undefined> => {
  const found = await readRequest(queries, context, request)
  await note(queries, context, { act, answer: found === undefined ? 'nothing' : 'open', request })
  return found
}
