import type { Columns, Row, Table } from './table.ts'

/** Reads a date as it is written in one kind of file; undefined where it is none. */
export type ReadDate = (written: string) => string | undefined

/** What a reader hands over for one row: cells by column, what is not there being missing. */
export type WrittenCells = Readonly<Record<string, string | readonly string[] | null | undefined>>

/** Collects the rows of one table. Cells of columns that the table does not have are left out. */
export interface TableBuilder<C extends Columns> {
  readonly add: (cells: WrittenCells) => void
  readonly build: (isGiven: boolean) => Table<C>
}

/** Equal words are kept once: a return says few things many times. */
export type Intern = (written: string) => string

/** A memory of words for the length of one reading. Long texts are not kept. */
export const interning = (): Intern => {
  const known = new Map<string, string>()
  return written => {
    const found = known.get(written)
    if (found !== undefined) return found
    if (written.length < 24) known.set(written, written)
    return written
  }
}

/** How the cells of a table are read. */
export interface Reading {
  readonly readDate: ReadDate
  readonly intern?: Intern
  /** Whether a blank text is kept apart from a missing one: a file cannot tell them apart, a worked example can. */
  readonly keepsBlanks?: boolean
}

/** Reads a date once and remembers it: a return has few days and writes them many times. */
export const rememberingDates = (read: ReadDate): ReadDate => {
  const known = new Map<string, string | undefined>()
  return written => {
    const found = known.get(written)
    if (found !== undefined || known.has(written)) return found
    const date = read(written)
    known.set(written, date)
    return date
  }
}

const textOf = (written: WrittenCells[string]): string | null => {
  const text = typeof written === 'object' ? written?.[0] : written
  const trimmed = text?.trim()
  return trimmed === undefined || trimmed === '' ? null : trimmed
}

const codesOf = (written: WrittenCells[string], intern: Intern): readonly string[] => {
  const all = typeof written === 'string' ? [written] : (written ?? [])
  return all.map(code => intern(code.trim())).filter(code => code !== '')
}

export const tableBuilder = <const C extends Columns>(
  name: string,
  columns: C,
  { readDate, intern = interning(), keepsBlanks = false }: Reading,
): TableBuilder<C> => {
  const rows: Row<C>[] = []
  const unreadable = new Map<number, Record<string, string>>()
  const kinds = Object.entries(columns)
  const dateIn = (column: string, written: WrittenCells[string]): string | null => {
    const text = textOf(written)
    if (text === null) return null
    const date = readDate(text)
    if (date !== undefined) return intern(date)
    const known = unreadable.get(rows.length)
    if (known === undefined) unreadable.set(rows.length, { [column]: text })
    else known[column] = text
    return null
  }
  const cellOf = (column: string, kind: string, written: WrittenCells[string]) => {
    if (kind === 'date') return dateIn(column, written)
    if (kind === 'codes') return codesOf(written, intern)
    const text = textOf(written)
    if (text === null) return keepsBlanks && typeof written === 'string' ? '' : null
    return intern(text)
  }
  return {
    add: cells => {
      const row: Record<string, unknown> = { row: rows.length }
      for (const [column, kind] of kinds) row[column] = cellOf(column, kind, cells[column])
      rows.push(row as Row<C>)
    },
    build: isGiven => ({ name, columns, rows, isGiven, unreadable }),
  }
}
