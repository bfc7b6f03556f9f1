import { legalStatuses } from '../codes/legal-statuses.ts'
import { needs } from '../codes/needs.ts'
import { placementTypes } from '../codes/placement-types.ts'
import { choice, date, optional, prose, yesNo } from '../fields.ts'
import { noParentUnderSection20, onlyForChildren, shortBreaksApart } from '../guards.ts'
import { placementQuestions } from '../placement-questions.ts'
import { socialWorkers } from '../recorders.ts'
import { labelOf } from '../sentences.ts'
import { step } from '../step.ts'

export const becomingLookedAfter = step({
  title: 'Becoming looked after',
  family: 'lookedAfter',
  basis: 'Children Act 1989 sections 20, 22, 31, 38, 44 and 46; Care Planning Regulations 2010 (SI 2010/959)',
  about:
    'The child comes into the council’s care, by agreement or by an order. Legal status and placement begin on the same day, and with them reviews, visits, health and education.',
  fields: {
    startedOn: date('Date the child became looked after'),
    legalStatus: choice('Legal status', legalStatuses),
    needCode: choice('The child’s main need', needs),
    unaccompanied: yesNo('The child is an unaccompanied asylum-seeking child'),
    ...placementQuestions,
    childsView: optional(prose('What the child says')),
    whyLookedAfter: optional(prose('Why the child needs to be looked after')),
  },
  completedOn: 'startedOn',
  outcomes: {
    started: {
      label: 'Looked after',
      opens: ['lookedAfter', 'legalStatus', 'placement'],
      closes: ['childInNeedPlan', 'shortBreaks'],
    },
    shortBreaks: { label: 'A series of short breaks', opens: ['shortBreaks'] },
  },
  may: { record: socialWorkers },
  guards: [
    onlyForChildren('Becoming looked after', 'Children Act 1989 sections 22(1) and 105(1)'),
    noParentUnderSection20,
    shortBreaksApart,
  ],
  likelyIn: ['inNeed', 'childProtectionPlan'],
  tells: ({ legalStatus, placementType }, outcome) =>
    outcome === 'shortBreaks'
      ? `Short breaks began. ${labelOf(placementTypes, placementType)}.`
      : `Became looked after. ${legalStatuses[legalStatus]}. Placement: ${labelOf(placementTypes, placementType)}.`,
})
