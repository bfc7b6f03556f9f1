import type { Rules } from '../../journey/index.ts'
import { copyText } from '../../store/index.ts'
import type { CopyText } from '../../store/index.ts'
import { addFamily } from './rows.ts'
import { loadedTableNames, loadedTables, noRows, numberedTables } from './tables.ts'
import type { LoadedTable } from './tables.ts'
import type { ToldFamily } from './told.ts'

/** Families as the database takes them: for each table its rows in pieces of text. */
export type Batch = {
  /** How many families there are in this batch and those before it. */
  readonly done: number
  readonly tables: readonly { readonly table: LoadedTable; readonly chunks: readonly Uint8Array[] }[]
}

const entriesAtOnce = 6_000
// Rows are made text while they are young: the longer they lived, the more often the heap would move them.
const entriesInRows = 200

/** Families in batches, with the episodes and duties that follow from what was recorded about them. */
export function* batchesOf(rules: Rules, families: Iterable<ToldFamily>): Generator<Batch> {
  const texts = new Map<LoadedTable, CopyText>(
    loadedTableNames.map(table => [
      table,
      copyText(loadedTables[table].length, { numbered: numberedTables.has(table) }),
    ]),
  )
  let rows = noRows()
  let entries = 0
  let done = 0
  const write = () => {
    for (const [table, text] of texts) text.add(rows[table])
    rows = noRows()
  }
  const batch = (): Batch => {
    write()
    entries = 0
    const tables = [...texts].map(([table, text]) => ({ table, chunks: text.take() }))
    return { done, tables: tables.filter(({ chunks }) => chunks.length > 0) }
  }
  for (const family of families) {
    addFamily(rows, rules, family)
    entries += family.entries.length
    done += 1
    if (entries >= entriesAtOnce) yield batch()
    else if (rows.entry.length >= entriesInRows) write()
  }
  yield batch()
}
