import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { dateAt, workingDaysBetween } from '../calendar/index.ts'
import type { Instant, Period } from '../calendar/index.ts'
import type { Tables } from '../store/tables.ts'

/** What is counted of one request of an organisation: a support request or a worry, by the month in which it was sent. */
export type CountedRequest = {
  readonly partner: number
  readonly partnerName: string
  readonly month: string
  readonly sentAt: Instant
  readonly decidedAt: Instant | null
  /** Whether everything that was decided about it was information and advice. */
  readonly isAdvice: boolean
}

/**
 * A row for each request that organisations sent in a period, consultations left out: they ask for a talk and end in one. It
 * is decided when nothing is left to decide; it ended as information and advice where every decision about it says so.
 */
export const countedRequests = async (
  queries: Kysely<Tables>,
  { from, to }: Period,
  { asOf, partner }: { readonly asOf: Instant; readonly partner?: number },
): Promise<readonly CountedRequest[]> => {
  const { rows } = await sql<Omit<CountedRequest, 'month'>>`
    select request.partner, partner.name as "partnerName", request.received_at as "sentAt",
      case when standing.decided_at <= ${asOf} then standing.decided_at end as "decidedAt",
      coalesce(decided.advice, false) as "isAdvice"
    from request
    join partner on partner.partner = request.partner
    left join request_standing standing on standing.request = request.request
    left join lateral (
      select bool_and(event.detail ->> 'outcome' = 'informationAndAdvice') as advice
      from request_event event
      where event.request = request.request and event.kind = 'decided' and event.at <= ${asOf}
    ) decided on true
    where request.kind <> 'consultation' and request.received_at <= ${asOf}
      and request.received_at >= (${from}::date)::timestamp at time zone 'Europe/London'
      and request.received_at < (${to}::date + 1)::timestamp at time zone 'Europe/London'
      and ${partner === undefined ? sql`true` : sql`request.partner = ${partner}`}
    order by request.received_at, request.request`.execute(queries)
  return rows.map(row => ({ ...row, month: dateAt(row.sentAt).slice(0, 7) }))
}

/** The counts of some requests. */
export type PartnerCount = {
  readonly sent: number
  readonly decided: number
  readonly advice: number
  /** Working days to the decision of the one in the middle; undefined where none is decided. */
  readonly days: number | undefined
}

const middle = (values: readonly number[]): number | undefined => {
  const sorted = values.toSorted((one, other) => one - other)
  const half = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[half - 1], sorted[half]]
  return sorted.length % 2 === 1 || low === undefined || high === undefined ? high : (low + high) / 2
}

/** Counts rows: how many were sent, decided and ended as information and advice, and the middle of the days to decision. */
export const countOf = (rows: readonly CountedRequest[]): PartnerCount => {
  const decided = rows.flatMap(({ decidedAt, ...row }) => (decidedAt === null ? [] : [{ ...row, decidedAt }]))
  return {
    sent: rows.length,
    decided: decided.length,
    advice: decided.filter(({ isAdvice }) => isAdvice).length,
    days: middle(decided.map(({ sentAt, decidedAt }) => workingDaysBetween(dateAt(sentAt), dateAt(decidedAt)))),
  }
}

/** Of fewer decided than this a share says more about chance than about practice, and is not given. */
export const fewestForShare = 10

/** The share that ended as information and advice, in whole per cent; undefined where too few were decided to say. */
export const adviceShare = ({ advice, decided }: Pick<PartnerCount, 'advice' | 'decided'>): number | undefined =>
  decided < fewestForShare ? undefined : Math.round((100 * advice) / decided)
