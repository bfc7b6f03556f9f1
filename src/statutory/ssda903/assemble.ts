import { readEnglishDate, readIsoDate } from '../dates.ts'
import { returnFrom, ssda903Builders } from './looked-after.ts'
import type { Around, YearTableName } from './looked-after.ts'
import type { PostcodeDirectory } from './postcodes.ts'
import { placementWhereabouts } from './postcodes.ts'
import type { Ssda903, Ssda903TableName } from './tables.ts'

type Rows = readonly Readonly<Record<string, string>>[]

/** The tables of one year's return, as they were read from its files. */
export type WrittenReturn = ReadonlyMap<Ssda903TableName, Rows>

/** Dates of the XML stand as in the CSV, or as XML has them elsewhere. */
const readXmlDate = (written: string) => readEnglishDate(written) ?? readIsoDate(written)

/** Whether each child is in the file of unaccompanied children. */
const withUasc = (rows: Rows, alone: Rows): Rows => {
  const children = new Set(alone.map(({ CHILD = '' }) => CHILD.trim()))
  return rows.map(row => ({ ...row, UASC: children.has((row.CHILD ?? '').trim()) ? '1' : '0' }))
}

/** Puts a return together from what was read of its files, working out what the rules need beside them. */
export const assembleReturn = (
  thisYear: WrittenReturn,
  lastYear: WrittenReturn | undefined,
  around: Omit<Around, 'postcodes'> & { readonly directory: PostcodeDirectory | null },
): Ssda903 => {
  const { directory, format, localAuthority } = around
  const builders = ssda903Builders(format === 'xml' ? readXmlDate : readEnglishDate)
  const given = new Set<YearTableName>()
  const rowsOf = (year: WrittenReturn, table: Ssda903TableName, rows: Rows): Rows => {
    if (table === 'Header' && format === 'csv') {
      // This year's return without such a file has no such child; of last year's the file may only not have been kept.
      const alone = year.get('UASC') ?? (year === thisYear ? [] : undefined)
      return alone === undefined ? rows : withUasc(rows, alone)
    }
    if (table === 'Episodes' && directory !== null)
      return rows.map(row => ({ ...row, ...placementWhereabouts(directory, row, localAuthority) }))
    return rows
  }
  const addAll = (year: WrittenReturn, nameOf: (table: Ssda903TableName) => YearTableName) => {
    for (const [table, rows] of year) {
      given.add(nameOf(table))
      for (const row of rowsOf(year, table, rows)) builders[nameOf(table)].add(row)
    }
  }
  addAll(thisYear, table => table)
  if (lastYear !== undefined) addAll(lastYear, table => `${table}_last`)
  return returnFrom(builders, given, { ...around, postcodes: directory })
}
