import { createHash, randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import { addHours } from '../calendar/index.ts'
import type { Instant } from '../calendar/index.ts'
import { readClock, readingOf } from '../council/clock.ts'
import { isRole } from '../journey/roles.ts'
import type { Role } from '../journey/roles.ts'
import type { Tables } from '../store/tables.ts'
import type { Context } from './context.ts'
import { contextOf } from './sign-in.ts'

/** After so many hours by the machine's clock whoever signed in must do it again. */
const hoursSignedIn = 12

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/**
 * Begins a session of a worker in one of their parts and answers with its token, which is known to the browser alone: the
 * database holds its hash. Answers undefined where the worker has not that part now.
 */
export const beginSession = async (
  database: Kysely<Tables>,
  who: { readonly worker: number; readonly role: Role },
  at: Instant,
): Promise<string | undefined> => {
  if ((await contextOf(database, who, at)) === undefined) return undefined
  const token = randomBytes(32).toString('base64url')
  await database
    .insertInto('session')
    .values({
      token_hash: hashOf(token),
      worker: who.worker,
      role: who.role,
      started_at: at,
      seen_at: at,
      ended_at: null,
    })
    .execute()
  return token
}

/**
 * The context of a session's next request; undefined where the token is unknown, the session has ended or is too old,
 * or the worker no longer has the part.
 */
export const contextOfSession = async (database: Kysely<Tables>, token: string): Promise<Context | undefined> => {
  const [session, clock] = await Promise.all([
    database
      .selectFrom('session')
      .select(['worker', 'role', 'started_at', 'ended_at'])
      .where('token_hash', '=', hashOf(token))
      .executeTakeFirst(),
    readClock(database),
  ])
  if (session?.ended_at !== null || !isRole(session.role)) return undefined
  const at = readingOf(clock)
  // A simulated clock may be moved on by days while somebody is signed in.
  if (clock.kind === 'machine' && addHours(session.started_at, hoursSignedIn) < at) return undefined
  return contextOf(database, { worker: session.worker, role: session.role }, at)
}

/** Ends a session; its token opens nothing from then on. */
export const endSession = async (database: Kysely<Tables>, token: string, at: Instant): Promise<void> => {
  await database
    .updateTable('session')
    .set({ ended_at: at, seen_at: at })
    .where('token_hash', '=', hashOf(token))
    .where('ended_at', 'is', null)
    .execute()
}
