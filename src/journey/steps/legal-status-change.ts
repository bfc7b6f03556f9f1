import { legalStatuses } from '../codes/legal-statuses.ts'
import { choice, date, optional, prose } from '../fields.ts'
import { noCareOrderFrom17, noParentUnderSection20, shortBreaksApart } from '../guards.ts'
import { socialWorkers } from '../recorders.ts'
import { labelOf } from '../sentences.ts'
import { step } from '../step.ts'

export const legalStatusChange = step({
  title: 'Change of legal status',
  family: 'lookedAfter',
  basis: 'Children Act 1989 parts 3 to 5; Adoption and Children Act 2002 section 21',
  about: 'The order or agreement under which the child is looked after changes.',
  fields: {
    changedOn: date('Date of the change'),
    legalStatus: choice('Legal status', legalStatuses),
    details: optional(prose('The order, the court and any conditions')),
  },
  completedOn: 'changedOn',
  outcomes: { changed: { label: 'Changed', changes: ['legalStatus'] } },
  within: 'lookedAfter',
  may: { record: socialWorkers },
  guards: [noCareOrderFrom17, noParentUnderSection20, shortBreaksApart],
  likelyIn: ['lookedAfter'],
  tells: ({ legalStatus }) => `Legal status changed to ${labelOf(legalStatuses, legalStatus)}.`,
})
