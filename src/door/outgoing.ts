import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Context } from '../access/context.ts'
import type { Instant } from '../calendar/index.ts'
import type { Tables } from '../store/tables.ts'
import { noteEvent } from './history.ts'
import type { ReplyWay } from './reply-way.ts'
import { gapsIn } from './replies.ts'
import { lockRequest, RequestRefused } from './standing.ts'

type Queries = Kysely<Tables>

/** Something that goes out: a letter to print, a notice by e-mail, or an answer on the page of a partner. */
export type Message = {
  readonly message: number
  readonly request: number | null
  readonly way: 'letter' | 'email' | 'page'
  readonly toName: string | null
  readonly toAddress: string | null
  readonly subject: string
  readonly body: string
  readonly writtenBy: string
  readonly writtenAt: Instant
  readonly sentAt: Instant | null
  readonly tries: number
  readonly lastProblem: string | null
}

const messages = (queries: Queries) =>
  queries
    .selectFrom('outgoing')
    .innerJoin('worker', 'worker.worker', 'outgoing.written_by')
    .select([
      'outgoing.message',
      'outgoing.request',
      'outgoing.by_way as way',
      'outgoing.to_name as toName',
      'outgoing.to_address as toAddress',
      'outgoing.subject',
      'outgoing.body',
      sql<string>`worker.given || ' ' || worker.family`.as('writtenBy'),
      'outgoing.written_at as writtenAt',
      'outgoing.sent_at as sentAt',
      'outgoing.tries',
      'outgoing.last_problem as lastProblem',
    ])

/** What was written in answer to a request, the latest first. */
export const messagesOf = (queries: Queries, request: number): Promise<readonly Message[]> =>
  messages(queries).where('outgoing.request', '=', request).orderBy('outgoing.message', 'desc').execute()

const longestBody = 10_000

const checkedBody = (body: string): string => {
  const tidy = body.replaceAll('\r\n', '\n').trim()
  if (tidy === '') throw new RequestRefused('notAnAnswer', 'Write the reply', 'body')
  if (tidy.length > longestBody)
    throw new RequestRefused('notAnAnswer', `The reply must be ${longestBody} characters or fewer`, 'body')
  const gap = gapsIn(tidy)[0]
  if (gap !== undefined)
    throw new RequestRefused('notAnAnswer', `Fill in or take out what stands in brackets: ${gap}`, 'body')
  return tidy
}

/** Marks a request as answered, once. */
export const markReplied = async (queries: Queries, request: number, at: Instant): Promise<void> => {
  await queries
    .updateTable('request_standing')
    .set({ replied_at: at })
    .where('request', '=', request)
    .where('replied_at', 'is', null)
    .execute()
}

/**
 * Keeps a reply to whoever sent a request. One on the partner's own page is there at once; a letter is sent when somebody
 * says that it was posted, and a notice by e-mail when the mailer has taken it. The second of two workers who answer at once
 * hears that it has been answered.
 */
export const writeOut = async (
  queries: Queries,
  context: Context,
  request: number,
  { to, subject, body }: { readonly to: ReplyWay; readonly subject: string; readonly body: string },
): Promise<void> => {
  const standing = await lockRequest(queries, context, request)
  if (standing.decidedAt === null) throw new RequestRefused('meanwhile', 'Nothing has been decided that could be told.')
  const before = await messagesOf(queries, request)
  if (before.length > 0 || standing.repliedAt !== null)
    throw new RequestRefused(
      'meanwhile',
      `${before[0]?.writtenBy ?? 'Somebody'} has answered this request already. Nothing was sent twice.`,
    )
  if (to.way === 'nobody' || to.way === 'telephone') {
    const words = to.way === 'nobody' ? to.why : checkedBody(body)
    await noteEvent(queries, context, request, to.way === 'nobody' ? 'notReplied' : 'replied', { words, way: to.way })
    await markReplied(queries, request, context.now)
    return
  }
  const isThere = to.way === 'page'
  await queries
    .insertInto('outgoing')
    .values({
      request,
      by_way: to.way,
      to_name: to.toName === '' ? null : to.toName,
      to_address: isThere ? null : to.address,
      partner: isThere ? to.partner : null,
      subject,
      body: checkedBody(body),
      written_by: context.worker,
      written_at: context.now,
      sent_at: isThere ? context.now : null,
      last_problem: null,
    })
    .execute()
  await noteEvent(queries, context, request, 'replied', { way: to.way })
  if (isThere) await markReplied(queries, request, context.now)
}

/** Says that a letter was posted. */
export const markPosted = async (
  queries: Queries,
  context: Context,
  request: number,
  message: number,
): Promise<void> => {
  await lockRequest(queries, context, request)
  const posted = await queries
    .updateTable('outgoing')
    .set({ sent_at: context.now })
    .where('message', '=', message)
    .where('request', '=', request)
    .where('by_way', '=', 'letter')
    .where('sent_at', 'is', null)
    .returning('message')
    .executeTakeFirst()
  if (posted === undefined) return
  await noteEvent(queries, context, request, 'sent', { way: 'letter' })
  await markReplied(queries, request, context.now)
}
