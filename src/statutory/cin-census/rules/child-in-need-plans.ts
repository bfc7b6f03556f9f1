import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { unreadableIn } from '../../table.ts'
import { eachRow, isYes, judged } from '../census.ts'
import {
  endsAsItStarts,
  endsBeforeStart,
  judgeBeforeReferral,
  judgeOverlaps,
  judgeSeveralOpen,
  missingOrAfterYear,
  outsideYear,
} from '../date-faults.ts'
import type { CinCensus } from '../tables.ts'
import { episodesIn, rowsTo } from '../ties.ts'

const header = [{ ReferenceDate: '2026-03-31' }]
const episode = { LAchildID: 'A1', CINdetailsID: '1' }

/** The rules of child in need plans. */
export const childInNeedPlanRules: readonly Rule<CinCensus>[] = [
  judged({
    code: '4000',
    message: 'CIN Plan details provided for a referral with no further action',
    fields: ['ReferralNFA'],
    inForce: { added: '2022-23' },
    judges: ['CINplanDates', 'CINdetails'],
    examples: {
      passes: {
        CINdetails: [{ ...episode, ReferralNFA: '0' }],
        CINplanDates: [{ ...episode, CINPlanStartDate: '2025-07-14' }],
      },
      fails: {
        CINdetails: [{ ...episode, ReferralNFA: '1' }],
        CINplanDates: [{ ...episode, CINPlanStartDate: '2025-07-14' }],
      },
    },
    judge: ({ CINplanDates, CINdetails }, fail) => {
      const detailsOf = rowsTo(CINplanDates, CINdetails)
      for (const plan of CINplanDates.rows) {
        for (const details of detailsOf(plan)) {
          if (!isYes(details.ReferralNFA)) continue
          fail(
            'There is a child in need plan, though the referral had no further action.',
            at(CINplanDates, plan, 'LAchildID'),
            at(CINdetails, details, 'ReferralNFA'),
          )
        }
      }
    },
  }),
  judged({
    code: '4004',
    message: 'This child is showing more than one open CIN Plan, i.e. with no End Date',
    fields: ['CINPlanEndDate'],
    inForce: { added: '2022-23' },
    reading: 'Only plans of one episode of need are counted together.',
    judges: ['CINplanDates'],
    examples: {
      passes: {
        CINplanDates: [
          { ...episode, CINPlanEndDate: '2025-09-01' },
          { ...episode, CINPlanStartDate: '2025-11-03' },
        ],
      },
      fails: {
        CINplanDates: [
          { ...episode, CINPlanStartDate: '2025-07-14' },
          { ...episode, CINPlanStartDate: '2025-11-03' },
        ],
      },
    },
    judge: ({ CINplanDates }, fail) =>
      judgeSeveralOpen(fail, CINplanDates, episodesIn(CINplanDates), row => row.CINPlanEndDate === null, {
        column: 'CINPlanEndDate',
        why: count => `This episode of need has ${count} child in need plans without an end date.`,
      }),
  }),
  eachRow('CINplanDates', {
    code: '4010',
    message: 'CIN Plan start date is missing or out of data collection period',
    fields: ['CINPlanStartDate'],
    inForce: { added: '2022-23' },
    reading: 'Out of the period means after the census year: a plan may have begun before it.',
    examples: {
      passes: { Header: header, CINplanDates: [{ CINPlanStartDate: '2024-07-15' }] },
      fails: { Header: header, CINplanDates: [{ CINPlanStartDate: '2026-04-01' }] },
    },
    fails: (row, census) =>
      missingOrAfterYear(
        'The child in need plan',
        row.CINPlanStartDate,
        unreadableIn(census.CINplanDates, row, 'CINPlanStartDate'),
        census,
      ),
  }),
  eachRow('CINplanDates', {
    code: '4011',
    message: 'CIN Plan End Date earlier than Start Date',
    fields: ['CINPlanEndDate', 'CINPlanStartDate'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { CINplanDates: [{ CINPlanStartDate: '2025-07-14', CINPlanEndDate: '2025-10-06' }] },
      fails: { CINplanDates: [{ CINPlanStartDate: '2025-07-14', CINPlanEndDate: '2025-06-10' }] },
    },
    fails: ({ CINPlanStartDate, CINPlanEndDate }) =>
      endsBeforeStart('The child in need plan', CINPlanStartDate, CINPlanEndDate),
  }),
  eachRow('CINplanDates', {
    code: '4012Q',
    type: 'query',
    message: 'Please check and either amend or provide a reason: CIN Plan shown as starting and ending on the same day',
    fields: ['CINPlanStartDate', 'CINPlanEndDate'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { CINplanDates: [{ CINPlanStartDate: '2025-07-14', CINPlanEndDate: '2025-07-15' }] },
      fails: { CINplanDates: [{ CINPlanStartDate: '2025-07-14', CINPlanEndDate: '2025-07-14' }] },
    },
    fails: ({ CINPlanStartDate, CINPlanEndDate }) =>
      endsAsItStarts('The child in need plan', CINPlanStartDate, CINPlanEndDate),
  }),
  eachRow('CINplanDates', {
    code: '4013',
    message: 'CIN Plan end date must fall within the census year',
    fields: ['CINPlanEndDate', 'ReferenceDate'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Header: header, CINplanDates: [{ CINPlanEndDate: '2026-03-31' }] },
      fails: { Header: header, CINplanDates: [{ CINPlanEndDate: '2026-04-01' }] },
    },
    fails: ({ CINPlanEndDate }, census) => outsideYear('The child in need plan ended', CINPlanEndDate, census),
  }),
  judged({
    code: '4014',
    message: 'CIN Plan data contains overlapping dates',
    fields: ['CINPlanStartDate', 'CINPlanEndDate'],
    inForce: { added: '2022-23' },
    reading:
      'All plans of a child are compared, across episodes of need. A plan that begins on the last day of another overlaps with it.',
    judges: ['CINplanDates'],
    examples: {
      passes: {
        Header: header,
        CINplanDates: [
          { ...episode, CINPlanStartDate: '2025-07-14', CINPlanEndDate: '2025-09-01' },
          { ...episode, CINPlanStartDate: '2025-09-02' },
        ],
      },
      fails: {
        Header: header,
        CINplanDates: [
          { ...episode, CINPlanStartDate: '2025-07-14', CINPlanEndDate: '2025-09-01' },
          { ...episode, CINPlanStartDate: '2025-08-04', CINPlanEndDate: '2025-10-06' },
        ],
      },
    },
    judge: (census, fail) =>
      judgeOverlaps(census, fail, census.CINplanDates, {
        start: 'CINPlanStartDate',
        end: 'CINPlanEndDate',
        thing: 'A child in need plan',
      }),
  }),
  judged({
    code: '4015',
    message: 'The CIN Plan start date cannot be before the referral date',
    fields: ['CINPlanStartDate', 'CINreferralDate'],
    inForce: { added: '2022-23' },
    judges: ['CINplanDates', 'CINdetails'],
    examples: {
      passes: {
        CINdetails: [{ ...episode, CINreferralDate: '2025-06-02' }],
        CINplanDates: [{ ...episode, CINPlanStartDate: '2025-07-14' }],
      },
      fails: {
        CINdetails: [{ ...episode, CINreferralDate: '2025-06-02' }],
        CINplanDates: [{ ...episode, CINPlanStartDate: '2025-05-19' }],
      },
    },
    judge: (census, fail) =>
      judgeBeforeReferral(census, fail, census.CINplanDates, 'CINPlanStartDate', 'The child in need plan began'),
  }),
]
