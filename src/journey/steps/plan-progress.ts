import { choice, date, optional, prose } from '../fields.ts'
import { plan } from '../plans/questions.ts'
import { planTitles } from '../plans/kinds.ts'
import { leavingCareStaff, reviewingStaff, socialWorkers } from '../recorders.ts'
import { labelOf } from '../sentences.ts'
import { step } from '../step.ts'

export const planProgress = step({
  title: 'Progress on a plan',
  family: 'notes',
  basis: 'Local practice: what was agreed is marked as done, moved or dropped when that is known, not only at reviews',
  about:
    'An action of a plan was done, put off or given up between two meetings. The plan stays as it is in everything else.',
  fields: {
    changedOn: date('Date from which it is so'),
    ofPlan: choice('Which plan', planTitles),
    plan,
    why: optional(prose('Why')),
  },
  completedOn: 'changedOn',
  outcomes: { recorded: { label: 'Recorded' } },
  may: { record: [...new Set([...socialWorkers, ...leavingCareStaff, ...reviewingStaff])] },
  likelyIn: ['childProtectionPlan', 'childInNeedPlan', 'lookedAfter', 'pathwayPlan'],
  significant: false,
  tells: ({ ofPlan }) => `Progress on the ${labelOf(planTitles, ofPlan)}.`,
})
