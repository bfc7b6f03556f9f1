import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import { answersTransfer, mayKnowOf, transferStands } from '../../../access/visibility.ts'
import type { Context } from '../../../access/context.ts'
import { addDays, startOfDay } from '../../../calendar/index.ts'
import type { CivilDate, Instant } from '../../../calendar/index.ts'
import { teamNameOn } from '../../../council/organisation.ts'
import { nameInQuery } from '../../../people/index.ts'
import type { Tables } from '../../../store/index.ts'
import type { Part } from '../loads/parts.ts'

/** A request that somebody take over a child, as whoever asked or answers sees it. */
export type TransferRequest = {
  readonly request: number
  readonly identity: number
  readonly name: string
  readonly bornOn: CivilDate | null
  readonly part: Part
  readonly heldBy: number
  readonly from: number | null
  readonly fromName: string | null
  readonly to: number
  readonly toName: string
  readonly toTeam: string
  readonly toTeamName: string | null
  readonly askedBy: number
  readonly askedByName: string
  readonly askedAt: Instant
  readonly handover: string
  readonly answer: 'accepted' | 'declined' | 'withdrawn' | 'overtaken' | null
  readonly answeredByName: string | null
  readonly answeredAt: Instant | null
  readonly reason: string | null
  /** Whether the allocation that it is about still stands. */
  readonly stands: boolean
  readonly mine: boolean
}

const requests = async (
  database: Kysely<Tables>,
  context: Context,
  which: RawBuilder<boolean>,
): Promise<readonly TransferRequest[]> => {
  const nameOf = (column: string) =>
    sql`(select worker.given || ' ' || worker.family from worker where worker.worker = ${sql.ref(column)})`
  const instant = (column: string) =>
    sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  const { rows } = await sql<TransferRequest>`
    select transfer_request.request, transfer_request.identity, ${nameInQuery('version')} as name, version.born_on as "bornOn",
      transfer_request.part, transfer_request.held_by as "heldBy", transfer_request.from_worker as "from",
      ${nameOf('transfer_request.from_worker')} as "fromName", transfer_request.to_worker as "to",
      ${nameOf('transfer_request.to_worker')} as "toName", transfer_request.to_team as "toTeam",
      ${teamNameOn(sql`transfer_request.to_team`, context.today)} as "toTeamName",
      transfer_request.asked_by as "askedBy", ${nameOf('transfer_request.asked_by')} as "askedByName",
      ${instant('transfer_request.asked_at')} as "askedAt", transfer_request.handover, transfer_request.answer,
      ${nameOf('transfer_request.answered_by')} as "answeredByName", ${instant('transfer_request.answered_at')} as "answeredAt",
      transfer_request.reason, ${transferStands()} as stands, ${answersTransfer(context)} as mine
    from transfer_request
    join identity_version version on version.identity = transfer_request.identity and version.known_to = 'infinity'
    where ${which} and ${mayKnowOf(context, 'transfer_request.identity', 'few')}
    order by transfer_request.asked_at desc, transfer_request.request desc`.execute(database)
  return rows
}

/** Requests that wait for the answer of whoever asks. */
export const transfersToAnswer = (database: Kysely<Tables>, context: Context): Promise<readonly TransferRequest[]> =>
  requests(
    database,
    context,
    sql`transfer_request.answer is null and ${answersTransfer(context)} and ${transferStands()}`,
  )

const daysShown = 60

/** What whoever asks has asked for of late, with what became of it. */
export const transfersAskedBy = (database: Kysely<Tables>, context: Context): Promise<readonly TransferRequest[]> =>
  requests(
    database,
    context,
    sql`transfer_request.asked_by = ${context.worker}
      and (transfer_request.answer is null or transfer_request.asked_at > ${startOfDay(addDays(context.today, -daysShown))})`,
  )

/** One request, for whoever asked it or answers it. */
export const transferRequest = async (
  database: Kysely<Tables>,
  context: Context,
  request: number,
): Promise<TransferRequest | undefined> =>
  (
    await requests(
      database,
      context,
      sql`transfer_request.request = ${request}
        and (transfer_request.asked_by = ${context.worker} or ${answersTransfer(context)})`,
    )
  )[0]

/** How many requests wait for an answer of a team. */
export const countTransfersToTeam = async (database: Kysely<Tables>, team: string): Promise<number> => {
  const { count } = await database
    .selectFrom('transfer_request')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('answer', 'is', null)
    .where('to_team', '=', team)
    .where(transferStands())
    .executeTakeFirstOrThrow()
  return count
}
