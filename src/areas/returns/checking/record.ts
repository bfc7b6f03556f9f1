import type { FailureReport } from '../../../statutory/report.ts'
import type { Table } from '../../../statutory/table.ts'

/** A cell of a child's record. `mark` says in a word what is the matter with it. */
export interface RecordCell {
  readonly text: string
  readonly mark?: string
}

export interface RecordRow {
  /** Its place in its table, counted from 0. */
  readonly row: number
  readonly fails: boolean
  readonly cells: readonly RecordCell[]
}

/** The rows of a child in one table. */
export interface RecordTable {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: readonly RecordRow[]
}

type Cells = Readonly<Record<string, unknown>>

const textOf = (cell: unknown): string => (Array.isArray(cell) ? cell.join(', ') : typeof cell === 'string' ? cell : '')

const childIn = (cells: Cells): string => textOf(cells.CHILD ?? cells.LAchildID)

const cellOf = (table: Table, cells: Cells, row: number, column: string, marked: ReadonlySet<string>): RecordCell => {
  const unreadable = table.unreadable.get(row)?.[column]
  const text = unreadable ?? textOf(cells[column])
  if (marked.has(column))
    return { text, mark: unreadable !== undefined ? 'fails, not a date' : text === '' ? 'fails, missing' : 'fails' }
  return unreadable === undefined ? { text } : { text, mark: 'not a date' }
}

const isEmpty = (cell: RecordCell | undefined): boolean =>
  cell === undefined || (cell.text === '' && cell.mark === undefined)

const tableOf = (table: Table, child: string | null, failing: readonly FailureReport[]): RecordTable => {
  const failingRows = new Set(failing.map(({ row }) => row))
  const isShown = (cells: Cells & { readonly row: number }) =>
    failingRows.has(cells.row) || (child !== null && childIn(cells) === child)
  const columns = Object.keys(table.columns)
  const rows = table.rows.filter(isShown).map((cells): RecordRow => {
    const { row } = cells
    const marked = new Set(failing.filter(failure => failure.row === row).flatMap(({ fields }) => fields))
    return {
      row,
      fails: failingRows.has(row),
      cells: columns.map(column => cellOf(table, cells, row, column, marked)),
    }
  })
  const isUsed = (_: unknown, index: number) => rows.some(({ cells }) => !isEmpty(cells[index]))
  return {
    name: table.name,
    columns: columns.filter(isUsed),
    rows: rows.map(row => ({ ...row, cells: row.cells.filter(isUsed) })),
  }
}

/**
 * A child's record in the return: their rows in every table, the tables where cells fail first. A failure without a child
 * shows its own row alone. Columns without any value are left out, unless they fail.
 */
export const recordOf = (
  tables: readonly Table[],
  child: string | null,
  failing: readonly FailureReport[],
): readonly RecordTable[] => {
  const shown = tables.map(table =>
    tableOf(
      table,
      child,
      failing.filter(failure => failure.table === table.name),
    ),
  )
  const fails = ({ rows }: RecordTable) => Number(rows.some(row => row.fails))
  return shown.filter(({ rows }) => rows.length > 0).toSorted((one, other) => fails(other) - fails(one))
}
