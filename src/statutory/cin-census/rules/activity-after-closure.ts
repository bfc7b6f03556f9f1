import { inWords } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Fail, Rule } from '../../rule.ts'
import type { Columns, Table } from '../../table.ts'
import { judged } from '../census.ts'
import type { CinCensus } from '../tables.ts'
import { rowsTo } from '../ties.ts'

const episode = { LAchildID: 'A1', CINdetailsID: '1' }

/** Fails the rows of a table with days after the closure of their episode, with the closure. */
const judgeActivity = <C extends Columns>(
  { CINdetails }: CinCensus,
  fail: Fail,
  table: Table<C>,
  days: readonly (readonly [keyof C & string, string])[],
): void => {
  const activityOf = rowsTo(CINdetails, table)
  for (const details of CINdetails.rows) {
    const closure = details.CINclosureDate
    if (closure === null) continue
    for (const row of activityOf(details)) {
      for (const [column, what] of days) {
        const day: unknown = row[column]
        if (typeof day !== 'string' || day <= closure) continue
        fail(
          `${what} on ${inWords(day)}, after the episode of need had closed on ${inWords(closure)}.`,
          at(CINdetails, details, 'CINclosureDate'),
          at(table, row, column),
        )
      }
    }
  }
}

const conferenceHeld = ['DateOfInitialCPC', 'The initial conference was held'] as const

/** The rule that nothing happens in an episode of need once it has closed. */
export const activityAfterClosureRules: readonly Rule<CinCensus>[] = [
  judged({
    code: '8565',
    message: 'Activity shown after a case has been closed',
    fields: [
      'CINclosureDate',
      'DateOfInitialCPC',
      'AssessmentActualStartDate',
      'AssessmentAuthorisationDate',
      'S47ActualStartDate',
      'CPPendDate',
      'CINPlanStartDate',
      'CINPlanEndDate',
    ],
    inForce: { added: '2022-23' },
    reading: 'What happens on the day of closure passes. A child protection plan is judged by its end alone.',
    judges: ['Assessments', 'CINdetails', 'CINplanDates', 'ChildProtectionPlans', 'Section47'],
    examples: {
      passes: {
        CINdetails: [{ ...episode, CINclosureDate: '2025-09-01' }],
        Assessments: [{ ...episode, AssessmentAuthorisationDate: '2025-09-01' }],
      },
      fails: {
        CINdetails: [{ ...episode, CINclosureDate: '2025-09-01' }],
        Assessments: [{ ...episode, AssessmentAuthorisationDate: '2025-09-02' }],
      },
    },
    judge: (census, fail) => {
      const { CINdetails, Assessments, Section47, CINplanDates, ChildProtectionPlans } = census
      for (const details of CINdetails.rows) {
        const { CINclosureDate: closure, DateOfInitialCPC: day } = details
        if (closure !== null && day !== null && day > closure)
          fail(
            `${conferenceHeld[1]} on ${inWords(day)}, after the episode of need had closed on ${inWords(closure)}.`,
            at(CINdetails, details, 'CINclosureDate', 'DateOfInitialCPC'),
          )
      }
      judgeActivity(census, fail, Assessments, [
        ['AssessmentActualStartDate', 'The assessment began'],
        ['AssessmentAuthorisationDate', 'The assessment ended'],
      ])
      judgeActivity(census, fail, Section47, [['S47ActualStartDate', 'The section 47 enquiry began'], conferenceHeld])
      judgeActivity(census, fail, CINplanDates, [
        ['CINPlanStartDate', 'The child in need plan began'],
        ['CINPlanEndDate', 'The child in need plan ended'],
      ])
      judgeActivity(census, fail, ChildProtectionPlans, [['CPPendDate', 'The child protection plan ended']])
    },
  }),
]
