import { inWords } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { unreadableIn } from '../../table.ts'
import { eachRow, judged } from '../census.ts'
import { missing } from '../date-faults.ts'
import type { CinCensus } from '../tables.ts'
import { rowsTo } from '../ties.ts'

const plan = { LAchildID: 'A1', CINdetailsID: '1', CPPID: '2' }

/** The rules of reviews of child protection plans. */
export const childProtectionReviewRules: readonly Rule<CinCensus>[] = [
  judged({
    code: '8841',
    message: 'The review date cannot be on the same day or before the Child protection Plan start date.',
    fields: ['CPPstartDate', 'CPPreviewDate'],
    inForce: { added: '2022-23' },
    judges: ['ChildProtectionPlans', 'Reviews'],
    examples: {
      passes: {
        ChildProtectionPlans: [{ ...plan, CPPstartDate: '2025-06-20' }],
        Reviews: [{ ...plan, CPPreviewDate: '2025-09-12' }],
      },
      fails: {
        ChildProtectionPlans: [{ ...plan, CPPstartDate: '2025-06-20' }],
        Reviews: [{ ...plan, CPPreviewDate: '2025-06-20' }],
      },
    },
    judge: ({ ChildProtectionPlans, Reviews }, fail) => {
      const plansOf = rowsTo(Reviews, ChildProtectionPlans)
      for (const review of Reviews.rows) {
        const day = review.CPPreviewDate
        if (day === null) continue
        for (const reviewed of plansOf(review)) {
          const start = reviewed.CPPstartDate
          if (start === null || day > start) continue
          fail(
            `A review was held on ${inWords(day)}, ${day === start ? 'the day' : 'before'} its child protection plan began${day === start ? '' : ` on ${inWords(start)}`}.`,
            at(Reviews, review, 'CPPreviewDate'),
            at(ChildProtectionPlans, reviewed, 'CPPstartDate'),
          )
        }
      }
    },
  }),
  eachRow('Reviews', {
    code: '8842Q',
    type: 'query',
    message: 'Please check and either amend or provide a reason: Review Record has a missing date',
    fields: ['CPPreviewDate'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Reviews: [{ ...plan, CPPreviewDate: '2025-09-12' }] },
      fails: { Reviews: [plan] },
    },
    fails: (row, { Reviews }) =>
      row.CPPreviewDate === null &&
      missing('The review of the child protection plan', 'date', unreadableIn(Reviews, row, 'CPPreviewDate')),
  }),
]
