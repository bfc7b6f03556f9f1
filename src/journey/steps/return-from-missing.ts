import { moment, optional, prose } from '../fields.ts'
import { anyPractitioner } from '../recorders.ts'
import { step } from '../step.ts'

export const returnFromMissing = step({
  title: 'Return from missing',
  family: 'missing',
  basis: 'Statutory guidance on children who run away or go missing, January 2014',
  about: 'The child is back or has been found. A return interview is offered every time.',
  fields: {
    returnedAt: moment('Date and time of return'),
    howFound: optional(prose('How the child came back, and how they are')),
  },
  completedOn: 'returnedAt',
  outcomes: { returned: { label: 'Returned', closes: ['missing'], next: ['returnInterview'] } },
  may: { record: anyPractitioner },
  likelyIn: ['missing'],
  tells: () => 'Returned from being missing.',
})
