import type { Row } from '../table.ts'
import type { CinCensus, cinTables } from './tables.ts'
import { episodesIn, rowsTo } from './ties.ts'

export type AssessmentRow = Row<(typeof cinTables)['Assessments']>

/**
 * What tells one assessment from another. In a file each row is one, with its number. Without numbers, rows with factors
 * and the same dates are one assessment, written once for each factor.
 */
export const assessmentOf = (assessment: AssessmentRow): string => {
  const { row, LAchildID, CINdetailsID, AssessmentID, AssessmentFactors } = assessment
  const { AssessmentActualStartDate, AssessmentAuthorisationDate } = assessment
  if (AssessmentID !== null) return JSON.stringify([LAchildID, CINdetailsID, AssessmentID])
  if (AssessmentFactors.length === 0) return JSON.stringify(row)
  return JSON.stringify([LAchildID, CINdetailsID, AssessmentActualStartDate, AssessmentAuthorisationDate, null])
}

/** The rows of each assessment: one row, or one for each factor. */
export const assessmentsOf = (rows: readonly AssessmentRow[]): readonly (readonly AssessmentRow[])[] => {
  const assessments = new Map<string, AssessmentRow[]>()
  for (const row of rows) {
    const assessment = assessmentOf(row)
    const known = assessments.get(assessment)
    if (known === undefined) assessments.set(assessment, [row])
    else known.push(row)
  }
  return [...assessments.values()]
}

/** The assessments of each episode of need. */
export const assessmentsByEpisode = ({ Assessments }: CinCensus): readonly (readonly (readonly AssessmentRow[])[])[] =>
  episodesIn(Assessments).map(assessmentsOf)

/** The factors of an assessment as they stand in its rows, or where these have none, in the list of factors. */
export const factorsIn = ({
  Assessments,
  AssessmentFactorsList,
}: CinCensus): ((rows: readonly AssessmentRow[]) => readonly string[]) => {
  const listed = rowsTo(Assessments, AssessmentFactorsList)
  return rows => {
    const own = rows.flatMap(({ AssessmentFactors }) => AssessmentFactors)
    if (own.length > 0) return own
    const [first] = rows
    return first === undefined ? [] : listed(first).flatMap(({ AssessmentFactor }) => AssessmentFactor ?? [])
  }
}
