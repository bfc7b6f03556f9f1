import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import type { Context } from '../access/context.ts'
import { inWords, dateAt, localTime, timeInWords } from '../calendar/index.ts'
import type { Instant } from '../calendar/index.ts'
import type { Tables } from '../store/tables.ts'
import { noteEvent } from './history.ts'
import { priorities } from './priorities.ts'
import type { Priority } from './priorities.ts'
import { maySeeRequest } from './sees.ts'

type Queries = Kysely<Tables>

/** Why something cannot be done about a request, for the person who tried: nothing has been written. */
export class RequestRefused extends Error {
  readonly because: 'notFound' | 'notAllowed' | 'meanwhile' | 'notAnAnswer'
  /** The question that the answer was given to, where one was. */
  readonly question: string | undefined
  constructor(because: RequestRefused['because'], message: string, question?: string) {
    super(message)
    this.name = 'RequestRefused'
    this.because = because
    this.question = question
  }
}

/** Whether a request, in a row of `request_standing` under this name, waits for something: its decision, or an answer to who sent it. */
export const waits = (standing: string): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${standing}.decided_at`)} is null or ${sql.ref(`${standing}.replied_at`)} is null)`

/** `10:42am on 14 December 2020` */
export const whenInWords = (at: Instant): string => `${timeInWords(localTime(at).slice(11))} on ${inWords(dateAt(at))}`

/** How a request stands, locked for whoever is about to change it. */
export type Standing = {
  readonly request: number
  readonly claimedBy: number | null
  readonly claimedByName: string | null
  readonly decidedAt: Instant | null
  readonly repliedAt: Instant | null
}

/** Takes the lock of a request that whoever asks sees, so that two workers change it one after the other. */
export const lockRequest = async (queries: Queries, context: Context, request: number): Promise<Standing> => {
  const { rows } = await sql<Standing>`
    select standing.request, standing.claimed_by as "claimedBy", standing.decided_at as "decidedAt",
      standing.replied_at as "repliedAt",
      (select worker.given || ' ' || worker.family from worker where worker.worker = standing.claimed_by) as "claimedByName"
    from request_standing standing join request on request.request = standing.request
    where standing.request = ${request} and ${maySeeRequest(context)} for update of standing`.execute(queries)
  const standing = rows[0]
  if (standing === undefined) throw new RequestRefused('notFound', 'There is no such request.')
  return standing
}

const change = async (queries: Queries, request: number, set: object): Promise<void> => {
  await queries.updateTable('request_standing').set(set).where('request', '=', request).execute()
}

/** Takes a request in hand. Where somebody else has it the refusal says who: they can hand it back, or be asked. */
export const claim = async (queries: Queries, context: Context, request: number): Promise<void> => {
  const { claimedBy, claimedByName } = await lockRequest(queries, context, request)
  if (claimedBy === context.worker) return
  if (claimedBy !== null)
    throw new RequestRefused('meanwhile', `${claimedByName ?? 'Somebody else'} has taken this request in hand.`)
  await change(queries, request, { claimed_by: context.worker, claimed_at: context.now })
  await noteEvent(queries, context, request, 'claimed')
}

/** Gives a request back to everybody at the door; managers also those of others. */
export const handBack = async (queries: Queries, context: Context, request: number, why: string): Promise<void> => {
  const { claimedBy, claimedByName } = await lockRequest(queries, context, request)
  if (claimedBy === null) return
  if (claimedBy !== context.worker && context.role !== 'teamManager')
    throw new RequestRefused('notAllowed', `${claimedByName ?? 'Somebody else'} has this request in hand.`)
  await change(queries, request, { claimed_by: null, claimed_at: null })
  await noteEvent(queries, context, request, 'handedBack', why.trim() === '' ? {} : { words: why.trim() })
}

const longestNote = 5000

/** What was found out while screening: a note in the history of the request. */
export const addScreeningNote = async (
  queries: Queries,
  context: Context,
  request: number,
  words: string,
): Promise<void> => {
  const tidy = words.trim()
  if (tidy === '') throw new RequestRefused('notAnAnswer', 'Enter what you found out', 'note')
  if (tidy.length > longestNote)
    throw new RequestRefused('notAnAnswer', `The note must be ${longestNote} characters or fewer`, 'note')
  await lockRequest(queries, context, request)
  await noteEvent(queries, context, request, 'screened', { words: tidy })
}

/** Changes how soon a request must be seen, with the reason. */
export const changePriority = async (
  queries: Queries,
  context: Context,
  request: number,
  { priority, why }: { readonly priority: Priority; readonly why: string },
): Promise<void> => {
  const tidy = why.trim()
  if (tidy === '') throw new RequestRefused('notAnAnswer', 'Say why the priority is changed', 'why')
  if (tidy.length > 300) throw new RequestRefused('notAnAnswer', 'The reason must be 300 characters or fewer', 'why')
  await lockRequest(queries, context, request)
  await change(queries, request, { priority, priority_why: tidy })
  await noteEvent(queries, context, request, 'prioritised', { words: `${priorities[priority]}: ${tidy}` })
}
