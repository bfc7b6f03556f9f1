import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { PoolClient } from 'pg'
import { withClient } from '../database.ts'
import type { Database } from '../database.ts'
import type { Tables } from '../tables.ts'

const key = sql`hashtext('righthelp council')`

/**
 * Waits until no other makes or replaces the council of this database, until the end of the transaction. Whoever means to
 * do so within a longer transaction takes it first: with a lock on a table in hand, two would wait for each other.
 */
export const takeTurnWithCouncil = async (transaction: Kysely<Tables>): Promise<void> => {
  await sql`select pg_advisory_xact_lock(${key})`.execute(transaction)
}

/** The same without waiting: answers whether it is ours until the end of the transaction. */
export const tryTurnWithCouncil = async (transaction: Kysely<Tables>): Promise<boolean> => {
  const { rows } = await sql<{ ours: boolean }>`select pg_try_advisory_xact_lock(${key}) as ours`.execute(transaction)
  return rows[0]?.ours ?? false
}

/** The same for work in more transactions than one, all of them on the connection that holds the turn. */
export const withTurnWithCouncil = <Result>(
  database: Pick<Database, 'pool'>,
  work: (client: PoolClient, queries: Kysely<Tables>) => Promise<Result>,
): Promise<Result> =>
  withClient(database, async (client, queries) => {
    await sql`select pg_advisory_lock(${key})`.execute(queries)
    // Where the work fails the connection is closed, and the turn ends with it.
    const result = await work(client, queries)
    await sql`select pg_advisory_unlock(${key})`.execute(queries)
    return result
  })
