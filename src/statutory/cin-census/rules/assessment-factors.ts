import { inWords, isWithin } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Rule, RuleType } from '../../rule.ts'
import { assessmentsByEpisode, assessmentsOf, factorsIn } from '../assessments-told.ts'
import { censusYearOf, eachRow, judged } from '../census.ts'
import type { CinCensus } from '../tables.ts'
import { groupedBy, rowsTo } from '../ties.ts'

const assessment = { LAchildID: 'A1', CINdetailsID: '1', AssessmentID: '2' }
const completed = { ...assessment, AssessmentAuthorisationDate: '2025-07-14' }
const header = [{ ReferenceDate: '2026-03-31' }]

const noFactor = '21'

/** The reasons with which an episode closes after an assessment that finds no need. */
const closedAfterAssessment: ReadonlySet<string> = new Set(['RC8', 'RC9'])

const sameCode = (one: string, other: string): boolean => one.toUpperCase() === other.toUpperCase()

/** The codes that stand more than once among some. */
const repeatedIn = (codes: readonly string[]): readonly string[] => {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  for (const code of codes.map(each => each.toUpperCase())) (seen.has(code) ? repeated : seen).add(code)
  return [...repeated]
}

/** The query about a factor that others have taken the place of. */
const replacedFactor = (code: string, factor: string, instead: readonly [string, string]): Rule<CinCensus> => {
  const type: RuleType = 'query'
  return eachRow('Assessments', {
    code,
    type,
    message: `Please check and either amend data or provide a reason: the assessment factors code ‘${factor}’ should not be used (‘${instead[0]}’ or ‘${instead[1]}’ should be used instead)`,
    fields: ['AssessmentFactors'],
    inForce: { added: '2024-25' },
    examples: {
      passes: { Assessments: [{ ...completed, AssessmentFactors: ['1A', instead[0]] }] },
      fails: { Assessments: [{ ...completed, AssessmentFactors: ['1A', factor] }] },
    },
    fails: ({ AssessmentFactors }) =>
      AssessmentFactors.some(each => sameCode(each, factor)) &&
      `The factors of this assessment include ${factor}, which ${instead[0]} and ${instead[1]} have replaced.`,
  })
}

/** The rules of the factors found at assessments. */
export const assessmentFactorRules: readonly Rule<CinCensus>[] = [
  eachRow('Assessments', {
    code: '8614',
    message: 'Parental or child factors at assessment should only be present for a completed assessment.',
    fields: ['AssessmentAuthorisationDate', 'AssessmentFactors'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Assessments: [assessment, { ...completed, AssessmentFactors: ['1A'] }] },
      fails: { Assessments: [{ ...assessment, AssessmentFactors: ['1A', '4B'] }] },
    },
    fails: ({ AssessmentFactors, AssessmentAuthorisationDate }) =>
      AssessmentAuthorisationDate === null &&
      AssessmentFactors.length > 0 &&
      `The assessment has the factors ${AssessmentFactors.join(', ')}, but no end date.`,
  }),
  judged({
    code: '8869',
    message: 'The assessment factors code “21” cannot be used in conjunction with any other assessment factors.',
    fields: ['AssessmentFactors'],
    inForce: { added: '2022-23' },
    reading: 'The factors beside 21 are marked, not 21 itself.',
    judges: ['Assessments'],
    examples: {
      passes: { Assessments: [{ ...completed, AssessmentFactors: ['21'] }] },
      fails: { Assessments: [{ ...completed, AssessmentFactors: ['21', '1A'] }] },
    },
    judge: ({ Assessments }, fail) => {
      for (const rows of assessmentsOf(Assessments.rows)) {
        if (!rows.some(({ AssessmentFactors }) => AssessmentFactors.includes(noFactor))) continue
        for (const row of rows) {
          const others = row.AssessmentFactors.filter(factor => factor !== noFactor)
          if (others.length > 0)
            fail(
              `The assessment has the factor 21, which means none, and also ${others.join(', ')}.`,
              at(Assessments, row, 'AssessmentFactors'),
            )
        }
      }
    },
  }),
  judged({
    code: '8873Q',
    type: 'query',
    message:
      'Please check and either amend data or provide a reason: When there is only one assessment on the episode and the factors code “21 No factors identified” has been used for the completed assessment, the reason for closure ‘RC8’ or ‘RC9’ should be used.',
    fields: ['ReasonForClosure', 'AssessmentFactors'],
    inForce: { added: '2022-23' },
    reading:
      'An episode with no reason for closure fails too. Where no assessment of the return has an end date, each that has factors is taken as completed.',
    judges: ['Assessments', 'CINdetails'],
    examples: {
      passes: {
        CINdetails: [{ LAchildID: 'A1', CINdetailsID: '1', ReasonForClosure: 'RC8' }],
        Assessments: [{ ...completed, AssessmentFactors: ['21'] }],
      },
      fails: {
        CINdetails: [{ LAchildID: 'A1', CINdetailsID: '1', ReasonForClosure: 'RC7' }],
        Assessments: [{ ...completed, AssessmentFactors: ['21'] }],
      },
    },
    judge: (census, fail) => {
      const { Assessments, CINdetails } = census
      const factorsOf = factorsIn(census)
      const detailsOf = rowsTo(Assessments, CINdetails)
      const endsAreGiven = Assessments.rows.some(
        ({ AssessmentAuthorisationDate }) => AssessmentAuthorisationDate !== null,
      )
      for (const [rows, ...others] of assessmentsByEpisode(census)) {
        const [first] = rows ?? []
        if (rows === undefined || first === undefined || others.length > 0) continue
        if (endsAreGiven && first.AssessmentAuthorisationDate === null) continue
        if (!factorsOf(rows).includes(noFactor)) continue
        for (const details of detailsOf(first)) {
          const { ReasonForClosure: reason } = details
          if (reason !== null && closedAfterAssessment.has(reason)) continue
          fail(
            `The one assessment of this episode found no factor, but the episode has ${reason === null ? 'no reason for closure' : `the reason for closure ${reason}`}.`,
            at(CINdetails, details, 'ReasonForClosure'),
            ...rows.map(row => at(Assessments, row, 'AssessmentFactors')),
          )
        }
      }
    },
  }),
  judged({
    code: '8897Q',
    type: 'query',
    message: 'Parental or child factors at assessment information is missing from a completed assessment',
    fields: ['AssessmentAuthorisationDate', 'AssessmentFactors'],
    inForce: { added: '2022-23' },
    reading: 'Only assessments that ended in the census year are asked for factors.',
    judges: ['Assessments'],
    examples: {
      passes: { Header: header, Assessments: [assessment, { ...completed, AssessmentFactors: ['1A'] }] },
      fails: { Header: header, Assessments: [completed] },
    },
    judge: (census, fail) => {
      const { Assessments } = census
      const year = censusYearOf(census)
      const factorsOf = factorsIn(census)
      for (const rows of assessmentsOf(Assessments.rows)) {
        const [first] = rows
        const end = first?.AssessmentAuthorisationDate ?? null
        if (end === null || !isWithin(end, year) || factorsOf(rows).length > 0) continue
        fail(
          `The assessment ended on ${inWords(end)}, but has no factor.`,
          ...rows.map(row => at(Assessments, row, 'AssessmentAuthorisationDate', 'AssessmentFactors')),
        )
      }
    },
  }),
  judged({
    code: '8898',
    message: 'The assessment has more than one parental or child factors with the same code',
    fields: ['AssessmentFactors'],
    inForce: { added: '2022-23' },
    reading: 'The assessment is marked; rows of the list of factors only where no assessment belongs to them.',
    judges: ['Assessments', 'AssessmentFactorsList'],
    examples: {
      passes: { Assessments: [{ ...completed, AssessmentFactors: ['1A', '1B'] }] },
      fails: { Assessments: [{ ...completed, AssessmentFactors: ['1A', '1B', '1A'] }] },
    },
    judge: (census, fail) => {
      const { Assessments, AssessmentFactorsList } = census
      const factorsOf = factorsIn(census)
      const why = (code: string) => `The assessment has the factor ${code} more than once.`
      for (const rows of assessmentsOf(Assessments.rows)) {
        for (const code of repeatedIn(factorsOf(rows))) {
          const holding = rows.filter(row => row.AssessmentFactors.some(factor => sameCode(factor, code)))
          const marked = holding.length > 0 ? holding : rows
          fail(why(code), ...marked.map(row => at(Assessments, row, 'AssessmentFactors')))
        }
      }
      const assessmentsWith = rowsTo(AssessmentFactorsList, Assessments)
      for (const listed of groupedBy(AssessmentFactorsList, ['LAchildID', 'CINdetailsID', 'AssessmentID'])) {
        const [first] = listed
        if (first === undefined || assessmentsWith(first).length > 0) continue
        for (const code of repeatedIn(listed.flatMap(({ AssessmentFactor }) => AssessmentFactor ?? []))) {
          const holding = listed.filter(({ AssessmentFactor }) => sameCode(AssessmentFactor ?? '', code))
          fail(why(code), ...holding.map(row => at(AssessmentFactorsList, row, 'AssessmentFactor')))
        }
      }
    },
  }),
  replacedFactor('8945Q', '18A', ['18B', '18C']),
  replacedFactor('8950Q', '19A', ['19B', '19C']),
]
