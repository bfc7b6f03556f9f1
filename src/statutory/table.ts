/** What the cells of a column hold: words or a code; a day; several codes. */
export type CellKind = 'text' | 'date' | 'codes'

/** The columns of a table, in the order in which a file has them. */
export type Columns = Readonly<Record<string, CellKind>>

/** A day is a civil date, `YYYY-MM-DD`; null is missing. */
type Cell<Kind extends CellKind> = Kind extends 'codes' ? readonly string[] : string | null

/** One row: its cells by column, and its place in its table, counted from 0 in the order of the file. */
export type Row<C extends Columns> = { readonly [Name in keyof C]: Cell<C[Name]> } & { readonly row: number }

/** The rows of one kind in a return. */
export interface Table<C extends Columns = Columns> {
  readonly name: string
  readonly columns: C
  readonly rows: readonly Row<C>[]
  /** Whether the return came with this table at all, be it without rows. */
  readonly isGiven: boolean
  /** Dates that could not be read and so are missing in their rows: what was written, by row and column. */
  readonly unreadable: ReadonlyMap<number, Readonly<Record<string, string>>>
}

/** The columns whose cells hold one value, not several. */
export type SingleColumn<C extends Columns> = {
  [Name in keyof C]: C[Name] extends 'codes' ? never : Name
}[keyof C] &
  string

/** What was written in a cell whose date could not be read, or undefined where it could. */
export const unreadableIn = <C extends Columns>(
  { unreadable }: Table<C>,
  { row }: { readonly row: number },
  column: keyof C & string,
): string | undefined => unreadable.get(row)?.[column]

const none: readonly never[] = []
const separator = '\u0000'

const keyOf = (values: readonly (string | null)[]): string | undefined => {
  if (values.length === 1) return values[0] ?? undefined
  return values.some(value => value === null) ? undefined : values.join(separator)
}

const lookups = new WeakMap<object, Map<string, Map<string, unknown[]>>>()

const indexOf = (table: Table, columns: readonly string[]): Map<string, unknown[]> => {
  let known = lookups.get(table)
  if (known === undefined) lookups.set(table, (known = new Map<string, Map<string, unknown[]>>()))
  const name = columns.join(separator)
  let index = known.get(name)
  if (index !== undefined) return index
  known.set(name, (index = new Map<string, unknown[]>()))
  for (const row of table.rows) {
    const cells: Readonly<Record<string, unknown>> = row
    const key = keyOf(
      columns.map(column => {
        const cell = cells[column]
        return typeof cell === 'string' ? cell : null
      }),
    )
    if (key === undefined) continue
    const rows = index.get(key)
    if (rows === undefined) index.set(key, [row])
    else rows.push(row)
  }
  return index
}

/**
 * Finds the rows of a table by the values of some columns, in the order of the file. It is indexed once and remembered
 * with the table. A missing value finds nothing.
 */
export const rowsBy = <C extends Columns, const Names extends readonly SingleColumn<C>[]>(
  table: Table<C>,
  ...columns: Names
): ((...values: { [Each in keyof Names]: string | null }) => readonly Row<C>[]) => {
  const index = indexOf(table, columns) as unknown as ReadonlyMap<string, readonly Row<C>[]>
  return (...values) => {
    const key = keyOf(values)
    return key === undefined ? none : (index.get(key) ?? none)
  }
}

/** The rows of a table that share the values of some columns, group by group, as each group first occurs in the file. */
export const groupsOf = <C extends Columns>(
  table: Table<C>,
  ...columns: readonly SingleColumn<C>[]
): readonly (readonly Row<C>[])[] => {
  const index = indexOf(table, columns) as unknown as ReadonlyMap<string, readonly Row<C>[]>
  return [...index.values()]
}
