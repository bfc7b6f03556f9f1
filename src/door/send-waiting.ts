import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Instant } from '../calendar/index.ts'
import { atOnce } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { noteEvent } from './history.ts'
import type { Mailer } from './mailer.ts'
import { markReplied } from './outgoing.ts'
import type { Tables } from '../store/tables.ts'

type Queries = Kysely<Tables>

/** After so many tries a notice is not sent again by itself. */
const mostTries = 10

/** What a notice says: that there is an answer, and how to hear it. Nothing of what is in it. */
const noticeOf = ({ to_address, subject }: { to_address: string | null; subject: string }, reachUs: string) => ({
  to: to_address ?? '',
  subject,
  words: `We have looked at what you sent us and can tell you what we decided. We do not write about it by e-mail. ${reachUs}`,
})

type Sending = { readonly message: number; readonly now: Instant; readonly reachUs: string }

/** What stands with a notice while its mailer runs, and from then on where the server stopped before it ended. */
const notKnown = 'It was being sent, and whether it went is not known.'

/** Counts a try, before anything is mailed: whatever happens then, it is known that it was tried. */
const beginTry = (queries: Queries, message: number) =>
  queries
    .updateTable('outgoing')
    .set(({ eb }) => ({ tries: eb('tries', '+', 1), last_problem: notKnown }))
    .where('message', '=', message)
    .where('sent_at', 'is', null)
    .where('tries', '<', mostTries)
    .returningAll()
    .executeTakeFirst()

const endTry = (queries: Queries, { message, now }: Sending, request: number | null, problem: string | undefined) =>
  atOnce(queries, async within => {
    await within
      .updateTable('outgoing')
      .set({ last_problem: problem?.slice(0, 300) ?? null, sent_at: problem === undefined ? now : null })
      .where('message', '=', message)
      .execute()
    if (problem !== undefined || request === null) return
    await noteEvent(within, { now }, request, 'sent', { way: 'email' })
    await markReplied(within, request, now)
  })

const sendOne = async (queries: Queries, mailer: Mailer, sending: Sending): Promise<number> => {
  const row = await beginTry(queries, sending.message)
  if (row === undefined) return 0
  const problem = await mailer(noticeOf(row, sending.reachUs)).then(
    () => undefined,
    (cause: unknown) => (cause instanceof Error ? cause.message : 'The mailer did not take it.'),
  )
  await endTry(queries, sending, row.request, problem)
  return problem === undefined ? 1 : 0
}

/**
 * Does something with a notice that no other server does at the same time; nothing where one is at it. The lock is that of
 * the one connection on which the work is done, so it goes with a server that stops.
 */
const alone = (
  database: Pick<Database, 'sql'>,
  message: number,
  work: (queries: Queries) => Promise<number>,
): Promise<number> =>
  database.sql.connection().execute(async queries => {
    const key = sql`hashtext('righthelp notice'), hashtext(${String(message)})`
    const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_lock(${key}) as free`.execute(queries)
    if (rows[0]?.free !== true) return 0
    try {
      return await work(queries)
    } finally {
      await sql`select pg_advisory_unlock(${key})`.execute(queries)
    }
  })

/**
 * Sends the notices by e-mail that wait, no two servers one at the same time. That it is tried is on disk before its mailer
 * runs, and what came of it after: a notice goes a second time only where the mailer did not take it, or where the server
 * stopped before it could say, and never more than ten times. What went wrong is kept with it and shown. Answers how many went.
 */
export const sendWaiting = async (
  database: Pick<Database, 'sql'>,
  mailer: Mailer | undefined,
  now: Instant,
  reachUs: string,
): Promise<number> => {
  if (mailer === undefined) return 0
  const waiting = await database.sql
    .selectFrom('outgoing')
    .select('message')
    .where('by_way', '=', 'email')
    .where('sent_at', 'is', null)
    .where('tries', '<', mostTries)
    .orderBy('message')
    .limit(20)
    .execute()
  let sent = 0
  for (const { message } of waiting)
    sent += await alone(database, message, queries => sendOne(queries, mailer, { message, now, reachUs }))
  return sent
}
