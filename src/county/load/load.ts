import type { ClientBase } from 'pg'
import { copyPackedInto, takeOffIndexes } from '../../store/index.ts'
import type { TakenOff } from '../../store/index.ts'
import type { Batch } from './batches.ts'
import { columnsAsLoaded, loadedTableNames, numberedTables } from './tables.ts'

type Loading = {
  /** Told after each batch how many families there are in it and those before it. */
  readonly progress?: (done: number) => void
  readonly stopping?: AbortSignal | undefined
}

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
export const moveSequencesOn = async (client: ClientBase): Promise<void> => {
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
 * Loads batches of families inside a transaction that the caller has begun on this client. Answers with the indexes and
 * constraints that it took off the tables: `putBackIndexes` puts them back, when every row must keep to them.
 */
export const loadBatches = async (
  client: ClientBase,
  batches: Iterable<Batch> | AsyncIterable<Batch>,
  { progress = () => undefined, stopping }: Loading = {},
): Promise<readonly TakenOff[]> => {
  await client.query('set constraints all immediate')
  const takenOff = await takeOffIndexes(client, loadedTableNames)
  const frozen = await emptyWhereEmpty(client)
  for await (const batch of batches) {
    stopping?.throwIfAborted()
    await copyBatch(client, batch, frozen)
    progress(batch.done)
  }
  return takenOff
}
