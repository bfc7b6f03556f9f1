import { inWords } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { rowsBy, unreadableIn } from '../../table.ts'
import { eachRow, isYes, judged } from '../census.ts'
import { categoryOfAbuseCodes } from '../codes.ts'
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
import { groupedBy, rowsTo, tellsEpisodes } from '../ties.ts'

const header = [{ ReferenceDate: '2026-03-31' }]
const child = { LAchildID: 'A1' }
const episode = { ...child, CINdetailsID: '1' }

/** The rule about a category of abuse. */
const categoryOfAbuse = (
  code: string,
  column: 'InitialCategoryOfAbuse' | 'LatestCategoryOfAbuse',
  name: string,
): Rule<CinCensus> =>
  eachRow('ChildProtectionPlans', {
    code,
    message: `${name} Category of Abuse code missing or invalid (see Category of Abuse table in CIN Census code set)`,
    fields: [column],
    inForce: { added: '2022-23' },
    examples: {
      passes: { ChildProtectionPlans: [{ [column]: 'NEG' }] },
      fails: { ChildProtectionPlans: [{ [column]: 'ABU' }] },
    },
    fails: ({ [column]: category }) => {
      const what = `${name.toLowerCase()} category of abuse`
      if (category === null) return `The child protection plan has no ${what}.`
      return (
        !categoryOfAbuseCodes.has(category) &&
        `The child protection plan has the ${what} ‘${category}’, which is no code.`
      )
    },
  })

/** The rule that a day of the plan is not after the child’s death. */
const notAfterDeath = (
  column: 'CPPstartDate' | 'CPPendDate',
  what: string,
  { code, message, fields }: Pick<Rule<CinCensus>, 'code' | 'message' | 'fields'>,
): Rule<CinCensus> =>
  judged({
    code,
    message,
    fields,
    inForce: { added: '2022-23' },
    judges: ['ChildProtectionPlans', 'ChildIdentifiers'],
    examples: {
      passes: {
        ChildIdentifiers: [{ ...child, PersonDeathDate: '2025-09-04' }],
        ChildProtectionPlans: [{ ...child, [column]: '2025-09-04' }],
      },
      fails: {
        ChildIdentifiers: [{ ...child, PersonDeathDate: '2025-09-04' }],
        ChildProtectionPlans: [{ ...child, [column]: '2025-09-05' }],
      },
    },
    judge: ({ ChildProtectionPlans, ChildIdentifiers }, fail) => {
      const childrenOf = rowsBy(ChildIdentifiers, 'LAchildID')
      for (const plan of ChildProtectionPlans.rows) {
        const day = plan[column]
        if (day === null) continue
        for (const identifiers of childrenOf(plan.LAchildID)) {
          const death = identifiers.PersonDeathDate
          if (death === null || day <= death) continue
          fail(
            `The child protection plan ${what} on ${inWords(day)}, after the child’s death on ${inWords(death)}.`,
            at(ChildProtectionPlans, plan, column),
            at(ChildIdentifiers, identifiers, 'PersonDeathDate'),
          )
        }
      }
    },
  })

/** The rules of child protection plans. */
export const childProtectionPlanRules: readonly Rule<CinCensus>[] = [
  judged({
    code: '1105',
    message: 'The child protection plan start date cannot be before the referral date',
    fields: ['CPPstartDate', 'CINreferralDate'],
    inForce: { added: '2022-23' },
    judges: ['ChildProtectionPlans', 'CINdetails'],
    examples: {
      passes: {
        CINdetails: [{ ...episode, CINreferralDate: '2025-06-02' }],
        ChildProtectionPlans: [{ ...episode, CPPstartDate: '2025-06-20' }],
      },
      fails: {
        CINdetails: [{ ...episode, CINreferralDate: '2025-06-02' }],
        ChildProtectionPlans: [{ ...episode, CPPstartDate: '2025-05-20' }],
      },
    },
    judge: (census, fail) =>
      judgeBeforeReferral(census, fail, census.ChildProtectionPlans, 'CPPstartDate', 'The child protection plan began'),
  }),
  eachRow('ChildProtectionPlans', {
    code: '8720',
    message: 'Child Protection Plan Start Date missing or out of data collection period',
    fields: ['CPPstartDate', 'ReferenceDate'],
    inForce: { added: '2022-23' },
    reading: 'Out of the period means after the census year: a plan may have begun before it.',
    examples: {
      passes: { Header: header, ChildProtectionPlans: [{ CPPstartDate: '2024-07-15' }] },
      fails: { Header: header, ChildProtectionPlans: [{ CPPstartDate: '2026-04-01' }] },
    },
    fails: (row, census) =>
      missingOrAfterYear(
        'The child protection plan',
        row.CPPstartDate,
        unreadableIn(census.ChildProtectionPlans, row, 'CPPstartDate'),
        census,
      ),
  }),
  eachRow('ChildProtectionPlans', {
    code: '8730',
    message: 'Total Number of previous Child Protection Plans missing',
    fields: ['NumberOfPreviousCPP'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { ChildProtectionPlans: [{ NumberOfPreviousCPP: '0' }] },
      fails: { ChildProtectionPlans: [{ CPPstartDate: '2025-06-20' }] },
    },
    fails: ({ NumberOfPreviousCPP }) =>
      NumberOfPreviousCPP === null && 'It is not said how many child protection plans the child has had before.',
  }),
  judged({
    code: '8832',
    message: 'Child Protection details provided for a referral with no further action.',
    fields: ['CINdetailsID', 'ReferralNFA'],
    inForce: { added: '2022-23' },
    judges: ['ChildProtectionPlans', 'CINdetails'],
    examples: {
      passes: {
        CINdetails: [{ ...episode, ReferralNFA: '0' }],
        ChildProtectionPlans: [{ ...episode, CPPstartDate: '2025-06-20' }],
      },
      fails: {
        CINdetails: [{ ...episode, ReferralNFA: 'true' }],
        ChildProtectionPlans: [{ ...episode, CPPstartDate: '2025-06-20' }],
      },
    },
    judge: ({ ChildProtectionPlans, CINdetails }, fail) => {
      const detailsOf = rowsTo(ChildProtectionPlans, CINdetails)
      for (const plan of ChildProtectionPlans.rows) {
        for (const details of detailsOf(plan)) {
          if (!isYes(details.ReferralNFA)) continue
          fail(
            'There is a child protection plan, though the referral had no further action.',
            at(ChildProtectionPlans, plan, 'CINdetailsID'),
            at(CINdetails, details, 'CINdetailsID', 'ReferralNFA'),
          )
        }
      }
    },
  }),
  eachRow('ChildProtectionPlans', {
    code: '8840',
    message: 'Child Protection Plan cannot start and end on the same day',
    fields: ['CPPstartDate', 'CPPendDate'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { ChildProtectionPlans: [{ CPPstartDate: '2025-06-20', CPPendDate: '2025-06-21' }] },
      fails: { ChildProtectionPlans: [{ CPPstartDate: '2025-06-20', CPPendDate: '2025-06-20' }] },
    },
    fails: ({ CPPstartDate, CPPendDate }) => endsAsItStarts('The child protection plan', CPPstartDate, CPPendDate),
  }),
  categoryOfAbuse('8905', 'InitialCategoryOfAbuse', 'Initial'),
  categoryOfAbuse('8910', 'LatestCategoryOfAbuse', 'Latest'),
  notAfterDeath('CPPstartDate', 'began', {
    code: '8915',
    message: 'Child Protection Plan shown as starting after the child’s Date of Death',
    fields: ['CPPstartDate', 'PersonDeathDate'],
  }),
  notAfterDeath('CPPendDate', 'ended', {
    code: '8920',
    message: 'Child Protection Plan cannot end after the child’s Date of Death',
    fields: ['PersonDeathDate', 'CPPendDate'],
  }),
  eachRow('ChildProtectionPlans', {
    code: '8925',
    message: 'Child Protection Plan End Date earlier than Start Date',
    fields: ['CPPstartDate', 'CPPendDate'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { ChildProtectionPlans: [{ CPPstartDate: '2025-06-20', CPPendDate: '2025-12-15' }] },
      fails: { ChildProtectionPlans: [{ CPPstartDate: '2025-06-20', CPPendDate: '2025-06-12' }] },
    },
    fails: ({ CPPstartDate, CPPendDate }) => endsBeforeStart('The child protection plan', CPPstartDate, CPPendDate),
  }),
  eachRow('ChildProtectionPlans', {
    code: '8930',
    message: 'Child Protection Plan End Date must fall within the census year',
    fields: ['CPPendDate', 'ReferenceDate'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Header: header, ChildProtectionPlans: [{ CPPendDate: '2026-03-31' }] },
      fails: { Header: header, ChildProtectionPlans: [{ CPPendDate: '2025-03-31' }] },
    },
    fails: ({ CPPendDate }, census) => outsideYear('The child protection plan ended', CPPendDate, census),
  }),
  judged({
    code: '8935',
    message: 'This child is showing more than one open Child Protection plan, i.e. with no End Date',
    fields: ['CPPendDate'],
    inForce: { added: '2022-23' },
    reading: 'In a file all plans of a child are counted together, across episodes of need.',
    judges: ['ChildProtectionPlans'],
    examples: {
      passes: {
        ChildProtectionPlans: [
          { ...episode, CPPID: '2', CPPendDate: '2025-09-01' },
          { ...episode, CPPID: '3', CPPstartDate: '2025-12-01' },
        ],
      },
      fails: {
        ChildProtectionPlans: [
          { ...episode, CPPID: '2', CPPstartDate: '2025-06-20' },
          { ...episode, CPPID: '3', CPPstartDate: '2025-12-01' },
        ],
      },
    },
    judge: ({ ChildProtectionPlans }, fail) => {
      // A file numbers each plan anew. Rows that leave out the episode are read as plans whose number tells episodes apart.
      const groups = groupedBy(
        ChildProtectionPlans,
        tellsEpisodes(ChildProtectionPlans) ? ['LAchildID'] : ['LAchildID', 'CPPID'],
      )
      judgeSeveralOpen(fail, ChildProtectionPlans, groups, row => row.CPPendDate === null, {
        column: 'CPPendDate',
        why: count => `This child has ${count} child protection plans without an end date.`,
      })
    },
  }),
  judged({
    code: '8940',
    message: 'Child Protection Plan data contains overlapping dates',
    fields: ['CPPstartDate', 'CPPendDate'],
    inForce: { added: '2022-23' },
    reading:
      'All plans of a child are compared, across episodes of need. A plan that begins on the last day of another overlaps with it.',
    judges: ['ChildProtectionPlans'],
    examples: {
      passes: {
        Header: header,
        ChildProtectionPlans: [
          { ...episode, CPPID: '2', CPPstartDate: '2025-04-14', CPPendDate: '2025-09-01' },
          { ...episode, CPPID: '3', CPPstartDate: '2025-12-01' },
        ],
      },
      fails: {
        Header: header,
        ChildProtectionPlans: [
          { ...episode, CPPID: '2', CPPstartDate: '2025-04-14', CPPendDate: '2025-09-01' },
          { ...episode, CPPID: '3', CPPstartDate: '2025-08-04' },
        ],
      },
    },
    judge: (census, fail) =>
      judgeOverlaps(census, fail, census.ChildProtectionPlans, {
        start: 'CPPstartDate',
        end: 'CPPendDate',
        thing: 'A child protection plan',
      }),
  }),
]
