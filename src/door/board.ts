import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Context } from '../access/context.ts'
import type { Instant } from '../calendar/index.ts'
import type { Tables } from '../store/tables.ts'
import type { Priority } from './priorities.ts'
import type { RequestKind, Sender } from './request.ts'
import { maySeeRequest } from './sees.ts'
import { waits } from './standing.ts'

type Queries = Kysely<Tables>

/** The decisions that requests wait for, in the order in which they come. */
export const stages = {
  decide: 'To decide',
  answers: 'Waiting for answers',
  agree: 'For a manager to agree',
  tell: 'To answer',
} as const

export type Stage = keyof typeof stages

/** A request that waits, as little as the board is sorted, counted and paged by. */
export type Waiting = {
  readonly request: number
  readonly kind: RequestKind
  readonly sender: Sender
  readonly priority: Priority
  readonly receivedAt: Instant
  readonly decideBy: Instant
  readonly claimedBy: number | null
  readonly stage: Stage
  /** What stands for the household: its number in the record, the address as sent, the child as sent, or the request alone. */
  readonly household: string
}

/** The household of a request: that of a child found in the record, or the one at the address that was sent. */
const householdKey = sql<string>`coalesce(
  (select 'household ' || residence.household from request_link
    join residence on residence.identity = request_link.identity and residence.known_to = 'infinity'
      and residence.ended_on is null
    where request_link.request = request.request and request_link.known_to = 'infinity'
    order by request_link.position, residence.household limit 1),
  (select 'household ' || household.household from household
    where household.postcode = request.answers ->> 'postcode'
      and folded_words(household.line) = folded_words(request.answers ->> 'line') order by household.household limit 1),
  'address ' || folded_words(request.answers ->> 'line') || ', ' || (request.answers ->> 'postcode'),
  (select 'child ' || folded_words(child.given) || ' ' || folded_words(child.family) || ' ' || child.born_on
    from request_child child where child.request = request.request and child.given is not null
      and child.family is not null and child.born_on is not null order by child.position limit 1),
  'request ' || request.request)`

const stage = sql<Stage>`case
  when standing.decided_at is not null then 'tell'
  when exists (select 1 from request_decision made where made.request = request.request
    and made.agreement_because is not null and made.agreed_at is null and made.returned_at is null) then 'agree'
  when exists (select 1 from enquiry where enquiry.request = request.request and enquiry.answered_at is null
    and enquiry.withdrawn_at is null) then 'answers'
  else 'decide' end`

/** Every request that waits for something and that whoever asks sees; the most urgent first, then what is due soonest. */
export const waitingRequests = async (
  queries: Queries,
  context: Context,
  { keptOnly = false }: { readonly keptOnly?: boolean } = {},
): Promise<readonly Waiting[]> => {
  const kept = sql`exists (select 1 from request_keeper where request_keeper.request = request.request
    and request_keeper.worker = ${context.worker})`
  const { rows } = await sql<Waiting>`
    select request.request, request.kind, request.sender, standing.priority, request.received_at as "receivedAt",
      request.decide_by as "decideBy", standing.claimed_by as "claimedBy", ${stage} as stage, ${householdKey} as household
    from request join request_standing standing on standing.request = request.request
    where ${waits('standing')} and ${maySeeRequest(context)}
      ${keptOnly ? sql`and ${kept}` : sql``}
    order by case standing.priority when 'urgent' then 1 when 'soon' then 2 else 3 end, request.decide_by,
      request.request`.execute(queries)
  return rows
}

/** Households in the order of their first request. */
export const byHousehold = <Each extends Pick<Waiting, 'household'>>(
  waiting: readonly Each[],
): readonly (readonly Each[])[] => [...Map.groupBy(waiting, ({ household }) => household).values()]

/** How many requests wait for something, of those that whoever asks sees. */
export const countWaitingRequests = async (queries: Queries, context: Context): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from request join request_standing standing on standing.request = request.request
    where ${waits('standing')} and ${maySeeRequest(context)}`.execute(queries)
  return rows[0]?.count ?? 0
}

/** How many requests wait for this worker as the keeper of a child; nobody else counts them. */
export const countKept = async (queries: Queries, context: Context): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from request_keeper
    join request on request.request = request_keeper.request
    join request_standing standing on standing.request = request.request
    where request_keeper.worker = ${context.worker} and ${waits('standing')}`.execute(queries)
  return rows[0]?.count ?? 0
}
