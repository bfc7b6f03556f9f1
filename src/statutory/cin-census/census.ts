import { addDays, addYears } from '../../calendar/index.ts'
import type { Period } from '../../calendar/index.ts'
import { rulesFor } from '../rule.ts'
import { interning, rememberingDates, tableBuilder } from '../table-builder.ts'
import type { TableBuilder } from '../table-builder.ts'
import type { ReadDate } from '../table-builder.ts'
import type { Columns } from '../table.ts'
import { cinTables } from './tables.ts'
import type { CinCensus, CinTableName } from './tables.ts'

/** The makers of rules for the census. */
export const { eachRow, judged } = rulesFor<CinCensus>()

export const cinTableNames = Object.keys(cinTables) as readonly CinTableName[]

export type CinBuilders = Readonly<Record<CinTableName, TableBuilder<Columns>>>

/** Empty tables to which a reader adds its rows. */
export const cinBuilders = (readDate: ReadDate): CinBuilders => {
  const given = { readDate: rememberingDates(readDate), intern: interning() }
  return Object.fromEntries(
    cinTableNames.map(name => [name, tableBuilder<Columns>(name, cinTables[name], given)]),
  ) as unknown as CinBuilders
}

/** The census of what the builders were given. */
export const censusFrom = (builders: CinBuilders): CinCensus =>
  Object.fromEntries(cinTableNames.map(name => [name, builders[name].build(true)])) as unknown as CinCensus

/** The year that the census covers: the twelve months that end on its reference date. */
export const censusYearOf = ({ Header }: CinCensus): Period => {
  const to = Header.rows[0]?.ReferenceDate
  if (to === undefined || to === null)
    throw new Error('The header has no reference date, so the census year is not known.')
  return { from: addDays(addYears(to, -1), 1), to }
}

/** Whether a flag of the census is set: files write `1` or `true`. */
export const isYes = (flag: string | null): boolean => flag === '1' || flag?.toLowerCase() === 'true'

/** Whether a flag of the census is set to no: files write `0` or `false`. */
export const isNo = (flag: string | null): boolean => flag === '0' || flag?.toLowerCase() === 'false'
