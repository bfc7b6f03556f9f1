import type { Rules } from '../../journey/index.ts'
import { copyChunks } from '../../store/index.ts'
import { addFamily } from './rows.ts'
import { loadedTableNames, loadedTables, noRows } from './tables.ts'
import type { LoadedTable, Rows } from './tables.ts'
import type { ToldFamily } from './told.ts'

/** Families as the database takes them: for each table its rows in pieces of text. */
export type Batch = {
  /** How many families there are in this batch and those before it. */
  readonly done: number
  readonly tables: readonly { readonly table: LoadedTable; readonly chunks: readonly Uint8Array[] }[]
}

const entriesAtOnce = 6_000

const textOf = (rows: Rows, done: number): Batch => ({
  done,
  tables: loadedTableNames.flatMap(table =>
    rows[table].length === 0 ? [] : [{ table, chunks: [...copyChunks(rows[table], loadedTables[table].length)] }],
  ),
})

/** Families in batches, with the episodes and duties that follow from what was recorded about them. */
export function* batchesOf(rules: Rules, families: Iterable<ToldFamily>): Generator<Batch> {
  let rows = noRows()
  let done = 0
  for (const family of families) {
    addFamily(rows, rules, family)
    done += 1
    if (rows.entry.length < entriesAtOnce) continue
    yield textOf(rows, done)
    rows = noRows()
  }
  yield textOf(rows, done)
}
