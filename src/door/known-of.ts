import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { mayKnowOf } from '../access/visibility.ts'
import type { Context } from '../access/context.ts'
import { addYears } from '../calendar/index.ts'
import type { CivilDate, Instant } from '../calendar/index.ts'
import { nameInQuery } from '../people/index.ts'
import type { Tables } from '../store/tables.ts'
import { maySeeRequest } from './sees.ts'

type Queries = Kysely<Tables>

/** What the record knows of a child of a request: who it is where that was decided, and how much there is already. */
export type ChildKnown = {
  readonly request: number
  readonly position: number
  readonly given: string | null
  readonly family: string | null
  readonly bornOn: CivilDate | null
  readonly expectedOn: CivilDate | null
  readonly sex: string | null
  readonly motherGiven: string | null
  readonly motherFamily: string | null
  /** The child of the record that it was decided to be. */
  readonly identity: number | null
  readonly name: string | null
  readonly recordBornOn: CivilDate | null
  /** Contacts about this child in the year before, where the child is in the record. */
  readonly earlierContacts: number
  /** Other requests about the same child in the year before, by the record or by name and birth as they were sent. */
  readonly otherRequests: number
  /** Open work of the child, and who holds the case. */
  readonly openWork: number
  readonly heldBy: string | null
}

/**
 * Other requests about the same child as one of a request, under the name `child`: by the record, or by both names and no
 * other day of birth.
 */
const requestsAboutSame = sql`
  select twin.request from request_child twin
  where folded_words(twin.family) = folded_words(child.family) and folded_words(twin.given) = folded_words(child.given)
    and coalesce(twin.born_on = child.born_on, true) and twin.request <> child.request
  union
  select other.request from request_link self
  join person on person.identity = self.identity
  join person same on same.person = person.person
  join request_link other on other.identity = same.identity and other.known_to = 'infinity'
  where self.request = child.request and self.position = child.position and self.known_to = 'infinity'
    and other.request <> child.request`

/** The children of some requests, with what the record holds of those who were found in it. */
export const childrenKnown = async (
  queries: Queries,
  context: Context,
  requests: readonly number[],
): Promise<readonly ChildKnown[]> => {
  if (requests.length === 0) return []
  const { rows } = await sql<ChildKnown>`
    select child.request, child.position, child.given, child.family, child.born_on as "bornOn",
      child.expected_on as "expectedOn", child.sex, child.answers ->> 'motherGiven' as "motherGiven",
      child.answers ->> 'motherFamily' as "motherFamily", link.identity,
      case when link.identity is not null then ${nameInQuery('version')} end as name, version.born_on as "recordBornOn",
      (select count(distinct entry.lineage)::int from person self join person same on same.person = self.person
        join entry_subject on entry_subject.identity = same.identity
        join entry on entry.lineage = entry_subject.lineage and entry.step = 'contact'
          and entry.superseded_at = 'infinity' and not entry.withdrawn
          and entry.happened_on >= ${addYears(context.today, -1)}::date
        where self.identity = link.identity and not exists (select 1 from request_decision made
          where made.request = child.request and made.entry = entry.lineage)) as "earlierContacts",
      (select count(*)::int from request where request.request in (${requestsAboutSame})
        and request.received_at >= ${addYears(context.today, -1)}::date and ${maySeeRequest(context)}) as "otherRequests",
      (select count(*)::int from person self join person same on same.person = self.person
        join duty on duty.identity = same.identity and duty.met_on is null and duty.lapsed_on is null
          and duty.known_to = 'infinity'
        where self.identity = link.identity) as "openWork",
      (select worker.given || ' ' || worker.family from person self join person same on same.person = self.person
        join episode on episode.identity = same.identity and episode.ended_on is null and episode.known_to = 'infinity'
          and episode.detail ? 'worker' and episode.kind <> 'coWorkerAllocation'
        join worker on worker.worker = (episode.detail ->> 'worker')::bigint
        where self.identity = link.identity order by episode.started_on desc limit 1) as "heldBy"
    from request_child child
    left join request_link link on link.request = child.request and link.position = child.position
      and link.known_to = 'infinity' and ${mayKnowOf(context, 'link.identity', 'few')}
    left join identity_version version on version.identity = link.identity and version.known_to = 'infinity'
    where child.request = any (${[...requests]}::bigint[]) order by child.request, child.position`.execute(queries)
  return rows
}

/** Another request about the same child. */
export type OtherRequest = {
  readonly request: number
  readonly reference: string
  readonly kind: string
  readonly sender: string
  readonly partnerName: string | null
  readonly receivedAt: Instant
  readonly decidedAt: Instant | null
  readonly outcomes: readonly string[]
}

/** Other requests about the children of a request, the latest first, of those that whoever asks sees. */
export const othersAboutThem = async (
  queries: Queries,
  context: Context,
  about: number,
): Promise<readonly OtherRequest[]> => {
  const { rows } = await sql<OtherRequest>`
    select request.request, request.reference, request.kind, request.sender, partner.name as "partnerName",
      request.received_at as "receivedAt", standing.decided_at as "decidedAt",
      coalesce((select json_agg(distinct made.outcome) from request_decision made where made.request = request.request
        and made.returned_at is null), '[]') as outcomes
    from request join request_standing standing on standing.request = request.request
    left join partner on partner.partner = request.partner
    where request.request in (select twin.request from request_child child
        cross join lateral (${requestsAboutSame}) twin where child.request = ${about})
      and ${maySeeRequest(context)}
    order by request.received_at desc limit 20`.execute(queries)
  return rows
}
