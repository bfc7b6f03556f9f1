import type { ClientBase } from 'pg'
import type { Rules } from '../../journey/index.ts'
import { copyPackedInto } from '../../store/index.ts'
import { batchesOf } from './batches.ts'
import type { Batch } from './batches.ts'
import { putBackIndexes, takeOffIndexes } from './indexes.ts'
import { columnsAsLoaded, loadedTableNames, numberedTables } from './tables.ts'
import type { ToldFamily } from './told.ts'

/** How far a load is: families told of those there are, then indexes put back of those taken off. */
export type LoadProgress = (stage: 'families' | 'indexes', done: number, of: number) => void

type Loading = { readonly progress?: LoadProgress; readonly stopping?: AbortSignal }

const copyBatch = async (client: ClientBase, { tables }: Batch, frozen: boolean): Promise<void> => {
  for (const { table, pieces } of tables)
    await copyPackedInto(client, table, columnsAsLoaded(table), pieces, { frozen })
}

/**
 * Where no table holds a row, empties them all the same: what is loaded into a table that its own transaction has emptied
 * is written once and not to the log as well, and comes frozen. Answers whether it was so.
 */
const emptyWhereEmpty = async (client: ClientBase): Promise<boolean> => {
  const { rows } = await client.query<{ empty: boolean }>(
    `select ${loadedTableNames.map(table => `not exists (select from ${table})`).join(' and ')} as empty`,
  )
  if (rows[0]?.empty !== true) return false
  await client.query(`truncate ${loadedTableNames.join(', ')} cascade`)
  return true
}

/** Numbers that the load gave were not drawn from the sequences: whoever records next goes on after them. */
const moveSequencesOn = async (client: ClientBase): Promise<void> => {
  for (const [table, column] of [
    ['identity', 'identity'],
    ['household', 'household'],
    ['entry', 'id'],
    ...[...numberedTables].map(table => [table, 'id'] as const),
  ] as const)
    await client.query(
      `select setval(pg_get_serial_sequence('${table}', '${column}'), coalesce((select max(${column}) from ${table}), 0) + 1, false)`,
    )
}

/**
 * Loads batches of families inside a transaction that the caller has begun on this client: whole or not at all. Indexes
 * and constraints are taken off meanwhile and put back after, when every row must keep to them.
 */
export const loadBatches = async (
  client: ClientBase,
  batches: Iterable<Batch> | AsyncIterable<Batch>,
  count: number,
  { progress = () => undefined, stopping }: Loading = {},
): Promise<void> => {
  await client.query('set constraints all immediate')
  const taken = await takeOffIndexes(client)
  const frozen = await emptyWhereEmpty(client)
  for await (const batch of batches) {
    stopping?.throwIfAborted()
    await copyBatch(client, batch, frozen)
    progress('families', batch.done, count)
  }
  await putBackIndexes(client, taken, (made, of) => {
    stopping?.throwIfAborted()
    progress('indexes', made, of)
  })
  await moveSequencesOn(client)
}

/** The same for families that are told in this thread, with all that follows from what was recorded about them. */
export const loadFamilies = (
  client: ClientBase,
  rules: Rules,
  families: Iterable<ToldFamily>,
  count: number,
  loading: Loading = {},
): Promise<void> => loadBatches(client, batchesOf(rules, families), count, loading)
