import { addDays, addWorkingDays, inWords } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Place, Rule } from '../../rule.ts'
import { rowsBy } from '../../table.ts'
import { censusYearOf, eachRow, isNo, isYes, judged } from '../census.ts'
import { primaryNeedCodes, referralSourceCodes } from '../codes.ts'
import type { CinCensus } from '../tables.ts'

/** Where a referral came from has been asked since the census of 2013 to 2014. */
const sourceAskedFrom = '2013-04-01'

/** No run of days that are not worked is longer than this, so an older date needs no calendar of bank holidays. */
const longestBreak = 10

/** Rules about referrals, and what follows from a referral that led to no further action. */
export const referralRules: readonly Rule<CinCensus>[] = [
  eachRow('CINdetails', {
    code: '8568',
    message: 'RNFA flag is missing or invalid',
    fields: ['ReferralNFA'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { CINdetails: [{ ReferralNFA: '0' }, { ReferralNFA: 'true' }] },
      fails: { CINdetails: [{ ReferralNFA: 'Y' }] },
    },
    fails: ({ ReferralNFA }) => {
      if (ReferralNFA === null) return 'It is not said whether the referral led to no further action.'
      return (
        !isYes(ReferralNFA) &&
        !isNo(ReferralNFA) &&
        `Whether the referral led to no further action is written ${ReferralNFA}, which is neither yes nor no.`
      )
    },
  }),
  eachRow('CINdetails', {
    code: '8569Q',
    type: 'query',
    message:
      'A case with referral date before one working day prior to the collection start date must not be flagged as a no further action case',
    fields: ['ReferralNFA'],
    inForce: { added: '2022-23' },
    examples: {
      passes: {
        Header: [{ ReferenceDate: '2026-03-31' }],
        CINdetails: [{ CINreferralDate: '2025-03-31', ReferralNFA: '1' }],
      },
      fails: {
        Header: [{ ReferenceDate: '2026-03-31' }],
        CINdetails: [{ CINreferralDate: '2025-03-28', ReferralNFA: '1' }],
      },
    },
    fails: ({ CINreferralDate, ReferralNFA }, census) => {
      const { from } = censusYearOf(census)
      if (!isYes(ReferralNFA) || CINreferralDate === null || CINreferralDate >= from) return false
      return (
        (CINreferralDate < addDays(from, -longestBreak) || CINreferralDate < addWorkingDays(from, -1)) &&
        `The referral of ${inWords(CINreferralDate)} led to no further action, and is more than a working day before the year began on ${inWords(from)}.`
      )
    },
  }),
  eachRow('CINdetails', {
    code: '8600',
    message: 'Child referral date missing or after data collection period',
    fields: ['CINreferralDate'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Header: [{ ReferenceDate: '2026-03-31' }], CINdetails: [{ CINreferralDate: '2026-03-31' }] },
      fails: { Header: [{ ReferenceDate: '2026-03-31' }], CINdetails: [{ CINreferralDate: '2026-04-01' }] },
    },
    fails: ({ CINreferralDate }, census) => {
      const { to } = censusYearOf(census)
      if (CINreferralDate === null) return 'The case has no date of referral that can be read.'
      return (
        CINreferralDate > to &&
        `The referral came on ${inWords(CINreferralDate)}, after the census year ended on ${inWords(to)}.`
      )
    },
  }),
  eachRow('CINdetails', {
    code: '8610',
    message: 'Primary Need code is missing for a referral which led to further action.',
    fields: ['ReferralNFA', 'PrimaryNeedCode'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { CINdetails: [{ ReferralNFA: '0', PrimaryNeedCode: 'N1' }, { ReferralNFA: '1' }] },
      fails: { CINdetails: [{ ReferralNFA: '0' }] },
    },
    fails: ({ ReferralNFA, PrimaryNeedCode }) =>
      isNo(ReferralNFA) && PrimaryNeedCode === null && 'The referral led to further action and has no primary need.',
  }),
  eachRow('CINdetails', {
    code: '8650',
    message: 'Primary Need Code invalid (see Primary Need table in CIN census code set)',
    fields: ['PrimaryNeedCode'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { CINdetails: [{ PrimaryNeedCode: 'N0' }] },
      fails: { CINdetails: [{ PrimaryNeedCode: 'N10' }] },
    },
    fails: ({ PrimaryNeedCode }) =>
      PrimaryNeedCode !== null &&
      !primaryNeedCodes.has(PrimaryNeedCode) &&
      `The primary need ${PrimaryNeedCode} is not one of the codes.`,
  }),
  judged({
    code: '8831',
    message: 'Activity is recorded against a case marked as a referral with no further action',
    fields: ['AssessmentActualStartDate', 'AssessmentAuthorisationDate', 'S47ActualStartDate', 'DateOfInitialCPC'],
    inForce: { added: '2022-23' },
    reading:
      'An assessment or enquiry counts once it has a date, and so does a conference recorded with the episode of need.',
    judges: ['Assessments', 'CINdetails', 'Section47'],
    examples: {
      passes: {
        CINdetails: [{ LAchildID: 'A1', CINdetailsID: '1', ReferralNFA: '1' }],
        Section47: [{ LAchildID: 'A1', CINdetailsID: '2', S47ActualStartDate: '2025-06-12' }],
      },
      fails: {
        CINdetails: [{ LAchildID: 'A1', CINdetailsID: '1', ReferralNFA: '1' }],
        Section47: [{ LAchildID: 'A1', CINdetailsID: '1', S47ActualStartDate: '2025-06-12' }],
      },
    },
    judge: ({ Assessments, CINdetails, Section47 }, fail) => {
      const assessmentsOf = rowsBy(Assessments, 'LAchildID', 'CINdetailsID')
      const enquiriesOf = rowsBy(Section47, 'LAchildID', 'CINdetailsID')
      for (const row of CINdetails.rows) {
        if (!isYes(row.ReferralNFA)) continue
        const words: string[] = []
        const activity: Place[] = []
        if (row.DateOfInitialCPC !== null) words.push('an initial conference')
        for (const each of assessmentsOf(row.LAchildID, row.CINdetailsID)) {
          if (each.AssessmentActualStartDate === null && each.AssessmentAuthorisationDate === null) continue
          words.push('an assessment')
          activity.push(at(Assessments, each, 'AssessmentActualStartDate', 'AssessmentAuthorisationDate'))
        }
        for (const each of enquiriesOf(row.LAchildID, row.CINdetailsID)) {
          if (each.S47ActualStartDate === null && each.DateOfInitialCPC === null) continue
          words.push('a section 47 enquiry')
          activity.push(at(Section47, each, 'S47ActualStartDate', 'DateOfInitialCPC'))
        }
        if (words.length === 0) continue
        fail(
          `The referral led to no further action, and yet the case has ${[...new Set(words)].join(' and ')}.`,
          at(CINdetails, row, 'DateOfInitialCPC'),
          ...activity,
        )
      }
    },
  }),
  eachRow('CINdetails', {
    code: '8866',
    message: 'Source of Referral is missing or an invalid code',
    fields: ['CINreferralDate', 'ReferralSource'],
    inForce: { added: '2022-23' },
    reading: 'Only referrals from 1 April 2013 are asked for their source.',
    examples: {
      passes: {
        CINdetails: [
          { CINreferralDate: '2025-06-12', ReferralSource: '2A' },
          { CINreferralDate: '2013-03-31', ReferralSource: '' },
        ],
      },
      fails: { CINdetails: [{ CINreferralDate: '2025-06-12', ReferralSource: '11' }] },
    },
    fails: ({ CINreferralDate, ReferralSource }) => {
      if (CINreferralDate === null || CINreferralDate < sourceAskedFrom) return false
      if (ReferralSource === null) return `The referral of ${inWords(CINreferralDate)} has no source.`
      return (
        !referralSourceCodes.has(ReferralSource) &&
        `The source ${ReferralSource} of the referral of ${inWords(CINreferralDate)} is not one of the codes.`
      )
    },
  }),
]
