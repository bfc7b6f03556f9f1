import { date, optional, prose } from '../fields.ts'
import { earlyHelpStaff } from '../recorders.ts'
import { step } from '../step.ts'

const conclusions = {
  continues: 'the plan continues',
  stepUp: 'stepped up to children’s social care',
  closes: 'early help can end',
} as const

export const earlyHelpReview = step({
  title: 'Early help review',
  family: 'earlyHelp',
  basis: 'Working Together: early help is reviewed with the family; how often is local practice',
  about: 'The family and those who help them look at what has changed and decide what happens next.',
  fields: {
    heldOn: date('Date of the review'),
    progress: prose('What has changed for the child'),
    childsView: optional(prose('What the child says')),
    familysView: optional(prose('What the family says')),
  },
  completedOn: 'heldOn',
  outcomes: {
    continues: { label: 'The plan continues' },
    stepUp: {
      label: 'Step up to children’s social care',
      closes: ['earlyHelp', 'earlyHelpAllocation', 'coWorkerAllocation'],
      next: ['referral'],
    },
    closes: { label: 'Early help can end', next: ['earlyHelpClosure'] },
  },
  may: { record: earlyHelpStaff },
  likelyIn: ['earlyHelp'],
  tells: (_, outcome) => `Early help review: ${conclusions[outcome]}.`,
})
