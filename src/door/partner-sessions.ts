import type { Kysely } from 'kysely'
import { hashOfSecret, newSecret } from '../access/secrets.ts'
import { isToBeNoted, timedOut } from '../access/session-times.ts'
import { machineNow } from '../calendar/index.ts'
import type { Instant } from '../calendar/index.ts'
import { usualSessions } from '../council/signing-in.ts'
import type { SessionPolicy } from '../council/signing-in.ts'
import type { Tables } from '../store/tables.ts'
import { partnerContextOf } from './partners.ts'
import type { PartnerContext } from './partners.ts'

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
  const token = newSecret()
  const at = machineNow()
  await database
    .insertInto('partner_session')
    .values({ token_hash: hashOfSecret(token), person, started_at: at, seen_at: at, ended_at: null })
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
  policy: SessionPolicy = usualSessions,
  machine: Instant = machineNow(),
): Promise<PartnerAsking> => {
  if (token === undefined) return nobody
  const session = await database
    .selectFrom('partner_session')
    .select(['token_hash', 'person', 'started_at', 'seen_at', 'ended_at'])
    .where('token_hash', '=', hashOfSecret(token))
    .executeTakeFirst()
  if (session?.ended_at !== null) return nobody
  const partner = await partnerContextOf(database, session.person, now)
  if (partner === undefined) {
    await endPartnerSession(database, token)
    return nobody
  }
  const times = { begun_at: session.started_at, used_at: session.seen_at }
  if (timedOut(times, policy, machine) !== undefined) return { is: 'timedOut', partner }
  if (isToBeNoted(times, machine))
    await database
      .updateTable('partner_session')
      .set({ seen_at: machine })
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
    .where('token_hash', '=', hashOfSecret(token))
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
