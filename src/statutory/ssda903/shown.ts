import type { CollectionYear, WrittenTables } from '../rule.ts'
import { daysOf } from '../years.ts'
import { returnOfExample } from './cases.ts'
import type { Ssda903 } from './tables.ts'

/** The return that a rule shows as its example: of the year in which the rule stands, made by an authority with the code 888. */
export const returnShown = (tables: WrittenTables, year: CollectionYear): Ssda903 => {
  const { from, to } = daysOf(year)
  return returnOfExample(tables, { localAuthority: '888' }, { start: from, end: to })
}
