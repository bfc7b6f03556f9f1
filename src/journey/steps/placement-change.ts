import { placementChangeReasons } from '../codes/placement-change-reasons.ts'
import { placementTypes } from '../codes/placement-types.ts'
import { choice, date, optional, prose } from '../fields.ts'
import { noParentUnderSection20 } from '../guards.ts'
import { placementQuestions } from '../placement-questions.ts'
import { socialWorkers } from '../recorders.ts'
import { labelOf } from '../sentences.ts'
import { step } from '../step.ts'

export const placementChange = step({
  title: 'Change of placement',
  family: 'lookedAfter',
  basis: 'Care Planning Regulations 2010, regulations 9 to 14',
  about: 'The child moves to another home, or the same home becomes another kind of placement. Visits start anew.',
  fields: {
    movedOn: date('Date of the move'),
    reasonForChange: choice('Why the placement changed', placementChangeReasons),
    ...placementQuestions,
    childsView: optional(prose('What the child says')),
  },
  completedOn: 'movedOn',
  outcomes: { moved: { label: 'Moved', changes: ['placement'] } },
  may: { record: socialWorkers },
  guards: [noParentUnderSection20],
  likelyIn: ['lookedAfter', 'placement'],
  tells: ({ placementType, reasonForChange }) =>
    `Placement changed: ${labelOf(placementTypes, placementType)}. Reason: ${labelOf(placementChangeReasons, reasonForChange)}.`,
})
