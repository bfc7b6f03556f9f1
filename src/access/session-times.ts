import type { Kysely } from 'kysely'
import { addHours, addMinutes } from '../calendar/index.ts'
import type { Instant } from '../calendar/index.ts'
import { currentCouncil } from '../council/council.ts'
import { usualSessions } from '../council/signing-in.ts'
import type { SessionPolicy } from '../council/signing-in.ts'
import type { Tables } from '../store/tables.ts'

type Times = { readonly begun_at: Instant; readonly used_at: Instant }

/**
 * Why a session is over by the time it has lasted, if it is: a worker's, or that of somebody of another organisation. The
 * machine's clock, because a simulated one stands, and may be moved on by days while somebody is signed in.
 */
export const timedOut = (
  { begun_at, used_at }: Times,
  policy: SessionPolicy,
  machine: Instant,
): 'tooLong' | 'idle' | undefined => {
  if (addHours(begun_at, policy.longestHours) <= machine) return 'tooLong'
  return addMinutes(used_at, policy.idleMinutes) <= machine ? 'idle' : undefined
}

/** Whether it is to be written down that somebody is still there: once a minute at most, for a page is a read. */
export const isToBeNoted = ({ used_at }: Pick<Times, 'used_at'>, machine: Instant): boolean =>
  addMinutes(used_at, 1) <= machine

/** How long the council lets sessions last. */
export const policyOf = async (database: Kysely<Tables>): Promise<SessionPolicy> =>
  (await currentCouncil(database))?.sessions ?? usualSessions
