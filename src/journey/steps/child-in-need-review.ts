import { date, optional, prose } from '../fields.ts'
import { planFromNowOn } from '../plans/questions.ts'
import { childInNeedRecorders } from '../recorders.ts'
import { step } from '../step.ts'

const conclusions = {
  continues: 'the plan continues',
  ends: 'the plan ends',
  stepUp: 'a strategy discussion is needed',
} as const

export const childInNeedReview = step({
  title: 'Child in need review',
  family: 'inNeed',
  basis: 'Children Act 1989 section 17; Working Together asks for reviews, how often is local practice',
  about: 'The family and those who help them look at the plan and decide whether it goes on, ends, or is not enough.',
  fields: {
    heldOn: date('Date of the review'),
    present: optional(prose('Who took part')),
    progress: prose('What has changed for the child'),
    childsView: optional(prose('What the child says')),
    familysView: optional(prose('What the family says')),
    decision: optional(prose('What the review decided, and why')),
    ...planFromNowOn,
  },
  completedOn: 'heldOn',
  outcomes: {
    continues: { label: 'The plan continues' },
    ends: { label: 'The plan ends', closes: ['childInNeedPlan'], next: ['closure'] },
    stepUp: { label: 'Strategy discussion', next: ['strategyDiscussion'] },
  },
  may: childInNeedRecorders,
  likelyIn: ['childInNeedPlan'],
  tells: (_, outcome) => `Child in need review: ${conclusions[outcome]}.`,
})
