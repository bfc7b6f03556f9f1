import { date } from '../fields.ts'
import { childInNeedRecorders } from '../recorders.ts'
import { step } from '../step.ts'
import { dueWhenAgreed, tellsOfVisit, visitGuards, visitOutcomes, visitQuestions } from '../visit-questions.ts'

export const childInNeedVisit = step({
  title: 'Child in need visit',
  family: 'inNeed',
  basis: 'Children Act 1989 section 17; how often is local practice, set in the plan',
  about: 'A visit to a child with a child in need plan. A visit at which the child was not seen does not count.',
  fields: { visitedOn: date('Date of the visit'), ...visitQuestions },
  completedOn: 'visitedOn',
  due: dueWhenAgreed,
  outcomes: visitOutcomes,
  within: 'inNeed',
  may: childInNeedRecorders,
  guards: visitGuards,
  likelyIn: ['childInNeedPlan', 'inNeed'],
  significant: false,
  tells: (answers, outcome) => tellsOfVisit('child in need visit', answers, outcome),
})
