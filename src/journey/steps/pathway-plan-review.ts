import { date, optional, prose } from '../fields.ts'
import { planFromNowOn, planViews } from '../plans/questions.ts'
import { leavingCareStaff } from '../recorders.ts'
import { step } from '../step.ts'

export const pathwayPlanReview = step({
  title: 'Pathway plan review',
  family: 'leavingCare',
  basis: 'Care Leavers (England) Regulations 2010, regulation 7',
  about: 'The young person and the personal adviser look at the plan: at least every 6 months, or when either asks.',
  fields: {
    heldOn: date('Date of the review'),
    youngPersonsView: optional(prose('What the young person wants')),
    progress: prose('What has changed for the young person'),
    familysView: planViews.familysView,
    ...planFromNowOn,
    actions: optional(prose('Who does what, by when', { retired: true, replacedBy: 'plan' })),
  },
  completedOn: 'heldOn',
  outcomes: { continues: { label: 'The plan continues' } },
  may: { record: leavingCareStaff },
  likelyIn: ['careLeaver', 'pathwayPlan'],
  tells: () => 'Pathway plan reviewed.',
})
