import { assessmentFactors } from '../codes/assessment-factors.ts'
import { choices, date, optional, prose, yesNo } from '../fields.ts'
import { workingDays } from '../law.ts'
import { childInNeedRecorders, managers, managersDay } from '../recorders.ts'
import { lowerFirst } from '../sentences.ts'
import { step, within } from '../step.ts'
import { workingTogether } from '../working-together.ts'

const clock = within(workingDays(45)).of('referral.receivedOn', 'managementOversight.heldOn')

const outcomes = {
  childInNeedPlan: { label: 'Child in need plan', next: ['childInNeedPlan'] },
  strategyDiscussion: { label: 'Strategy discussion', next: ['strategyDiscussion'] },
  lookedAfter: { label: 'The child needs to be looked after' },
  continues: { label: 'The existing plan continues' },
  noFurtherAction: { label: 'No further action', next: ['closure'] },
  stepDown: { label: 'Step down to early help', next: ['closure'] },
} as const

export const childAndFamilyAssessment = step({
  title: 'Child and family assessment',
  family: 'assessment',
  basis: 'Children Act 1989 section 17; Working Together: at most 45 working days from the referral',
  about:
    'What the child needs, what the family can do and what would help, with the child’s own view. It may run over its time where that serves the child: then say why. A later assessment of an open case is counted from the decision to reassess, which is local practice.',
  fields: {
    startedOn: date('Date the assessment started'),
    completedOn: date('Date the assessment was authorised', { notBefore: 'startedOn', hint: managersDay }),
    seenOn: optional(date('Date the child was last seen for it', { notBefore: 'startedOn' })),
    seenAlone: optional(yesNo('The child was seen alone')),
    factors: optional(choices('What bears on the child', assessmentFactors)),
    childsView: optional(prose('What the child says')),
    strengths: prose('What is going well'),
    worries: prose('What we are worried about'),
    analysis: optional(prose('What it means for the child')),
    decision: optional(prose('The decision and the reasons for it')),
    reasonLate: optional(prose('If it took longer than 45 working days, why that was right for the child')),
  },
  completedOn: 'completedOn',
  due: [
    {
      from: '2010-01-01',
      until: '2013-04-14',
      ...clock,
      basis:
        'Working Together 2010: initial assessment in 10 working days, core assessment in 35 more; counted here as one',
    },
    ...workingTogether(clock, '2013-04-15'),
  ],
  outcomes,
  within: 'inNeed',
  may: { ...childInNeedRecorders, authorise: managers },
  likelyIn: ['inNeed'],
  tells: (_, outcome) => `Child and family assessment completed: ${lowerFirst(outcomes[outcome].label)}.`,
})
