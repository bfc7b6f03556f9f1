import type { Kysely } from 'kysely'
import { machineNow } from '../calendar/index.ts'
import type { Instant } from '../calendar/index.ts'
import { isRole } from '../journey/roles.ts'
import type { Role } from '../journey/roles.ts'
import type { Tables } from '../store/tables.ts'
import { hashOfSecret } from './secrets.ts'
import { endWhere, inTurn } from './session-endings.ts'
import type { Ending } from './session-endings.ts'
import { timedOut, policyOf } from './session-times.ts'

/** A session that is open, as its worker or an administrator sees it. */
export type OpenSession = {
  readonly session: number
  readonly role: Role
  readonly startedAt: Instant
  readonly seenAt: Instant
  readonly browser: string
  readonly isThis: boolean
}

/** Where a worker is signed in, the one used last first; `token` is that of whoever asks. */
export const openSessionsOf = async (
  database: Kysely<Tables>,
  worker: number,
  token?: string,
  machine: Instant = machineNow(),
): Promise<readonly OpenSession[]> => {
  const [rows, policy] = await Promise.all([
    database
      .selectFrom('session')
      .selectAll()
      .where('worker', '=', worker)
      .where('ended_at', 'is', null)
      .orderBy('used_at', 'desc')
      .execute(),
    policyOf(database),
  ])
  const own = token === undefined ? undefined : hashOfSecret(token)
  return rows.flatMap(row =>
    timedOut(row, policy, machine) === undefined && isRole(row.role)
      ? [
          {
            session: row.session,
            role: row.role,
            startedAt: row.started_at,
            seenAt: row.seen_at,
            browser: row.browser,
            isThis: row.token_hash === own,
          },
        ]
      : [],
  )
}

/** Ends the open sessions of a worker, or one of them, or all but the one that asks; answers how many. */
export const endSessionsOf = async (
  database: Kysely<Tables>,
  worker: number,
  {
    at,
    because,
    by,
    only,
    butNot,
  }: {
    readonly at: Instant
    readonly because: Ending
    readonly by: number
    readonly only?: number
    readonly butNot?: string
  },
): Promise<number> => {
  const { numUpdatedRows } = await inTurn(database, worker, queries =>
    endWhere(queries, at, because, by)
      .where('worker', '=', worker)
      .$if(only !== undefined, query => query.where('session', '=', only ?? 0))
      .$if(butNot !== undefined, query => query.where('token_hash', '<>', hashOfSecret(butNot ?? '')))
      .executeTakeFirstOrThrow(),
  )
  return Number(numUpdatedRows)
}
