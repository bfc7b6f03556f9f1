import { abuseCategories } from '../codes/abuse-categories.ts'
import { choice, date, optional, prose } from '../fields.ts'
import { planFromNowOn } from '../plans/questions.ts'
import { reviewingStaff } from '../recorders.ts'
import { labelOf } from '../sentences.ts'
import { step } from '../step.ts'

const decisions = {
  continues: 'the plan continues',
  changesCategory: 'the plan continues in another category',
  ends: 'the plan ends; a child in need plan follows',
  endsAndCloses: 'the plan ends',
} as const

export const reviewConference = step({
  title: 'Review child protection conference',
  family: 'protection',
  basis: 'Working Together: within 3 months of the initial conference, then at most every 6 months',
  about: 'Whether the child is safer, and whether the child protection plan goes on, changes or ends.',
  fields: {
    heldOn: date('Date of the conference'),
    present: optional(prose('Who took part', { hint: 'Name, role and agency of each' })),
    childsView: optional(prose('What the child says')),
    familysView: optional(prose('What the family says')),
    progress: prose('What has changed for the child'),
    decision: optional(prose('The decision and the reasons for it')),
    category: optional(choice('Category of abuse', abuseCategories)),
    ...planFromNowOn,
    reasonLate: optional(prose('If it was held late, why, and how the child was kept safe meanwhile')),
  },
  completedOn: 'heldOn',
  outcomes: {
    continues: { label: 'The plan continues', next: ['decisionRecord', 'meetingMinutes'] },
    changesCategory: {
      label: 'The plan continues, category changed',
      needs: ['category'],
      changes: ['categoryOfAbuse'],
      next: ['decisionRecord', 'meetingMinutes'],
    },
    ends: {
      label: 'The plan ends, child in need plan',
      closes: ['childProtectionPlan'],
      next: ['childInNeedPlan', 'decisionRecord', 'meetingMinutes'],
    },
    endsAndCloses: {
      label: 'The plan ends',
      closes: ['childProtectionPlan'],
      next: ['closure', 'decisionRecord', 'meetingMinutes'],
    },
  },
  may: { record: reviewingStaff },
  likelyIn: ['childProtectionPlan'],
  tells: ({ category }, outcome) =>
    outcome === 'changesCategory'
      ? `Review child protection conference: the category is now ${labelOf(abuseCategories, category)}.`
      : `Review child protection conference: ${decisions[outcome]}.`,
})
