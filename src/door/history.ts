import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Context } from '../access/context.ts'
import type { Instant } from '../calendar/index.ts'
import type { Tables } from '../store/tables.ts'

type Queries = Kysely<Tables>

/** What is done about a request, in the words of its history. */
export const eventKinds = {
  examined: 'Received',
  claimed: 'Claimed',
  handedBack: 'Handed back',
  screened: 'Screening note',
  prioritised: 'Priority changed',
  linked: 'Child found in the record',
  created: 'Record begun',
  unlinked: 'Decision whose record it is undone',
  passedOn: 'Passed to colleagues',
  asked: 'Enquiry sent',
  answered: 'Enquiry answered',
  withdrawn: 'Enquiry withdrawn',
  proposed: 'Decision proposed',
  agreed: 'Decision agreed',
  returned: 'Proposal returned',
  decided: 'Decided',
  replied: 'Reply written',
  notReplied: 'No reply',
  sent: 'Reply sent',
} as const

export type EventKind = keyof typeof eventKinds

export type RequestEvent = {
  readonly id: number
  readonly at: Instant
  readonly kind: string
  /** Who did it: a worker, somebody of a partner organisation, or nobody in particular. */
  readonly by: string | null
  readonly detail: Readonly<Record<string, unknown>>
}

/** Adds a line to the history of a request; nothing takes one out again. */
export const noteEvent = async (
  queries: Queries,
  context: Pick<Context, 'now'> & { readonly worker?: number },
  request: number,
  kind: EventKind,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> => {
  await queries
    .insertInto('request_event')
    .values({
      request,
      at: context.now,
      kind,
      worker: context.worker ?? null,
      partner_person: null,
      detail: JSON.stringify(detail),
    })
    .execute()
}

/** What was done about a request, the latest first. */
export const historyOf = async (queries: Queries, request: number): Promise<readonly RequestEvent[]> =>
  queries
    .selectFrom('request_event')
    .leftJoin('worker', 'worker.worker', 'request_event.worker')
    .leftJoin('partner_person', 'partner_person.person', 'request_event.partner_person')
    .leftJoin('partner', 'partner.partner', 'partner_person.partner')
    .select([
      'request_event.id',
      'request_event.at',
      'request_event.kind',
      sql<string | null>`coalesce(worker.given || ' ' || worker.family,
        partner_person.given || ' ' || partner_person.family || ', ' || partner.name)`.as('by'),
      'request_event.detail',
    ])
    .where('request_event.request', '=', request)
    .orderBy('request_event.id', 'desc')
    .execute()
