import Papa from 'papaparse'
import { FileRefused, longestFile } from '../reading/refused.ts'
import { ssda903TableNames } from './looked-after.ts'
import { ssda903Tables } from './tables.ts'
import type { Ssda903TableName } from './tables.ts'

/** What is worked out when a return is read, and so stands in no file. */
const workedOut: ReadonlySet<string> = new Set(['UASC', 'PL_LA', 'PL_LOCATION', 'PL_DISTANCE'])

/** The columns of a table's file, in its order. */
export const fileColumns = (table: Ssda903TableName): readonly string[] =>
  Object.keys(ssda903Tables[table]).filter(column => !workedOut.has(column))

/** One CSV file of a return: which table it is, and its rows by column. */
export interface CsvTable {
  readonly table: Ssda903TableName
  readonly rows: readonly Readonly<Record<string, string>>[]
}

const columnNames = new Map(
  ssda903TableNames.flatMap(table => fileColumns(table)).map(column => [column.toLowerCase(), column]),
)

/** The table that has all these columns or, of several, the one that leaves the fewest of the file's columns over. */
const tableWith = (columns: ReadonlySet<string>): Ssda903TableName | undefined =>
  ssda903TableNames
    .filter(table => fileColumns(table).every(column => columns.has(column)))
    .sort((one, other) => fileColumns(other).length - fileColumns(one).length)[0]

/** The table that a heading comes nearest to, and what the heading lacks of it. */
const nearest = (columns: ReadonlySet<string>): string => {
  const [best] = ssda903TableNames
    .map(table => ({ table, missing: fileColumns(table).filter(column => !columns.has(column)) }))
    .filter(({ table, missing }) => missing.length < fileColumns(table).length / 2)
    .sort((one, other) => one.missing.length - other.missing.length)
  return best === undefined
    ? 'Its heading is that of no table of the looked-after return.'
    : `Its heading is nearest to that of ${best.table}, and lacks ${best.missing.join(', ')}.`
}

interface Heading {
  readonly table: Ssda903TableName
  readonly names: readonly string[]
}

const headingOf = (values: readonly string[]): Heading => {
  const names = values.map(name => name.trim()).map(name => columnNames.get(name.toLowerCase()) ?? name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new FileRefused(`The column ${twice} stands twice.`, 1)
  const table = tableWith(new Set(names))
  if (table === undefined) throw new FileRefused(nearest(new Set(names)), 1)
  return { table, names }
}

/**
 * Reads one CSV file of the looked-after return, in whatever order and letter case its columns stand. A file with a heading
 * and no rows is an empty table. A line with fewer or more values than the heading is refused: the file is cut off or torn.
 */
export const readCsvTable = (text: string): CsvTable => {
  if (text.length > longestFile)
    throw new FileRefused(`The file is longer than ${longestFile / 1_000_000} million characters.`)
  const rows: Record<string, string>[] = []
  let head: Heading | undefined
  let line = 0
  // Row by row: the values of a line are let go of as soon as they stand in its row.
  Papa.parse<readonly string[]>(text.replace(/^\uFEFF/, ''), {
    delimiter: ',',
    step: ({ data: values, errors }) => {
      line += 1
      if (errors.some(({ type }) => type === 'Quotes'))
        throw new FileRefused('A quoted value is not closed: the file may be cut off.', line)
      if (head === undefined) {
        head = headingOf(values)
        return
      }
      if (values.length === 1 && values[0]?.trim() === '') return
      const { names } = head
      if (values.length !== names.length)
        throw new FileRefused(
          `There are ${values.length} values where the heading has ${names.length}: the file may be cut off or torn.`,
          line,
        )
      const row: Record<string, string> = {}
      for (let column = 0; column < names.length; column += 1) row[names[column] ?? ''] = values[column] ?? ''
      rows.push(row)
    },
  })
  const { table } = head ?? headingOf([])
  return { table, rows }
}
