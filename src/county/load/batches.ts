import type { Rules } from '../../journey/index.ts'
import { packedRows } from '../../store/index.ts'
import type { PackedRows } from '../../store/index.ts'
import { addFamily } from './rows.ts'
import { loadedTableNames, loadedTables, noRows, numberedTables } from './tables.ts'
import type { LoadedTable } from './tables.ts'
import type { ToldFamily } from './told.ts'

/** Families as the database takes them: for each table its rows in pieces. */
export type Batch = {
  /** How many families there are in this batch and those before it. */
  readonly done: number
  readonly tables: readonly { readonly table: LoadedTable; readonly pieces: readonly Uint8Array<ArrayBuffer>[] }[]
}

const entriesAtOnce = 6_000
// The database makes ready for a thousand rows each time a table is loaded: of a few rows it would do little else.
const rowsWorthLoading = 10_000
// Rows are packed while they are young: the longer they lived, the more often the heap would move them.
const entriesInRows = 200

/** Families in batches, with the episodes and duties that follow from what was recorded about them. */
export function* batchesOf(rules: Rules, families: Iterable<ToldFamily>): Generator<Batch> {
  const packed = new Map<LoadedTable, PackedRows>(
    loadedTableNames.map(table => [table, packedRows(loadedTables[table], { numbered: numberedTables.has(table) })]),
  )
  let rows = noRows()
  let entries = 0
  let done = 0
  const write = () => {
    for (const [table, some] of packed) some.add(rows[table])
    rows = noRows()
  }
  const batch = (atLeast: number): Batch => {
    write()
    entries = 0
    const tables = [...packed].filter(([, some]) => some.waiting() >= atLeast)
    return { done, tables: tables.map(([table, some]) => ({ table, pieces: some.take() })) }
  }
  for (const family of families) {
    addFamily(rows, rules, family)
    entries += family.entries.length
    done += 1
    if (entries >= entriesAtOnce) yield batch(rowsWorthLoading)
    else if (rows.entry.length >= entriesInRows) write()
  }
  yield batch(1)
}
