import { date, optional, prose } from '../fields.ts'
import { planQuestions } from '../plans/questions.ts'
import { childInNeedRecorders } from '../recorders.ts'
import { step } from '../step.ts'

export const childInNeedPlan = step({
  title: 'Child in need plan',
  family: 'inNeed',
  basis: 'Children Act 1989 section 17; Working Together',
  about: 'What will be different for the child, who does what and by when, agreed with the child and the family.',
  fields: {
    agreedOn: date('Date the plan was agreed'),
    childsView: planQuestions.childsView,
    familysView: planQuestions.familysView,
    plan: planQuestions.plan,
    visitEvery: planQuestions.visitEvery,
    visits: optional(prose('How often the child is visited, and by whom')),
    goals: optional(prose('What will be different for the child', { retired: true, replacedBy: 'plan' })),
    actions: optional(prose('Who does what, by when', { retired: true, replacedBy: 'plan' })),
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
