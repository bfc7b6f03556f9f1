import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { escapeIdentifier } from 'pg'
import type { ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

/** What a column may be loaded with: an array becomes a PostgreSQL array, any other object becomes JSON. */
export type CopyValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly (string | number | boolean | null)[]
  | { readonly [key: string]: unknown }

const charactersAtOnce = 64 * 1024
const needsEscape = /[\\\n\r\t]/
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

const escape = (text: string): string =>
  needsEscape.test(text) ? text.replace(/[\\\n\r\t]/g, character => escapes[character] ?? character) : text

const arrayElement = (element: string | number | boolean | null): string =>
  element === null ? 'NULL' : typeof element === 'string' ? `"${element.replace(/["\\]/g, '\\$&')}"` : String(element)

const isArray = (value: object): value is readonly (string | number | boolean | null)[] => Array.isArray(value)

/** One value in the text form of PostgreSQL's COPY. */
const textOf = (value: CopyValue): string => {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'string') return escape(value)
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 't' : 'f'
  return escape(isArray(value) ? `{${value.map(arrayElement).join(',')}}` : JSON.stringify(value))
}

const copyLine = (row: readonly CopyValue[], width: number): string => {
  if (row.length !== width) throw new RangeError(`A row of ${row.length} values was given for ${width} columns.`)
  let line = ''
  for (let index = 0; index < width; index += 1) line += (index === 0 ? '' : '\t') + textOf(row[index])
  return `${line}\n`
}

type Rows = Iterable<readonly CopyValue[]> | AsyncIterable<readonly CopyValue[]>

const isAsync = (rows: Rows): rows is AsyncIterable<readonly CopyValue[]> => Symbol.asyncIterator in rows

/** Rows of one table on their way to being text; whoever gathers them may be another thread than the one that loads them. */
export type CopyText = {
  readonly add: (rows: readonly (readonly CopyValue[])[]) => void
  /** All that was added since it was last taken, in the pieces that `copyChunksInto` takes. */
  readonly take: () => readonly Buffer[]
}

/** Where `numbered`, each row begins with a number more than its `width` values: its place among all, from 1. */
export const copyText = (width: number, { numbered = false }: { readonly numbered?: boolean } = {}): CopyText => {
  let chunks: Buffer[] = []
  let chunk = ''
  let place = 0
  const finish = () => {
    if (chunk !== '') chunks.push(Buffer.from(chunk))
    chunk = ''
  }
  return {
    add: rows => {
      for (const row of rows) {
        place += 1
        chunk += numbered ? `${place}\t${copyLine(row, width)}` : copyLine(row, width)
        if (chunk.length >= charactersAtOnce) finish()
      }
    },
    take: () => {
      finish()
      const taken = chunks
      chunks = []
      return taken
    },
  }
}

function* copyChunks(rows: Iterable<readonly CopyValue[]>, width: number): Generator<Buffer> {
  let chunk = ''
  for (const row of rows) {
    chunk += copyLine(row, width)
    if (chunk.length < charactersAtOnce) continue
    yield Buffer.from(chunk)
    chunk = ''
  }
  if (chunk !== '') yield Buffer.from(chunk)
}

async function* chunksAsTheyCome(rows: AsyncIterable<readonly CopyValue[]>, width: number): AsyncGenerator<Buffer> {
  let chunk = ''
  for await (const row of rows) {
    chunk += copyLine(row, width)
    if (chunk.length < charactersAtOnce) continue
    yield Buffer.from(chunk)
    chunk = ''
  }
  if (chunk !== '') yield Buffer.from(chunk)
}

/**
 * Loads rows into a table, their values in the order of `columns`, as fast as the database takes them, and answers how
 * many. JSON whose top level is an array must come as its own text. All rows arrive or, where one is refused, none;
 * inside a transaction that transaction is then over.
 */
export const copyInto = async (
  client: ClientBase,
  table: string,
  columns: readonly string[],
  rows: Rows,
): Promise<number> => {
  const chunks = isAsync(rows) ? chunksAsTheyCome(rows, columns.length) : copyChunks(rows, columns.length)
  return copyChunksInto(client, table, columns, chunks)
}

/**
 * Loads what `copyText` made of rows, and answers how many there were. A table that this transaction has emptied may be
 * loaded frozen: its rows then need no vacuum before an index alone answers for them.
 */
export const copyChunksInto = async (
  client: ClientBase,
  table: string,
  columns: readonly string[],
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  { frozen = false }: { readonly frozen?: boolean } = {},
): Promise<number> => {
  const names = columns.map(column => escapeIdentifier(column)).join(', ')
  const how = frozen ? ' with (freeze)' : ''
  const loading = client.query(copyFrom(`copy ${escapeIdentifier(table)} (${names}) from stdin${how}`))
  await pipeline(Readable.from(chunks), loading)
  return loading.rowCount
}
