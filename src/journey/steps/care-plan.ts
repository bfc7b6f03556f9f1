import { date, optional, prose, text } from '../fields.ts'
import { planQuestions } from '../plans/questions.ts'
import { socialWorkers } from '../recorders.ts'
import { step } from '../step.ts'

export const carePlan = step({
  title: 'Care plan',
  family: 'lookedAfter',
  basis: 'Care Planning Regulations 2010, regulations 4 to 6; Children Act 1989 section 31A where a court is asked',
  about:
    'How the child is to be brought up while in the council’s care: the plan for permanence, what the child needs and who does what. It is not changed in substance before a review has looked at it, unless it cannot wait.',
  fields: {
    agreedOn: date('Date the plan was agreed'),
    childsView: planQuestions.childsView,
    familysView: planQuestions.familysView,
    permanence: optional(prose('The long-term plan for the child’s upbringing, and the timescale')),
    plan: planQuestions.plan,
    visitEvery: planQuestions.visitEvery,
    emotions: optional(prose('Emotional and behavioural development')),
    identity: optional(prose('Identity: religion, culture, language, heritage')),
    familyTies: optional(prose('Family and friends: brothers and sisters, time together, who may not meet')),
    presentation: optional(prose('Social presentation and looking after oneself')),
    agreedWith: optional(text('With whom it was agreed')),
    whyNotAgreed: optional(prose('If a parent, or a child of 16 or over, did not agree, why not')),
  },
  completedOn: 'agreedOn',
  outcomes: { agreed: { label: 'Agreed' }, revised: { label: 'The plan was revised' } },
  may: { record: socialWorkers },
  likelyIn: ['lookedAfter'],
  tells: (_, outcome) => `Care plan ${outcome}.`,
})
