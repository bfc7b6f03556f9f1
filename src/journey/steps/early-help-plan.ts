import { date, optional, prose, text } from '../fields.ts'
import { inForce, local, workingDays } from '../law.ts'
import { earlyHelpStaff } from '../recorders.ts'
import { step, within } from '../step.ts'

export const earlyHelpPlan = step({
  title: 'Early help plan',
  family: 'earlyHelp',
  basis: 'Working Together: a lead practitioner and a plan agreed with the child and family',
  about: 'What the family, the lead practitioner and others will each do, and how all will know that it helps.',
  fields: {
    agreedOn: date('Date the plan was agreed'),
    goals: prose('What we want to be different for the child'),
    actions: optional(prose('Who does what, by when')),
    leadPractitioner: optional(text('Lead practitioner and where they work')),
  },
  completedOn: 'agreedOn',
  due: inForce([
    {
      from: '2010-01-01',
      ...within(local(workingDays(10))).of('earlyHelpAssessment.completedOn'),
      basis: 'Local practice: there is no national number',
    },
  ]),
  outcomes: { agreed: { label: 'Agreed' }, revised: { label: 'The plan was revised' } },
  within: 'earlyHelp',
  may: { record: earlyHelpStaff },
  likelyIn: ['earlyHelp'],
  tells: (_, outcome) => `Early help plan ${outcome} with the family.`,
})
