import { date, optional, prose, text } from '../fields.ts'
import { socialWorkers } from '../recorders.ts'
import { step } from '../step.ts'

export const personalEducationPlan = step({
  title: 'Personal education plan',
  family: 'lookedAfter',
  basis: 'Care Planning Regulations 2010, regulation 5; statutory guidance on education February 2018',
  about: 'What the child needs to learn and thrive, agreed with the school, the carers and the virtual school head.',
  fields: {
    agreedOn: date('Date the plan was agreed'),
    school: optional(text('School or setting')),
    attainment: optional(prose('How the child gets on')),
    goals: prose('What will be different for the child'),
    childsView: optional(prose('What the child says')),
  },
  completedOn: 'agreedOn',
  outcomes: { agreed: { label: 'Agreed' } },
  may: { record: ['businessSupport', ...socialWorkers] },
  likelyIn: ['lookedAfter'],
  significant: false,
  tells: () => 'Personal education plan agreed.',
})
