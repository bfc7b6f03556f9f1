import { abuseCategories } from '../codes/abuse-categories.ts'
import { choice, date, optional, prose } from '../fields.ts'
import { workingDays } from '../law.ts'
import { onlyForChildren } from '../guards.ts'
import { planFromNowOn } from '../plans/questions.ts'
import { reviewingStaff } from '../recorders.ts'
import { labelOf } from '../sentences.ts'
import { step, within } from '../step.ts'
import { workingTogether } from '../working-together.ts'

export const initialConference = step({
  title: 'Initial child protection conference',
  family: 'protection',
  basis:
    'Working Together: within 15 working days of the strategy discussion at which the section 47 enquiry was initiated',
  about:
    'The family and the professionals decide whether the child is likely to suffer significant harm and needs a child protection plan, and in which category.',
  fields: {
    heldOn: date('Date of the conference'),
    present: prose('Who took part', { hint: 'Name, role and agency of each' }),
    childsView: optional(prose('What the child says')),
    familysView: optional(prose('What the family says')),
    decision: prose('The decision and the reasons for it'),
    category: optional(choice('Category of abuse', abuseCategories)),
    outlinePlan: optional(prose('The outline plan and who is in the core group')),
    ...planFromNowOn,
    reasonLate: optional(prose('If it was held late, why, and how the child was kept safe meanwhile')),
  },
  completedOn: 'heldOn',
  due: workingTogether(within(workingDays(15)).of('strategyDiscussion.heldOn')),
  outcomes: {
    plan: {
      label: 'Child protection plan',
      needs: ['category'],
      opens: ['childProtectionPlan', 'categoryOfAbuse'],
      closes: ['childInNeedPlan'],
      next: ['decisionRecord', 'meetingMinutes'],
    },
    noPlan: { label: 'No child protection plan', next: ['childInNeedPlan', 'decisionRecord', 'meetingMinutes'] },
  },
  within: 'inNeed',
  evenOutside: true,
  may: { record: reviewingStaff },
  guards: [onlyForChildren('A child protection conference', 'Children Act 1989 sections 47 and 105(1)')],
  likelyIn: ['inNeed'],
  tells: ({ category }, outcome) =>
    outcome === 'plan'
      ? `Initial child protection conference: a child protection plan, ${labelOf(abuseCategories, category)}.`
      : 'Initial child protection conference: no child protection plan.',
})
