import { date, optional, prose } from '../fields.ts'
import { childInNeedRecorders } from '../recorders.ts'
import { step } from '../step.ts'

export const childInNeedPlan = step({
  title: 'Child in need plan',
  family: 'inNeed',
  basis: 'Children Act 1989 section 17; Working Together',
  about: 'What will be different for the child, who does what and by when, agreed with the child and the family.',
  fields: {
    agreedOn: date('Date the plan was agreed'),
    goals: prose('What will be different for the child'),
    actions: optional(prose('Who does what, by when')),
    visits: optional(prose('How often the child is visited, and by whom')),
    childsView: optional(prose('What the child says')),
    familysView: optional(prose('What the family says')),
  },
  completedOn: 'agreedOn',
  outcomes: {
    agreed: { label: 'Agreed', opens: ['childInNeedPlan'] },
    revised: { label: 'The plan was revised' },
  },
  within: 'inNeed',
  may: childInNeedRecorders,
  likelyIn: ['inNeed', 'childInNeedPlan'],
  tells: (_, outcome) => `Child in need plan ${outcome}.`,
})
