import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { machineNow } from '../calendar/index.ts'
import type { Instant } from '../calendar/index.ts'
import { readClock, readingOf } from '../council/clock.ts'
import { isRole } from '../journey/roles.ts'
import type { Role } from '../journey/roles.ts'
import type { Tables } from '../store/tables.ts'
import type { Context } from './context.ts'
import { hashOfSecret, newSecret } from './secrets.ts'
import { contextOf } from './sign-in.ts'
import { timedOut, isToBeNoted, policyOf } from './session-times.ts'
import { endWhere, inTurn } from './session-endings.ts'
import type { Ending } from './session-endings.ts'

/** How somebody signed in, and with what. */
export type Manner = {
  readonly way: 'choosing' | 'openid'
  /** The parts that the provider's claims gave; null where every post counts. */
  readonly parts: readonly Role[] | null
  readonly browser: string
}

const plainly: Manner = { way: 'choosing', parts: null, browser: '' }

const hasPart = async (
  database: Kysely<Tables>,
  who: { readonly worker: number; readonly role: Role },
  at: Instant,
  parts: Manner['parts'],
): Promise<boolean> => parts?.includes(who.role) !== false && (await contextOf(database, who, at)) !== undefined

/**
 * Begins a session of a worker in one of their parts and answers with its token, which is known to the browser alone: the
 * database holds its hash. Answers undefined where the worker has not that part now.
 */
export const beginSession = async (
  database: Kysely<Tables>,
  who: { readonly worker: number; readonly role: Role },
  at: Instant,
  { way, parts, browser }: Manner = plainly,
  machine: Instant = machineNow(),
): Promise<string | undefined> => {
  if (!(await hasPart(database, who, at, parts))) return undefined
  const token = newSecret()
  await database
    .insertInto('session')
    .values({
      token_hash: hashOfSecret(token),
      worker: who.worker,
      role: who.role,
      started_at: at,
      seen_at: at,
      ended_at: null,
      begun_at: machine,
      used_at: machine,
      way,
      parts: parts === null ? null : [...parts],
      browser,
    })
    .execute()
  return token
}

const withToken = (database: Kysely<Tables>, token: string) =>
  database.selectFrom('session').where('token_hash', '=', hashOfSecret(token))

/**
 * The context of a session's next request; undefined where the token is unknown, the session has ended or is too old,
 * nothing has come from it for too long, or the worker no longer has the part.
 */
export const contextOfSession = async (
  database: Kysely<Tables>,
  token: string,
  machine: Instant = machineNow(),
): Promise<Context | undefined> => {
  const [session, clock, policy] = await Promise.all([
    withToken(database, token).selectAll().executeTakeFirst(),
    readClock(database),
    policyOf(database),
  ])
  if (session?.ended_at !== null || !isRole(session.role)) return undefined
  const at = readingOf(clock, machine)
  const over = timedOut(session, policy, machine)
  if (over !== undefined) {
    await endWhere(database, at, over).where('token_hash', '=', session.token_hash).execute()
    return undefined
  }
  if (isToBeNoted(session, machine))
    await database
      .updateTable('session')
      .set({ used_at: machine, seen_at: at })
      .where('token_hash', '=', session.token_hash)
      .where('ended_at', 'is', null)
      .execute()
  return contextOf(database, { worker: session.worker, role: session.role }, at)
}

/** Whose session it is or was, in which part, and why it ended where it has. */
export type SessionBehind = Manner & {
  readonly worker: number
  readonly role: Role
  readonly ended: Ending | 'open'
}

/** What is known of a token's session, ended or not; undefined where there was none. */
export const sessionBehind = async (database: Kysely<Tables>, token: string): Promise<SessionBehind | undefined> => {
  const row = await withToken(database, token)
    .select(['worker', 'role', 'way', 'parts', 'browser', 'ended_at', 'ended_because'])
    .executeTakeFirst()
  if (row === undefined || !isRole(row.role)) return undefined
  const { worker, role, way, browser } = row
  const ended = row.ended_at === null ? 'open' : ((row.ended_because ?? 'signedOut') as Ending)
  return { worker, role, way, browser, parts: row.parts === null ? null : row.parts.filter(isRole), ended }
}

/** Ends a session; its token opens nothing from then on. */
export const endSession = async (
  database: Kysely<Tables>,
  token: string,
  at: Instant,
  because: Ending = 'signedOut',
): Promise<void> => {
  await endWhere(database, at, because).where('token_hash', '=', hashOfSecret(token)).execute()
}

/**
 * Goes on in another part of the same worker, without signing in again: under a new token, and no longer than the session
 * would have lasted. Undefined where they have not that part now, or the session is over.
 */
export const changePart = async (
  database: Kysely<Tables>,
  token: string,
  role: Role,
  at: Instant,
): Promise<string | undefined> => {
  const behind = await sessionBehind(database, token)
  if (behind === undefined) return undefined
  return inTurn(database, behind.worker, async queries => {
    const who = { worker: behind.worker, role }
    if (!(await hasPart(queries, who, at, behind.parts))) return undefined
    const ended = await endWhere(queries, at, 'partChanged')
      .where('token_hash', '=', hashOfSecret(token))
      .returning('begun_at')
      .executeTakeFirst()
    if (ended === undefined) return undefined
    const changed = await beginSession(queries, who, at, behind)
    if (changed !== undefined)
      await queries
        .updateTable('session')
        .set({ begun_at: ended.begun_at })
        .where('token_hash', '=', hashOfSecret(changed))
        .execute()
    return changed
  })
}

/** The part in which a worker signed in last, where that is known. */
export const lastPartOf = async (database: Kysely<Tables>, worker: number): Promise<Role | undefined> => {
  const row = await database
    .selectFrom('session')
    .select('role')
    .where('worker', '=', worker)
    .orderBy(sql`session`, 'desc')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined && isRole(row.role) ? row.role : undefined
}
