import { groupsOf, rowsBy } from '../table.ts'
import type { Columns, Row, SingleColumn, Table } from '../table.ts'

/** The columns that tie the rows of a child together, from the outside in. */
const ties = ['LAchildID', 'CINdetailsID', 'AssessmentID', 'CPPID', 'AssessmentActualStartDate'] as const

type Tie = (typeof ties)[number]

/** A row as far as its ties go. */
type Tied = { readonly [Name in Tie]?: string | null }

const isTiedBy = ({ columns, rows }: Table, tie: Tie): boolean =>
  Object.hasOwn(columns, tie) && rows.some(row => typeof row[tie] === 'string')

/**
 * Finds the rows of a table that belong to a row of another: those of the same child, of the same episode of need, of the
 * same assessment and plan, as far as both tables say.
 */
export const rowsTo = <C extends Columns>(from: Table, table: Table<C>): ((row: object) => readonly Row<C>[]) => {
  const both = ties.filter(tie => isTiedBy(from, tie) && isTiedBy(table, tie))
  // Where assessments have no number the day on which they began tells them apart.
  const shared = both.filter(tie => tie !== 'AssessmentActualStartDate' || !both.includes('AssessmentID'))
  if (shared.length === 0) return () => []
  const find = rowsBy(table, ...(shared as unknown as readonly SingleColumn<C>[]))
  return row => {
    const tied: Tied = row
    return find(...shared.map(tie => tied[tie] ?? null))
  }
}

/** The rows of a table in groups of one episode of need, or of one child where the table does not tell episodes apart. */
export const episodesIn = <C extends Columns>(table: Table<C>): readonly (readonly Row<C>[])[] =>
  groupedBy(table, ['LAchildID', 'CINdetailsID'])

/** The rows of a table in groups that share those of some ties that the table has. */
export const groupedBy = <C extends Columns>(
  table: Table<C>,
  among: readonly Tie[],
): readonly (readonly Row<C>[])[] => {
  const given = among.filter(tie => isTiedBy(table, tie))
  return given.length === 0 ? [] : groupsOf(table, ...(given as unknown as readonly SingleColumn<C>[]))
}

/** Whether a table tells the episodes of need of a child apart. */
export const tellsEpisodes = (table: Table): boolean => isTiedBy(table, 'CINdetailsID')
