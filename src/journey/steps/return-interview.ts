import { date, optional, prose, text } from '../fields.ts'
import { hours, inForce } from '../law.ts'
import { anyPractitioner } from '../recorders.ts'
import { step, within } from '../step.ts'

export const returnInterview = step({
  title: 'Return interview',
  family: 'missing',
  basis: 'Statutory guidance on children who run away or go missing, January 2014',
  about:
    'Somebody independent listens to why the child went and what happened. It is offered within 72 hours of return, after every time; the child may decline.',
  fields: {
    heldOn: date('Date of the interview, or on which it was declined'),
    by: optional(text('Who held it')),
    childsWords: optional(prose('What the child said')),
    plan: optional(prose('What will be done')),
  },
  completedOn: 'heldOn',
  due: inForce([
    {
      from: '2014-01-01',
      ...within(hours(72)).of('returnFromMissing.returnedAt'),
      basis: 'Statutory guidance on children who run away or go missing, January 2014',
    },
  ]),
  outcomes: { held: { label: 'Held' }, declined: { label: 'The child declined' } },
  may: { record: anyPractitioner },
  likelyIn: ['missing', 'lookedAfter'],
  tells: (_, outcome) => (outcome === 'held' ? 'Return interview held.' : 'Return interview offered and declined.'),
})
