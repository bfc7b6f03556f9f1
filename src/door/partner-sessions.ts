import { createHash, randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import { addHours, addMinutes, machineNow } from '../calendar/index.ts'
import type { Instant } from '../calendar/index.ts'
import { usualSessions } from '../council/signing-in.ts'
import type { SessionPolicy } from '../council/signing-in.ts'
import type { Tables } from '../store/tables.ts'
import { partnerContextOf } from './partners.ts'
import type { PartnerContext } from './partners.ts'

/** So long may somebody do nothing, and so long be signed in whatever they do: by the machine's clock, as for workers. */
export type PartnerTimeOuts = Pick<SessionPolicy, 'idleMinutes' | 'longestHours'>

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/**
 * Signs somebody of another organisation in, however it was found out who they are, and answers with the token of the
 * session, which is known to the browser alone. Undefined where they or their organisation have left.
 */
export const beginPartnerSession = async (
  database: Kysely<Tables>,
  person: number,
  now: Instant,
): Promise<string | undefined> => {
  if ((await partnerContextOf(database, person, now)) === undefined) return undefined
  const token = randomBytes(32).toString('base64url')
  const at = machineNow()
  await database
    .insertInto('partner_session')
    .values({ token_hash: hashOf(token), person, started_at: at, seen_at: at, ended_at: null })
    .execute()
  return token
}

/** Who a token is: signed in; timed out, when what they sent may still be kept for them; or nobody. */
export type PartnerAsking =
  | { readonly is: 'signedIn'; readonly partner: PartnerContext }
  | { readonly is: 'timedOut'; readonly partner: PartnerContext }
  | { readonly is: 'nobody' }

const nobody: PartnerAsking = { is: 'nobody' }

/** Finds out who a token is, and notes that they were seen. A session that was ended, or whose person has left, is nobody's. */
export const partnerOfSession = async (
  database: Kysely<Tables>,
  token: string | undefined,
  now: Instant,
  { idleMinutes, longestHours }: PartnerTimeOuts = usualSessions,
): Promise<PartnerAsking> => {
  if (token === undefined) return nobody
  const session = await database
    .selectFrom('partner_session')
    .select(['token_hash', 'person', 'started_at', 'seen_at', 'ended_at'])
    .where('token_hash', '=', hashOf(token))
    .executeTakeFirst()
  if (session?.ended_at !== null) return nobody
  const partner = await partnerContextOf(database, session.person, now)
  if (partner === undefined) {
    await endPartnerSession(database, token)
    return nobody
  }
  const at = machineNow()
  const isTooOld = addMinutes(session.seen_at, idleMinutes) < at || addHours(session.started_at, longestHours) < at
  if (isTooOld) return { is: 'timedOut', partner }
  await database
    .updateTable('partner_session')
    .set({ seen_at: at })
    .where('token_hash', '=', session.token_hash)
    .where('ended_at', 'is', null)
    .execute()
  return { is: 'signedIn', partner }
}

/** Ends a session: its token opens nothing from then on. */
export const endPartnerSession = async (database: Kysely<Tables>, token: string): Promise<void> => {
  await database
    .updateTable('partner_session')
    .set({ ended_at: machineNow() })
    .where('token_hash', '=', hashOf(token))
    .where('ended_at', 'is', null)
    .execute()
}

/** Ends every session of somebody, wherever they are signed in. */
export const endPartnerSessionsOf = async (database: Kysely<Tables>, person: number): Promise<void> => {
  await database
    .updateTable('partner_session')
    .set({ ended_at: machineNow() })
    .where('person', '=', person)
    .where('ended_at', 'is', null)
    .execute()
}
