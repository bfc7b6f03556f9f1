import { setImmediate as letOthersRun } from 'node:timers/promises'
import type { ClientBase } from 'pg'
import type { Rules } from '../../journey/index.ts'
import { copyInto } from '../../store/index.ts'
import { putBackIndexes, takeOffIndexes } from './indexes.ts'
import { addFamily } from './rows.ts'
import { loadedTableNames, loadedTables, noRows } from './tables.ts'
import type { Rows } from './tables.ts'
import type { ToldFamily } from './told.ts'

/** How far a load is: families told of those there are, then indexes put back of those taken off. */
export type LoadProgress = (stage: 'families' | 'indexes', done: number, of: number) => void

const entriesAtOnce = 8_000

const copyAll = async (client: ClientBase, rows: Rows): Promise<void> => {
  for (const table of loadedTableNames)
    if (rows[table].length > 0) await copyInto(client, table, loadedTables[table], rows[table])
}

/** Numbers that the teller gave were not drawn from the sequences: whoever records next goes on after them. */
const moveSequencesOn = async (client: ClientBase): Promise<void> => {
  for (const [table, column] of [
    ['identity', 'identity'],
    ['household', 'household'],
    ['entry', 'id'],
  ] as const)
    await client.query(
      `select setval(pg_get_serial_sequence('${table}', '${column}'), coalesce((select max(${column}) from ${table}), 0) + 1, false)`,
    )
}

/**
 * Loads families and all that follows from what was recorded about them, inside a transaction that the caller has begun
 * on this client: whole or not at all. While one batch is on its way to the database the next is told, so that both
 * processors work.
 */
export const loadFamilies = async (
  client: ClientBase,
  rules: Rules,
  families: Iterable<ToldFamily>,
  count: number,
  { progress = () => undefined, stopping }: { readonly progress?: LoadProgress; readonly stopping?: AbortSignal } = {},
): Promise<void> => {
  await client.query('set constraints all immediate')
  const taken = await takeOffIndexes(client)
  let rows = noRows()
  let onItsWay: Promise<void> = Promise.resolve()
  let done = 0
  const send = async () => {
    await onItsWay
    stopping?.throwIfAborted()
    onItsWay = copyAll(client, rows)
    // A refusal is thrown where the next batch waits for this one.
    onItsWay.catch(() => undefined)
    rows = noRows()
    progress('families', done, count)
  }
  for (const family of families) {
    addFamily(rows, rules, family)
    done += 1
    if (rows.entry.length >= entriesAtOnce) await send()
    // So that the socket to the database is served while families are told.
    else if (done % 20 === 0) await letOthersRun()
  }
  await send()
  await onItsWay
  await putBackIndexes(client, taken, (made, of) => progress('indexes', made, of))
  await moveSequencesOn(client)
}
