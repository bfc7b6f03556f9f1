import { date } from '../fields.ts'
import { socialWorkers } from '../recorders.ts'
import { step } from '../step.ts'
import { dueWhenAgreed, tellsOfVisit, visitGuards, visitOutcomes, visitQuestions } from '../visit-questions.ts'

export const lookedAfterVisit = step({
  title: 'Looked-after visit',
  family: 'lookedAfter',
  basis: 'Care Planning Regulations 2010, regulations 28 to 30',
  about:
    'A visit by the council’s representative, who speaks to the child in private unless the child refuses or it cannot be. A visit at which the child was not seen does not count.',
  fields: { visitedOn: date('Date of the visit'), ...visitQuestions },
  completedOn: 'visitedOn',
  due: dueWhenAgreed,
  outcomes: visitOutcomes,
  within: ['lookedAfter', 'shortBreaks'],
  may: { record: ['personalAdviser', ...socialWorkers] },
  guards: visitGuards,
  likelyIn: ['lookedAfter', 'shortBreaks'],
  significant: false,
  tells: (answers, outcome) => tellsOfVisit('looked-after visit', answers, outcome),
})
