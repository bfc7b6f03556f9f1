import { date, optional, prose } from '../fields.ts'
import { planFromNowOn, planViews } from '../plans/questions.ts'
import { reviewingStaff, socialWorkers } from '../recorders.ts'
import { step } from '../step.ts'

export const coreGroup = step({
  title: 'Core group',
  family: 'protection',
  basis: 'Working Together: first within 10 working days of the initial conference; then as often as the plan needs',
  about: 'The family and those in the plan make it detailed, put it into practice and watch whether it works.',
  fields: {
    heldOn: date('Date of the core group'),
    present: optional(prose('Who took part', { hint: 'Name, role and agency of each' })),
    progress: prose('What has changed for the child'),
    ...planViews,
    ...planFromNowOn,
    actions: optional(prose('Who does what, by when', { retired: true, replacedBy: 'plan' })),
  },
  completedOn: 'heldOn',
  outcomes: { held: { label: 'Held' } },
  may: { record: [...socialWorkers, ...reviewingStaff] },
  likelyIn: ['childProtectionPlan'],
  significant: false,
  tells: () => 'Core group met.',
})
