import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { assessmentOf, assessmentsByEpisode } from '../assessments-told.ts'
import { eachRow, judged } from '../census.ts'
import { endsBeforeStart, judgeBeforeReferral, judgeOverlaps, outsideYear, timeIsUp } from '../date-faults.ts'
import type { CinCensus } from '../tables.ts'

const header = [{ ReferenceDate: '2026-03-31' }]
const episode = { LAchildID: 'A1', CINdetailsID: '1' }

/** The rules of the dates of assessments. */
export const assessmentRules: readonly Rule<CinCensus>[] = [
  judged({
    code: '1103',
    message: 'The assessment start date cannot be before the referral date',
    fields: ['AssessmentActualStartDate', 'CINreferralDate'],
    inForce: { added: '2022-23' },
    judges: ['Assessments', 'CINdetails'],
    examples: {
      passes: {
        CINdetails: [{ ...episode, CINreferralDate: '2025-06-02' }],
        Assessments: [{ ...episode, AssessmentActualStartDate: '2025-06-02' }],
      },
      fails: {
        CINdetails: [{ ...episode, CINreferralDate: '2025-06-02' }],
        Assessments: [{ ...episode, AssessmentActualStartDate: '2025-05-30' }],
      },
    },
    judge: (census, fail) =>
      judgeBeforeReferral(census, fail, census.Assessments, 'AssessmentActualStartDate', 'The assessment began'),
  }),
  eachRow('Assessments', {
    code: '8608',
    message: 'Assessment Start Date cannot be later than its End Date',
    fields: ['AssessmentActualStartDate', 'AssessmentAuthorisationDate'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Assessments: [{ AssessmentActualStartDate: '2025-06-02', AssessmentAuthorisationDate: '2025-07-14' }] },
      fails: { Assessments: [{ AssessmentActualStartDate: '2025-06-02', AssessmentAuthorisationDate: '2025-05-14' }] },
    },
    fails: ({ AssessmentActualStartDate, AssessmentAuthorisationDate }) =>
      endsBeforeStart('The assessment', AssessmentActualStartDate, AssessmentAuthorisationDate),
  }),
  eachRow('Assessments', {
    code: '8670Q',
    type: 'query',
    message:
      'Please check and either amend data or provide a reason: Assessment started more than 45 working days before the end of the census year. However, there is no Assessment end date.',
    fields: ['AssessmentActualStartDate'],
    marks: ['AssessmentAuthorisationDate', 'AssessmentActualStartDate'],
    inForce: { added: '2022-23' },
    reading:
      'The message says more than 45 working days; an assessment from whose start exactly 45 had passed fails too.',
    examples: {
      passes: { Header: header, Assessments: [{ AssessmentActualStartDate: '2026-03-02' }] },
      fails: { Header: header, Assessments: [{ AssessmentActualStartDate: '2025-12-01' }] },
    },
    fails: ({ AssessmentActualStartDate, AssessmentAuthorisationDate }, census) => {
      const why = timeIsUp('The assessment has no end, and', AssessmentActualStartDate, 45, census)
      return AssessmentAuthorisationDate === null && why
    },
  }),
  eachRow('Assessments', {
    code: '8696',
    message: 'Assessment end date must fall within the census year',
    fields: ['AssessmentAuthorisationDate', 'ReferenceDate'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Header: header, Assessments: [{ AssessmentAuthorisationDate: '2025-04-01' }] },
      fails: { Header: header, Assessments: [{ AssessmentAuthorisationDate: '2025-03-31' }] },
    },
    fails: ({ AssessmentAuthorisationDate }, census) =>
      outsideYear('The assessment ended', AssessmentAuthorisationDate, census),
  }),
  eachRow('Assessments', {
    code: '8736',
    message: 'For an Assessment that has not been completed, the start date must fall within the census year',
    fields: ['AssessmentAuthorisationDate', 'AssessmentActualStartDate'],
    inForce: { added: '2022-23' },
    reading: 'An assessment without a start date is left to other rules.',
    examples: {
      passes: {
        Header: header,
        Assessments: [
          { AssessmentActualStartDate: '2025-04-01' },
          { AssessmentActualStartDate: '2025-03-03', AssessmentAuthorisationDate: '2025-04-14' },
        ],
      },
      fails: { Header: header, Assessments: [{ AssessmentActualStartDate: '2025-03-03' }] },
    },
    fails: ({ AssessmentActualStartDate, AssessmentAuthorisationDate }, census) => {
      const why = outsideYear('The assessment has not ended, and began', AssessmentActualStartDate, census)
      return AssessmentAuthorisationDate === null && why
    },
  }),
  judged({
    code: '8863Q',
    type: 'query',
    message: 'An Assessment is shown as starting when there is another Assessment ongoing.',
    fields: ['AssessmentActualStartDate', 'AssessmentAuthorisationDate'],
    inForce: { added: '2022-23' },
    reading:
      'All assessments of a child are compared, across episodes of need. One that begins on the day on which another ends counts as beginning while it goes on.',
    judges: ['Assessments'],
    examples: {
      passes: {
        Header: header,
        Assessments: [
          {
            ...episode,
            AssessmentID: '2',
            AssessmentActualStartDate: '2025-06-02',
            AssessmentAuthorisationDate: '2025-07-14',
          },
          { ...episode, AssessmentID: '3', AssessmentActualStartDate: '2025-07-15' },
        ],
      },
      fails: {
        Header: header,
        Assessments: [
          { ...episode, AssessmentID: '2', AssessmentActualStartDate: '2025-06-02' },
          { ...episode, AssessmentID: '3', AssessmentActualStartDate: '2025-11-03' },
        ],
      },
    },
    judge: (census, fail) =>
      judgeOverlaps(census, fail, census.Assessments, {
        start: 'AssessmentActualStartDate',
        end: 'AssessmentAuthorisationDate',
        thing: 'An assessment',
        isSame: (one, other) => assessmentOf(one) === assessmentOf(other),
      }),
  }),
  judged({
    code: '8896',
    message: 'Within one CINDetails group there are 2 or more open Assessments groups',
    fields: ['AssessmentAuthorisationDate'],
    inForce: { added: '2022-23' },
    reading: 'Only assessments of one episode of need are counted together.',
    judges: ['Assessments'],
    examples: {
      passes: {
        Assessments: [
          { ...episode, AssessmentID: '2', AssessmentAuthorisationDate: '2025-07-14' },
          { ...episode, AssessmentID: '3' },
        ],
      },
      fails: {
        Assessments: [
          { ...episode, AssessmentID: '2' },
          { ...episode, AssessmentID: '3' },
        ],
      },
    },
    judge: (census, fail) => {
      for (const assessments of assessmentsByEpisode(census)) {
        const open = assessments.filter(rows => rows.some(row => row.AssessmentAuthorisationDate === null))
        if (open.length < 2) continue
        fail(
          `This episode of need has ${open.length} assessments without an end date.`,
          ...open.flat().map(row => at(census.Assessments, row, 'AssessmentAuthorisationDate')),
        )
      }
    },
  }),
]
