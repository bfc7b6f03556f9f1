import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { mayOpen } from '../access/index.ts'
import type { Context } from '../access/index.ts'
import type { Instant } from '../calendar/index.ts'
import { nameInQuery } from '../people/index.ts'
import type { Queries } from './ledger.ts'

/** A draft that was sent to a manager, and what became of it. */
export type AuthorisationRequest = {
  readonly request: number
  readonly draft: number
  readonly to: number
  readonly toName: string
  readonly sentBy: number
  readonly sentByName: string
  readonly sentTeam: string | null
  readonly sentAt: Instant
  readonly answer: 'authorised' | 'returned' | 'takenBack' | null
  readonly answeredBy: number | null
  readonly answeredByName: string | null
  readonly answeredAt: Instant | null
  readonly reason: string | null
}

const nameOf = (column: string) =>
  sql<string>`(select worker.given || ' ' || worker.family from worker where worker.worker = ${sql.ref(column)})`

const instant = (column: string) =>
  sql<Instant>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const columns = sql`asked.request, asked.draft, asked.to_worker as "to", ${nameOf('asked.to_worker')} as "toName",
  asked.sent_by as "sentBy", ${nameOf('asked.sent_by')} as "sentByName", asked.sent_team as "sentTeam",
  ${instant('asked.sent_at')} as "sentAt", asked.answer, asked.answered_by as "answeredBy",
  ${nameOf('asked.answered_by')} as "answeredByName", ${instant('asked.answered_at')} as "answeredAt", asked.reason`

/**
 * Whether a request is for whoever asks to answer: the manager to whom it was sent, another manager of that team, or one of
 * its service. Nobody authorises what they have sent themselves.
 */
export const answersRequest = (context: Context): RawBuilder<boolean> => {
  const { worker, role, teams, services } = context
  const alsoOf =
    role === 'teamManager'
      ? sql`(asked.to_role = 'teamManager' and asked.to_team = any (${[...teams]}::text[]))`
      : role === 'serviceManager'
        ? sql`exists (select 1 from team where team.team = asked.to_team and team.service = any (${[...services]}::text[])
            and team.known_to = 'infinity')`
        : sql`false`
  return sql<boolean>`(asked.sent_by <> ${worker} and (asked.to_worker = ${worker} or ${alsoOf}))`
}

/** What last became of sending a draft; undefined where it never was. Whoever reads it may read the draft. */
export const lastRequestOf = async (queries: Queries, draft: number): Promise<AuthorisationRequest | undefined> => {
  const { rows } = await sql<AuthorisationRequest>`
    select ${columns} from authorisation_request asked where asked.draft = ${draft}
    order by asked.request desc limit 1`.execute(queries)
  return rows[0]
}

/** Whether a draft waits for a manager, and for whom: it then stays as it is. */
export const waitsFor = async (queries: Queries, draft: number): Promise<string | undefined> => {
  const { rows } = await sql<{ readonly name: string }>`
    select ${nameOf('asked.to_worker')} as name from authorisation_request asked
    where asked.draft = ${draft} and asked.answer is null`.execute(queries)
  return rows[0]?.name
}

/** Whether whoever asks answers this request. */
export const isMineToAnswer = async (queries: Queries, context: Context, request: number): Promise<boolean> => {
  const { rows } = await sql<{ readonly mine: boolean }>`
    select ${answersRequest(context)} as mine from authorisation_request asked where asked.request = ${request}`.execute(
    queries,
  )
  return rows[0]?.mine === true
}

/** A request in a list, with the step and the children whom the draft is about. */
export type ListedRequest = AuthorisationRequest & { readonly step: string; readonly names: readonly string[] }

const listed = async (
  queries: Queries,
  context: Context,
  which: RawBuilder<boolean>,
): Promise<readonly ListedRequest[]> => {
  const { rows } = await sql<ListedRequest>`
    select ${columns}, draft.step,
      (select json_agg(${nameInQuery('version')} order by array_position(draft.subjects, version.identity))
        from identity_version version where version.identity = any (draft.subjects) and version.known_to = 'infinity') as names
    from authorisation_request asked join draft on draft.draft = asked.draft and draft.completed_at is null
    where ${which} and not exists (select 1 from identity where identity.identity = any (draft.subjects)
      and not ${mayOpen(context, 'identity.identity', 'few')})
    order by asked.sent_at, asked.request`.execute(queries)
  return rows
}

/** What waits for whoever asks to authorise, of these steps, the longest first. What does not open to them is not among it. */
export const requestsToAnswer = (
  queries: Queries,
  context: Context,
  steps: readonly string[],
): Promise<readonly ListedRequest[]> =>
  listed(
    queries,
    context,
    sql`asked.answer is null and draft.step = any (${[...steps]}::text[]) and ${answersRequest(context)}`,
  )

/** What whoever asks has sent and a manager has not authorised: it waits, or was returned and not sent again since. */
export const requestsSent = (queries: Queries, context: Context): Promise<readonly ListedRequest[]> =>
  listed(
    queries,
    context,
    sql`asked.sent_by = ${context.worker} and (asked.answer is null or asked.answer = 'returned')
      and not exists (select 1 from authorisation_request later where later.draft = asked.draft and later.request > asked.request)`,
  )
