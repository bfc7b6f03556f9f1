import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { mayOpen, workersFor } from '../access/index.ts'
import type { Context } from '../access/index.ts'
import type { Instant } from '../calendar/index.ts'
import { caseloadKinds } from '../journey/allocation-parts.ts'
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

/** Whether a child of what was sent is now, wherever it was then, in the hands that a condition on `holding` and `held` names. */
const isHeldBy = (whose: RawBuilder<boolean>) =>
  sql<boolean>`exists (select 1 from draft written
    join person self on self.identity = any (written.subjects) join person mate on mate.person = self.person
    join episode holding on holding.identity = mate.identity and holding.ended_on is null and holding.known_to = 'infinity'
      and holding.kind in (${sql.join(caseloadKinds.map(kind => sql.lit(kind)))})
    join team held on held.team = holding.detail ->> 'team' and held.known_to = 'infinity'
    where written.draft = asked.draft and ${whose})`

/** Whether a child of what was sent is in the hands of whoever asks, or of one whom they cover. */
const isHeldByMe = (context: Context) =>
  isHeldBy(sql<boolean>`holding.detail ->> 'worker' = any (${workersFor(context)})`)

/**
 * Whether a request is for whoever asks to answer: the manager to whom it was sent, another manager of that team, or one of
 * its service; and a manager of the team or service that holds one of the children now, for a child who is transferred no
 * longer opens to those to whom it was sent. What was sent above a team stays above while the service is the same. Nobody
 * authorises what they have sent themselves.
 */
export const answersRequest = (context: Context): RawBuilder<boolean> => {
  const { worker, role, teams, services } = context
  const isOfServices = sql`any (${[...services]}::text[])`
  const isOfTeams = sql`any (${[...teams]}::text[])`
  const toService = sql`(select team.service from team where team.team = asked.to_team and team.known_to = 'infinity' limit 1)`
  const alsoOf =
    role === 'teamManager'
      ? sql`((asked.to_role = 'teamManager' and asked.to_team = ${isOfTeams})
          or (${isHeldBy(sql`held.team = ${isOfTeams}`)}
            and (asked.to_role = 'teamManager' or not ${isHeldBy(sql`held.service = ${toService}`)})))`
      : role === 'serviceManager'
        ? sql`(${toService} = ${isOfServices} or ${isHeldBy(sql`held.service = ${isOfServices}`)})`
        : sql`false`
  return sql<boolean>`(asked.sent_by <> ${worker} and (asked.to_worker = ${worker} or ${alsoOf}))`
}

/** Whether whoever asks may take a request back: whoever sent it, whose draft it is, and who holds one of the children now. */
const takesRequestBack = (context: Context) =>
  sql<boolean>`(asked.sent_by = ${context.worker} or ${isHeldByMe(context)}
    or exists (select 1 from draft own where own.draft = asked.draft and own.author = ${context.worker}))`

/** What last became of sending a draft; undefined where it never was. Whoever reads it may read the draft. */
export const lastRequestOf = async (queries: Queries, draft: number): Promise<AuthorisationRequest | undefined> => {
  const { rows } = await sql<AuthorisationRequest>`
    select ${columns} from authorisation_request asked where asked.draft = ${draft}
    order by asked.request desc limit 1`.execute(queries)
  return rows[0]
}

/** When a manager last returned a draft, and with which words, whatever became of it since; undefined where none has. */
export const lastReturnOf = async (queries: Queries, draft: number): Promise<AuthorisationRequest | undefined> => {
  const { rows } = await sql<AuthorisationRequest>`
    select ${columns} from authorisation_request asked where asked.draft = ${draft} and asked.answer = 'returned'
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

const isSo = async (queries: Queries, request: number, condition: RawBuilder<boolean>): Promise<boolean> => {
  const { rows } = await sql<{ readonly so: boolean }>`
    select ${condition} as so from authorisation_request asked where asked.request = ${request}`.execute(queries)
  return rows[0]?.so === true
}

/** Whether whoever asks answers this request. */
export const isMineToAnswer = (queries: Queries, context: Context, request: number): Promise<boolean> =>
  isSo(queries, request, answersRequest(context))

/** Whether whoever asks may take this request back. */
export const isMineToTakeBack = (queries: Queries, context: Context, request: number): Promise<boolean> =>
  isSo(queries, request, takesRequestBack(context))

/** A request in a list, with the step and the children whom the draft is about. */
export type ListedRequest = AuthorisationRequest & { readonly step: string; readonly names: readonly string[] }

/**
 * Requests that a condition names, of those whose children open to whoever asks. On most days nothing waits: then nothing more
 * is asked, and the long question of who may see whom is not even planned.
 */
const listed = async (
  queries: Queries,
  context: Context,
  which: RawBuilder<boolean>,
): Promise<readonly ListedRequest[]> => {
  const found = await sql<{ readonly request: number }>`
    select asked.request from authorisation_request asked
    join draft on draft.draft = asked.draft and draft.completed_at is null where ${which}`.execute(queries)
  if (found.rows.length === 0) return []
  const requests = found.rows.map(({ request }) => request)
  const { rows } = await sql<ListedRequest>`
    select ${columns}, draft.step,
      (select json_agg(${nameInQuery('version')} order by array_position(draft.subjects, version.identity))
        from identity_version version where version.identity = any (draft.subjects) and version.known_to = 'infinity') as names
    from authorisation_request asked join draft on draft.draft = asked.draft
    where asked.request = any (${requests}::bigint[]) and not exists (select 1 from identity where identity.identity = any (draft.subjects)
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

/**
 * What whoever asks has sent, or was sent of a child in their hands, and a manager has not authorised: it waits, or was returned
 * and not sent again since. Of a child who was transferred meanwhile whoever holds it now learns so.
 */
export const requestsSent = (queries: Queries, context: Context): Promise<readonly ListedRequest[]> =>
  listed(
    queries,
    context,
    sql`(asked.sent_by = ${context.worker} or ${isHeldByMe(context)}) and (asked.answer is null or asked.answer = 'returned')
      and not exists (select 1 from authorisation_request later where later.draft = asked.draft and later.request > asked.request)`,
  )
