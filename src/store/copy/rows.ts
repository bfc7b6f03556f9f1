import { newSheet, writeInt16, writerOf } from './values.ts'
import type { CopyType, CopyValue } from './values.ts'

/** The columns in which rows are given, in their order, each with its type. */
export type CopyColumns = Readonly<Record<string, CopyType>>

/** Rows of one table made ready to be loaded; whoever gathers them may be another thread than the one that loads them. */
export type PackedRows = {
  readonly add: (rows: Iterable<readonly CopyValue[]>) => void
  /** How many rows were added since they were last taken. */
  readonly waiting: () => number
  /** All that was added since it was last taken, in pieces with memory of their own, for `copyPackedInto`. */
  readonly take: () => readonly Buffer<ArrayBuffer>[]
}

const bytesAtOnce = 256 * 1024

/** Where `numbered`, each row begins with a number more than its values: its place among all, from 1. */
export const packedRows = (
  columns: CopyColumns,
  { numbered = false }: { readonly numbered?: boolean } = {},
): PackedRows => {
  const writers = Object.values(columns).map(writerOf)
  const writePlace = writerOf('bigint')
  const names = Object.keys(columns)
  let full: Buffer<ArrayBuffer>[] = []
  let sheet = newSheet(0)
  let place = 0
  let placeTaken = 0
  const finish = () => {
    if (sheet.at > 0) full.push(sheet.bytes.subarray(0, sheet.at))
    sheet = newSheet(0)
  }
  const addRow = (row: readonly CopyValue[]) => {
    if (row.length !== writers.length)
      throw new RangeError(`A row of ${row.length} values was given for ${writers.length} columns.`)
    if (sheet.bytes.length === 0) sheet = newSheet(bytesAtOnce * 1.25)
    place += 1
    writeInt16(sheet, writers.length + (numbered ? 1 : 0))
    if (numbered) writePlace(sheet, place)
    let index = 0
    try {
      for (; index < writers.length; index += 1) writers[index]?.(sheet, row[index])
    } catch (cause) {
      throw new TypeError(`${names[index]}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
    }
    if (sheet.at >= bytesAtOnce) finish()
  }
  return {
    add: rows => {
      for (const row of rows) addRow(row)
    },
    waiting: () => place - placeTaken,
    take: () => {
      finish()
      placeTaken = place
      const taken = full
      full = []
      return taken
    },
  }
}
