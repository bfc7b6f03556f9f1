import { inWords, isWithin } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { rowsBy } from '../../table.ts'
import { censusYearOf, eachRow, isYes, judged } from '../census.ts'
import { reasonForClosureCodes } from '../codes.ts'
import type { CinCensus } from '../tables.ts'

const isClosedAfterAssessment = (reason: string | null): boolean => reason === 'RC8' || reason === 'RC9'

const closed = (cells: Readonly<Record<string, string>>) => ({
  CINdetails: [{ LAchildID: 'A1', CINdetailsID: '1', ...cells }],
})

/** Rules about how a case was closed, and what must be complete by then. */
export const closureRules: readonly Rule<CinCensus>[] = [
  eachRow('CINdetails', {
    code: '2990',
    message:
      'Activity is recorded against a case marked as ‘Case closed after assessment, no further action’ or ‘case closed after assessment, referred to early help’.',
    fields: ['ReasonForClosure'],
    inForce: { added: '2022-23' },
    reading:
      'A plan or an enquiry that is in the file counts as activity, even where it has no dates. The closed case is marked.',
    examples: {
      passes: {
        ...closed({ ReasonForClosure: 'RC8' }),
        CINplanDates: [{ LAchildID: 'A1', CINdetailsID: '2', CINPlanStartDate: '2025-06-12' }],
      },
      fails: {
        ...closed({ ReasonForClosure: 'RC8' }),
        CINplanDates: [{ LAchildID: 'A1', CINdetailsID: '1', CINPlanStartDate: '2025-06-12' }],
      },
    },
    fails: ({ LAchildID, CINdetailsID, ReasonForClosure }, { CINplanDates, ChildProtectionPlans, Section47 }) => {
      if (!isClosedAfterAssessment(ReasonForClosure)) return false
      const has = (rows: readonly unknown[], words: string) => (rows.length > 0 ? [words] : [])
      const activity = [
        ...has(rowsBy(CINplanDates, 'LAchildID', 'CINdetailsID')(LAchildID, CINdetailsID), 'a child in need plan'),
        ...has(
          rowsBy(ChildProtectionPlans, 'LAchildID', 'CINdetailsID')(LAchildID, CINdetailsID),
          'a child protection plan',
        ),
        ...has(rowsBy(Section47, 'LAchildID', 'CINdetailsID')(LAchildID, CINdetailsID), 'a section 47 enquiry'),
      ]
      return (
        activity.length > 0 &&
        `The case was closed after assessment (${ReasonForClosure ?? ''}), and yet has ${activity.join(' and ')}.`
      )
    },
  }),
  eachRow('CINdetails', {
    code: '8620',
    message: 'CIN Closure Date present and does not fall within the Census year',
    fields: ['CINclosureDate'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Header: [{ ReferenceDate: '2026-03-31' }], ...closed({ CINclosureDate: '2025-04-01' }) },
      fails: { Header: [{ ReferenceDate: '2026-03-31' }], ...closed({ CINclosureDate: '2026-04-01' }) },
    },
    fails: ({ CINclosureDate }, census) => {
      const year = censusYearOf(census)
      return (
        CINclosureDate !== null &&
        !isWithin(CINclosureDate, year) &&
        `The case closed on ${inWords(CINclosureDate)}, outside the year from ${inWords(year.from)} to ${inWords(year.to)}.`
      )
    },
  }),
  eachRow('CINdetails', {
    code: '8630',
    message: 'CIN Closure Date is before CIN Referral Date for the same CIN episode',
    fields: ['CINreferralDate', 'CINclosureDate'],
    inForce: { added: '2022-23' },
    examples: {
      passes: closed({ CINreferralDate: '2025-06-12', CINclosureDate: '2025-06-12' }),
      fails: closed({ CINreferralDate: '2025-06-12', CINclosureDate: '2025-06-11' }),
    },
    fails: ({ CINreferralDate, CINclosureDate }) =>
      CINreferralDate !== null &&
      CINclosureDate !== null &&
      CINclosureDate < CINreferralDate &&
      `The case closed on ${inWords(CINclosureDate)}, before the referral of ${inWords(CINreferralDate)}.`,
  }),
  eachRow('CINdetails', {
    code: '8640',
    message: 'CIN Reason for closure code invalid (see Reason for Closure table in CIN Census code set)',
    fields: ['ReasonForClosure'],
    inForce: { added: '2022-23' },
    examples: { passes: closed({ ReasonForClosure: 'RC9' }), fails: closed({ ReasonForClosure: 'RC10' }) },
    fails: ({ ReasonForClosure }) =>
      ReasonForClosure !== null &&
      !reasonForClosureCodes.has(ReasonForClosure) &&
      `The reason for closure ${ReasonForClosure} is not one of the codes.`,
  }),
  eachRow('CINdetails', {
    code: '8805',
    message: 'A CIN case cannot have a CIN closure date without a Reason for Closure',
    fields: ['CINclosureDate', 'ReasonForClosure'],
    inForce: { added: '2022-23' },
    examples: {
      passes: closed({ CINclosureDate: '2025-06-12', ReasonForClosure: 'RC7' }),
      fails: closed({ CINclosureDate: '2025-06-12' }),
    },
    fails: ({ CINclosureDate, ReasonForClosure }) =>
      CINclosureDate !== null &&
      ReasonForClosure === null &&
      `The case closed on ${inWords(CINclosureDate)} and has no reason for closure.`,
  }),
  eachRow('CINdetails', {
    code: '8810',
    message: 'A CIN case cannot have a Reason for Closure without a CIN Closure Date',
    fields: ['ReasonForClosure', 'CINclosureDate'],
    inForce: { added: '2022-23' },
    examples: {
      passes: closed({ CINclosureDate: '2025-06-12', ReasonForClosure: 'RC7' }),
      fails: closed({ ReasonForClosure: 'RC7' }),
    },
    fails: ({ CINclosureDate, ReasonForClosure }) =>
      ReasonForClosure !== null &&
      CINclosureDate === null &&
      `The case has the reason for closure ${ReasonForClosure} and no date of closure.`,
  }),
  eachRow('CINdetails', {
    code: '8825Q',
    type: 'query',
    message:
      'Please check and either amend data or provide a reason: Reason for Closure code RC8 (case closed after assessment) or RC9 (case closed after assessment, referred to early help) has been returned but there is no assessment present for the episode.',
    fields: ['ReasonForClosure'],
    inForce: { added: '2022-23' },
    reading: 'An assessment that is in the file counts, even where it has no dates.',
    examples: {
      passes: {
        ...closed({ ReasonForClosure: 'RC9' }),
        Assessments: [{ LAchildID: 'A1', CINdetailsID: '1', AssessmentActualStartDate: '2025-06-12' }],
      },
      fails: closed({ ReasonForClosure: 'RC9' }),
    },
    fails: ({ LAchildID, CINdetailsID, ReasonForClosure }, { Assessments }) =>
      isClosedAfterAssessment(ReasonForClosure) &&
      rowsBy(Assessments, 'LAchildID', 'CINdetailsID')(LAchildID, CINdetailsID).length === 0 &&
      `The case was closed after assessment (${ReasonForClosure ?? ''}), and has no assessment.`,
  }),
  judged({
    code: '8867',
    message: 'CIN episode is shown as closed, however Assessment is not shown as completed',
    fields: ['CINclosureDate', 'AssessmentAuthorisationDate'],
    inForce: { added: '2022-23' },
    judges: ['Assessments', 'CINdetails'],
    examples: {
      passes: {
        ...closed({ CINclosureDate: '2025-06-12' }),
        Assessments: [{ LAchildID: 'A1', CINdetailsID: '1', AssessmentAuthorisationDate: '2025-06-12' }],
      },
      fails: {
        ...closed({ CINclosureDate: '2025-06-12' }),
        Assessments: [{ LAchildID: 'A1', CINdetailsID: '1', AssessmentActualStartDate: '2025-05-12' }],
      },
    },
    judge: ({ Assessments, CINdetails }, fail) => {
      const casesOf = rowsBy(CINdetails, 'LAchildID', 'CINdetailsID')
      for (const assessment of Assessments.rows) {
        if (assessment.AssessmentAuthorisationDate !== null) continue
        for (const row of casesOf(assessment.LAchildID, assessment.CINdetailsID)) {
          if (row.CINclosureDate === null) continue
          fail(
            `The case closed on ${inWords(row.CINclosureDate)}, and its assessment has not been authorised.`,
            at(CINdetails, row, 'CINclosureDate'),
            at(Assessments, assessment, 'AssessmentAuthorisationDate'),
          )
        }
      }
    },
  }),
  judged({
    code: '8868',
    message:
      'CIN episode is shown as closed, however Section 47 enquiry is not shown as completed by ICPC date or ICPC not required flag',
    fields: ['ICPCnotRequired', 'CINclosureDate', 'DateOfInitialCPC'],
    inForce: { added: '2022-23' },
    judges: ['CINdetails', 'Section47'],
    examples: {
      passes: {
        ...closed({ CINclosureDate: '2025-06-12' }),
        Section47: [{ LAchildID: 'A1', CINdetailsID: '1', ICPCnotRequired: '1' }],
      },
      fails: {
        ...closed({ CINclosureDate: '2025-06-12' }),
        Section47: [{ LAchildID: 'A1', CINdetailsID: '1', ICPCnotRequired: '0' }],
      },
    },
    judge: ({ CINdetails, Section47 }, fail) => {
      const casesOf = rowsBy(CINdetails, 'LAchildID', 'CINdetailsID')
      for (const enquiry of Section47.rows) {
        if (enquiry.DateOfInitialCPC !== null || isYes(enquiry.ICPCnotRequired)) continue
        for (const row of casesOf(enquiry.LAchildID, enquiry.CINdetailsID)) {
          if (row.CINclosureDate === null) continue
          fail(
            `The case closed on ${inWords(row.CINclosureDate)}, and its section 47 enquiry has no conference and none is said not to be required.`,
            at(CINdetails, row, 'CINclosureDate'),
            at(Section47, enquiry, 'ICPCnotRequired', 'DateOfInitialCPC'),
          )
        }
      }
    },
  }),
]
