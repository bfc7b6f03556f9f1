import { setTimeout as pause } from 'node:timers/promises'
import { Kysely, PostgresDialect } from 'kysely'
import type { IsolationLevel, PostgresPoolClient, Transaction } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Migration } from 'kysely/migration'
import { DatabaseError, Pool } from 'pg'
import type { PoolClient, PoolConfig } from 'pg'
import { columnTypes } from './column-types.ts'
import { migrations } from './migrations/index.ts'
import { plannedOnce } from './planned-once.ts'
import type { Tables } from './tables.ts'

/** An open database: queries through `sql`, bulk loading through `pool`. Whoever opened it closes it. */
export interface Database {
  /** Where it is, its password included: not for logs. */
  readonly url: string
  readonly sql: Kysely<Tables>
  /** The same for questions that are asked again and again and should be planned once (`planned-once.ts`). */
  readonly plannedOnce: Kysely<Tables>
  readonly pool: Pool
  readonly close: () => Promise<void>
}

/**
 * Opens the database of this URL; nothing is connected before the first query. In its sessions the time zone is UTC,
 * dates are `YYYY-MM-DD` text, instants are `YYYY-MM-DDTHH:MM:SS.mmmZ` text, and bigint and numeric are numbers.
 */
export const openDatabase = (
  url: string,
  { connections = 10, idleSeconds = 600 }: { readonly connections?: number; readonly idleSeconds?: number } = {},
): Database => {
  const config: PoolConfig = {
    connectionString: url,
    types: columnTypes,
    // The access log may stand in a schema of its own (`access-log/hand-over.ts`).
    // To weigh whether a second process should help takes a quarter of the planning, and on two cores it hardly ever helps.
    options:
      '-c TimeZone=UTC -c DateStyle=ISO -c IntervalStyle=iso_8601 -c search_path="$user",public,access -c max_parallel_workers_per_gather=0',
    application_name: 'righthelp',
    connectionTimeoutMillis: 30_000,
    // A new connection knows no table yet and plans slowly for a while: one that works is kept.
    idleTimeoutMillis: idleSeconds * 1000,
  }
  const pool = new Pool({ ...config, max: connections })
  // A connection lost while nobody used it: the pool has dropped it, and whoever asks next gets another or the error.
  pool.on('error', () => undefined)
  // One lost in use: whoever asks over it gets the error, and the event beside that would end the process.
  pool.on('connect', client => client.on('error', () => undefined))
  const sql = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const once = plannedOnce(config)
  let closed: Promise<unknown> | undefined
  // Not through `sql`, which leaves the pool open where it was never asked anything.
  const close = async (): Promise<void> => {
    await (closed ??= Promise.all([pool.end(), once.end()]))
  }
  return { url, sql, plannedOnce: once.sql, pool, close }
}

const serializationFailure = '40001'
const deadlockDetected = '40P01'

const isWorthRepeating = (error: unknown): boolean =>
  error instanceof DatabaseError && (error.code === serializationFailure || error.code === deadlockDetected)

/**
 * Does the work in one transaction, as if no other ran beside it, and repeats it from the start where the database
 * says that others got in its way; so the work must change nothing but the database. After `attempts` the error is thrown.
 */
export const inTransaction = async <Result>(
  database: Pick<Database, 'sql'>,
  work: (transaction: Transaction<Tables>) => Promise<Result>,
  {
    isolation = 'serializable',
    attempts = 8,
  }: { readonly isolation?: IsolationLevel; readonly attempts?: number } = {},
): Promise<Result> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database.sql.transaction().setIsolationLevel(isolation).execute(work)
    } catch (error) {
      if (attempt >= attempts || !isWorthRepeating(error)) throw error
      // Of two that got in each other's way, chance decides which goes first.
      await pause(Math.random() * 10 * 2 ** attempt)
    }
  }
}

/** Does the work whole or not at all: in the transaction that is open, or else in one of its own. */
export const atOnce = <Result>(
  database: Kysely<Tables>,
  work: (queries: Kysely<Tables>) => Promise<Result>,
): Promise<Result> => (database.isTransaction ? work(database) : database.transaction().execute(work))

/** A `sql` whose every query goes through this one connection, transactions included. */
const sqlThrough = (client: PoolClient): Kysely<Tables> => {
  const connection: PostgresPoolClient = {
    query: client.query.bind(client),
    release: () => undefined,
  }
  const pool = { connect: () => Promise.resolve(connection), end: () => Promise.resolve(), options: {} }
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}

/**
 * Does the work on one connection of its own: `copyInto` loads through `client`, and `sql` asks over the same
 * connection, so that both can be in one transaction. Where the work fails, whatever it had not committed is undone.
 */
export const withClient = async <Result>(
  database: Pick<Database, 'pool'>,
  work: (client: PoolClient, sql: Kysely<Tables>) => Promise<Result>,
): Promise<Result> => {
  const client = await database.pool.connect()
  let failed = true
  try {
    const result = await work(client, sqlThrough(client))
    failed = false
    return result
  } finally {
    client.release(failed)
  }
}

/**
 * Brings the database's tables up to date; processes that start together take turns. `onOlder` is called first where an
 * older version made them, for a county then takes a minute. Throws where a migration fails.
 */
export const migrate = async (
  database: Pick<Database, 'sql'>,
  wanted: Readonly<Record<string, Migration>> = migrations,
  onOlder: () => void = () => undefined,
): Promise<void> => {
  const migrator = new Migrator({
    db: database.sql,
    provider: { getMigrations: () => Promise.resolve({ ...wanted }) },
    allowUnorderedMigrations: true,
  })
  const done = (await migrator.getMigrations()).map(({ executedAt }) => executedAt !== undefined)
  if (done.includes(true) && done.includes(false)) onOlder()
  const { error } = await migrator.migrateToLatest()
  if (error instanceof Error) throw error
  if (error !== undefined) throw new Error('The database could not be brought up to date.', { cause: error })
}
