import { createHash } from 'node:crypto'
import { Kysely, PostgresDialect } from 'kysely'
import type { PostgresCursor, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import { DatabaseError, Pool } from 'pg'
import type { PoolClient, PoolConfig } from 'pg'
import type { Tables } from './tables.ts'

/** Few connections plan few times; two cores answer no more at once. */
const connections = 3
/** After so many different questions a connection makes way for a new one, and with it every plan that it kept. */
const mostPlans = 200

const resultHasChanged = '0A000'

const isRead = (text: string): boolean => /^\s*(?:select|with)\b/i.test(text)

// To name a question takes longer than to send it by its name, and the same few hundred are asked all day.
const names = new Map<string, string>()
const mostNames = 500

const nameOf = (text: string): string => {
  const known = names.get(text)
  if (known !== undefined) return known
  if (names.size >= mostNames) names.clear()
  const name = createHash('sha1').update(text).digest('base64url')
  names.set(text, name)
  return name
}

/**
 * Queries over connections of their own that plan a question the first time it is asked and not again, whatever its values:
 * for long questions about few rows, whose planning takes longer than their answer. A question whose best plan depends on
 * its values, as one about a whole county or none in particular, belongs to the other connections.
 */
export const plannedOnce = (
  config: PoolConfig,
): { readonly sql: Kysely<Tables>; readonly end: () => Promise<void> } => {
  const pool = new Pool({
    ...config,
    max: connections,
    options: `${config.options ?? ''} -c plan_cache_mode=force_generic_plan`,
  })
  pool.on('error', () => undefined)
  pool.on('connect', client => client.on('error', () => undefined))
  const plans = new WeakMap<PoolClient, Set<string>>()
  const connect = async (): Promise<PostgresPoolClient> => {
    const client = await pool.connect()
    const kept = plans.get(client) ?? new Set<string>()
    plans.set(client, kept)
    let isSpent = false
    const askOnce = async (text: string, values: readonly unknown[]) => {
      const name = nameOf(text)
      kept.add(name)
      try {
        return await client.query({ name, text, values: [...values] })
      } catch (error) {
        // A table has other columns than when it was planned, as after an upgrade beside a running server.
        if (!(error instanceof DatabaseError) || error.code !== resultHasChanged) throw error
        isSpent = true
        return client.query(text, [...values])
      }
    }
    function query<Row>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<Row>>
    function query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>
    function query(text: string | PostgresCursor<unknown>, values: readonly unknown[] = []): unknown {
      if (typeof text !== 'string') throw new TypeError('What is planned once is not read by a cursor.')
      return isRead(text) ? askOnce(text, values) : client.query(text, [...values])
    }
    return { query, release: () => client.release(isSpent || kept.size > mostPlans) }
  }
  const sql = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: { connect, end: () => pool.end(), options: {} } }),
  })
  return { sql, end: () => pool.end() }
}
