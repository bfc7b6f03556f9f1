import { date } from '../fields.ts'
import { socialWorkers } from '../recorders.ts'
import { step } from '../step.ts'
import { dueWhenAgreed, tellsOfVisit, visitGuards, visitOutcomes, visitQuestions } from '../visit-questions.ts'

export const childProtectionVisit = step({
  title: 'Child protection visit',
  family: 'protection',
  basis: 'Working Together: as often as the plan says; neither law nor guidance has a number',
  about: 'A visit to a child on a child protection plan. A visit at which the child was not seen does not count.',
  fields: { visitedOn: date('Date of the visit'), ...visitQuestions },
  completedOn: 'visitedOn',
  due: dueWhenAgreed,
  outcomes: visitOutcomes,
  within: 'childProtectionPlan',
  may: { record: socialWorkers },
  guards: visitGuards,
  likelyIn: ['childProtectionPlan'],
  significant: false,
  tells: (answers, outcome) => tellsOfVisit('child protection visit', answers, outcome),
})
