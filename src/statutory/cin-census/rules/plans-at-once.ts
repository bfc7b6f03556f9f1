import { inWords } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { rowsBy } from '../../table.ts'
import { censusYearOf, judged } from '../census.ts'
import type { CinCensus } from '../tables.ts'
import { rowsTo } from '../ties.ts'

const header = [{ ReferenceDate: '2026-03-31' }]
const episode = { LAchildID: 'A1', CINdetailsID: '1' }

/**
 * Whether a plan is open on a day. On the day of its end it no longer is: there the next plan may begin. A plan without an
 * end is open to the end of the census year.
 */
const isOpenOn = (day: CivilDate, start: CivilDate | null, end: CivilDate | null, census: CinCensus): boolean => {
  const { to } = censusYearOf(census)
  return start !== null && start <= day && (end === null ? day <= to : day < end)
}

const lasting = (end: CivilDate | null): string => (end === null ? 'without an end' : `until ${inWords(end)}`)

/** The rules that a child is not on a child in need plan and a child protection plan at once. */
export const plansAtOnceRules: readonly Rule<CinCensus>[] = [
  judged({
    code: '4001',
    message: 'A CIN Plan cannot run concurrently with a Child Protection Plan',
    fields: ['CINPlanEndDate', 'CPPendDate'],
    inForce: { added: '2022-23' },
    reading:
      'Only plans of one episode of need that both have no end fail; plans that have ended are left to the rules of plans that were open at once.',
    judges: ['CINplanDates', 'ChildProtectionPlans'],
    examples: {
      passes: {
        CINplanDates: [{ ...episode, CINPlanStartDate: '2025-06-30', CINPlanEndDate: '2025-09-01' }],
        ChildProtectionPlans: [{ ...episode, CPPstartDate: '2025-09-01' }],
      },
      fails: {
        CINplanDates: [{ ...episode, CINPlanStartDate: '2025-06-30' }],
        ChildProtectionPlans: [{ ...episode, CPPstartDate: '2025-09-01' }],
      },
    },
    judge: ({ CINplanDates, ChildProtectionPlans }, fail) => {
      const protectionOf = rowsTo(CINplanDates, ChildProtectionPlans)
      for (const plan of CINplanDates.rows) {
        if (plan.CINPlanEndDate !== null) continue
        for (const protection of protectionOf(plan)) {
          if (protection.CPPendDate !== null) continue
          fail(
            'This episode of need has both a child in need plan and a child protection plan without an end date.',
            at(CINplanDates, plan, 'CINPlanEndDate'),
            at(ChildProtectionPlans, protection, 'CPPendDate'),
          )
        }
      }
    },
  }),
  judged({
    code: '4003',
    message: 'A CPP review date is shown as being held at the same time as an open CIN Plan.',
    fields: ['CINPlanStartDate', 'CINPlanEndDate', 'CPPreviewDate'],
    inForce: { added: '2022-23' },
    reading:
      'Plans are tied by the child, across episodes of need. A review on the day on which its child protection plan ends, or on which the child in need plan ends, passes.',
    judges: ['CINplanDates', 'ChildProtectionPlans', 'Reviews'],
    examples: {
      passes: {
        ChildProtectionPlans: [{ ...episode, CPPID: '2', CPPendDate: '2025-09-01' }],
        Reviews: [{ ...episode, CPPID: '2', CPPreviewDate: '2025-09-01' }],
        CINplanDates: [{ ...episode, CINPlanStartDate: '2025-09-01', CINPlanEndDate: '2025-12-01' }],
      },
      fails: {
        ChildProtectionPlans: [{ ...episode, CPPID: '2', CPPendDate: '2025-11-03' }],
        Reviews: [{ ...episode, CPPID: '2', CPPreviewDate: '2025-10-06' }],
        CINplanDates: [{ ...episode, CINPlanStartDate: '2025-09-01', CINPlanEndDate: '2025-12-01' }],
      },
    },
    judge: (census, fail) => {
      const { CINplanDates, ChildProtectionPlans, Reviews } = census
      const plansOf = rowsBy(CINplanDates, 'LAchildID')
      const protectionOf = rowsTo(Reviews, ChildProtectionPlans)
      for (const review of Reviews.rows) {
        const day = review.CPPreviewDate
        if (day === null) continue
        const reviewed = protectionOf(review)
        // The review that ends a child protection plan may well be the day on which a child in need plan begins.
        if (reviewed.some(({ CPPendDate }) => CPPendDate === day)) continue
        for (const plan of plansOf(review.LAchildID)) {
          const { CINPlanStartDate: start, CINPlanEndDate: end } = plan
          if (start === null || start > day || (end !== null && end <= day)) continue
          fail(
            `A child protection review was held on ${inWords(day)}, while a child in need plan was open from ${inWords(start)} ${lasting(end)}.`,
            at(Reviews, review, 'CPPreviewDate'),
            at(CINplanDates, plan, 'CINPlanStartDate', 'CINPlanEndDate'),
            ...reviewed.map(protection => at(ChildProtectionPlans, protection, 'CPPendDate')),
          )
        }
      }
    },
  }),
  judged({
    code: '4016',
    message: 'A CIN Plan has been reported as open at the same time as a Child Protection Plan.',
    fields: ['CINPlanStartDate', 'CPPstartDate', 'CPPendDate'],
    inForce: { added: '2022-23' },
    reading:
      'Plans are tied by the child, across episodes of need. A child in need plan may begin on the day on which a child protection plan ends.',
    judges: ['CINplanDates', 'ChildProtectionPlans'],
    examples: {
      passes: {
        Header: header,
        ChildProtectionPlans: [{ ...episode, CPPstartDate: '2025-06-30', CPPendDate: '2025-09-01' }],
        CINplanDates: [{ ...episode, CINPlanStartDate: '2025-09-01' }],
      },
      fails: {
        Header: header,
        ChildProtectionPlans: [{ ...episode, CPPstartDate: '2025-06-30', CPPendDate: '2025-09-01' }],
        CINplanDates: [{ ...episode, CINPlanStartDate: '2025-08-04' }],
      },
    },
    judge: (census, fail) => {
      const { CINplanDates, ChildProtectionPlans } = census
      censusYearOf(census)
      const protectionOf = rowsBy(ChildProtectionPlans, 'LAchildID')
      for (const plan of CINplanDates.rows) {
        const begun = plan.CINPlanStartDate
        if (begun === null) continue
        for (const protection of protectionOf(plan.LAchildID)) {
          const { CPPstartDate: start, CPPendDate: end } = protection
          if (start === null || !isOpenOn(begun, start, end, census)) continue
          fail(
            `A child in need plan began on ${inWords(begun)}, while a child protection plan was open from ${inWords(start)} ${lasting(end)}.`,
            at(CINplanDates, plan, 'CINPlanStartDate'),
            at(ChildProtectionPlans, protection, 'CPPstartDate', 'CPPendDate'),
          )
        }
      }
    },
  }),
  judged({
    code: '4017',
    message: 'A CIN Plan has been reported as open at the same time as a Child Protection Plan.',
    fields: ['CINPlanStartDate', 'CINPlanEndDate', 'CPPstartDate'],
    inForce: { added: '2022-23' },
    reading:
      'Plans are tied by the child, across episodes of need. A child protection plan may begin on the day on which a child in need plan ends.',
    judges: ['CINplanDates', 'ChildProtectionPlans'],
    examples: {
      passes: {
        Header: header,
        CINplanDates: [{ ...episode, CINPlanStartDate: '2025-06-30', CINPlanEndDate: '2025-09-01' }],
        ChildProtectionPlans: [{ ...episode, CPPstartDate: '2025-09-01' }],
      },
      fails: {
        Header: header,
        CINplanDates: [{ ...episode, CINPlanStartDate: '2025-06-30', CINPlanEndDate: '2025-09-01' }],
        ChildProtectionPlans: [{ ...episode, CPPstartDate: '2025-08-04' }],
      },
    },
    judge: (census, fail) => {
      const { CINplanDates, ChildProtectionPlans } = census
      censusYearOf(census)
      const plansOf = rowsBy(CINplanDates, 'LAchildID')
      for (const protection of ChildProtectionPlans.rows) {
        const begun = protection.CPPstartDate
        if (begun === null) continue
        for (const plan of plansOf(protection.LAchildID)) {
          const { CINPlanStartDate: start, CINPlanEndDate: end } = plan
          if (start === null || !isOpenOn(begun, start, end, census)) continue
          fail(
            `A child protection plan began on ${inWords(begun)}, while a child in need plan was open from ${inWords(start)} ${lasting(end)}.`,
            at(ChildProtectionPlans, protection, 'CPPstartDate'),
            at(CINplanDates, plan, 'CINPlanStartDate', 'CINPlanEndDate'),
          )
        }
      }
    },
  }),
]
