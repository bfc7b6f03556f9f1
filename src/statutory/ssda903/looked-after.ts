import { rulesFor } from '../rule.ts'
import { interning, rememberingDates, tableBuilder } from '../table-builder.ts'
import type { ReadDate, TableBuilder } from '../table-builder.ts'
import type { Columns } from '../table.ts'
import { ssda903Tables } from './tables.ts'
import type { Ssda903, Ssda903TableName } from './tables.ts'

/** The makers of rules for the looked-after return. */
export const { eachRow, judged } = rulesFor<Ssda903>()

export const ssda903TableNames = Object.keys(ssda903Tables) as readonly Ssda903TableName[]

/** This year's tables and last year's: `Episodes`, `Episodes_last`. */
export type YearTableName = Ssda903TableName | `${Ssda903TableName}_last`

export const yearTableNames: readonly YearTableName[] = [
  ...ssda903TableNames,
  ...ssda903TableNames.map(name => `${name}_last` as const),
]

export type Ssda903Builders = Readonly<Record<YearTableName, TableBuilder<Columns>>>

const columnsOf = (name: YearTableName): Columns => ssda903Tables[name.replace('_last', '') as Ssda903TableName]

/** Empty tables of both years, to which a reader adds its rows. */
export const ssda903Builders = (readDate: ReadDate, { keepsBlanks = false } = {}): Ssda903Builders => {
  const given = { readDate: rememberingDates(readDate), intern: interning(), keepsBlanks }
  return Object.fromEntries(
    yearTableNames.map(name => [name, tableBuilder<Columns>(name, columnsOf(name), given)]),
  ) as unknown as Ssda903Builders
}

/** What a return says beside its tables. */
export type Around = Pick<Ssda903, 'collection' | 'localAuthority' | 'format' | 'providers' | 'postcodes'>

/** The return of what the builders were given; `given` names the tables that came, be they empty. */
export const returnFrom = (builders: Ssda903Builders, given: ReadonlySet<YearTableName>, around: Around): Ssda903 => ({
  ...(Object.fromEntries(
    yearTableNames.map(name => [name, builders[name].build(given.has(name))]),
  ) as unknown as Ssda903),
  ...around,
})
