import { readIsoDate, readShortEnglishDate } from '../dates.ts'
import { censusFrom, cinBuilders, cinTableNames } from './census.ts'
import type { CinCensus } from './tables.ts'

type Written = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>

const asWritten = (cell: unknown): string | readonly string[] | null => {
  if (Array.isArray(cell)) return cell.map(String)
  if (typeof cell === 'string') return cell
  return typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : null
}

/** A worked example may write its days in either form, and where a rule only compares, anything else. */
const readExampleDate = (written: string): string => readIsoDate(written) ?? readShortEnglishDate(written) ?? written

/** The census of a worked example: tables by name, each a list of rows, each a record of its cells. */
export const censusOfExample = (tables: Written): CinCensus => {
  const builders = cinBuilders(readExampleDate)
  for (const name of cinTableNames) {
    for (const row of tables[name] ?? []) {
      const cells = Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, asWritten(cell)]))
      // Some name the one factor of a row as the element does.
      builders[name].add({ AssessmentFactor: cells.AssessmentFactors ?? null, ...cells })
    }
  }
  return censusFrom(builders)
}
