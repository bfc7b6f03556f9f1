import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { escapeIdentifier } from 'pg'
import type { ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { packedRows } from './rows.ts'
import type { CopyColumns } from './rows.ts'
import type { CopyValue } from './values.ts'

const rowsAtOnce = 1_000

function* piecesOf(columns: CopyColumns, rows: Iterable<readonly CopyValue[]>): Generator<Uint8Array> {
  const packed = packedRows(columns)
  let some: (readonly CopyValue[])[] = []
  for (const row of rows) {
    some.push(row)
    if (some.length < rowsAtOnce) continue
    packed.add(some)
    some = []
    yield* packed.take()
  }
  packed.add(some)
  yield* packed.take()
}

/**
 * Loads rows into a table, their values in the order of `columns`, as fast as the database takes them, and answers how
 * many. All rows arrive or, where one is refused, none; inside a transaction that transaction is then over.
 */
export const copyInto = (
  client: ClientBase,
  table: string,
  columns: CopyColumns,
  rows: Iterable<readonly CopyValue[]>,
): Promise<number> => copyPackedInto(client, table, Object.keys(columns), piecesOf(columns, rows))

// The signature of the binary form, with neither flags nor an extension; and what says that no row follows.
const beginning = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const end = Buffer.from([0xff, 0xff])

function* withFrame(pieces: Iterable<Uint8Array>): Generator<Uint8Array> {
  yield beginning
  yield* pieces
  yield end
}

/**
 * Loads what `packedRows` made of rows, and answers how many there were. A table that this transaction has emptied may
 * be loaded frozen: its rows then need no vacuum before an index alone answers for them.
 */
export const copyPackedInto = async (
  client: ClientBase,
  table: string,
  columns: readonly string[],
  pieces: Iterable<Uint8Array>,
  { frozen = false }: { readonly frozen?: boolean } = {},
): Promise<number> => {
  const names = columns.map(column => escapeIdentifier(column)).join(', ')
  const how = frozen ? 'format binary, freeze' : 'format binary'
  const loading = client.query(copyFrom(`copy ${escapeIdentifier(table)} (${names}) from stdin with (${how})`))
  await pipeline(Readable.from(withFrame(pieces)), loading)
  return loading.rowCount
}
