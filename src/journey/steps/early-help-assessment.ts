import { date, optional, prose, yesNo } from '../fields.ts'
import { inForce, local, workingDays } from '../law.ts'
import { earlyHelpStaff } from '../recorders.ts'
import { step, within } from '../step.ts'

const conclusions = {
  plan: 'an early help plan',
  continues: 'the existing plan continues',
  stepUp: 'stepped up to children’s social care',
  noFurtherAction: 'no further help needed',
} as const

export const earlyHelpAssessment = step({
  title: 'Early help assessment',
  family: 'earlyHelp',
  basis: 'Children Act 2004 sections 10 and 11; Working Together: early help is voluntary and with consent',
  about:
    'A picture of the child and the family, made with them, of what goes well and what would help. An early help plan starts a period of early help.',
  fields: {
    completedOn: date('Date the assessment was completed'),
    consent: optional(yesNo('The family agrees to early help')),
    strengths: prose('What is going well'),
    needs: prose('What we are worried about and what is needed'),
    childsView: optional(prose('What the child says')),
    familysView: optional(prose('What the family says')),
  },
  completedOn: 'completedOn',
  due: inForce([
    {
      from: '2010-01-01',
      ...within(local(workingDays(30))).of(
        'contact.decidedOn',
        'multiAgencyEnquiry.completedOn',
        'referral.decidedOn',
        'closure.closedOn',
      ),
      basis: 'Local practice: there is no national number',
    },
  ]),
  outcomes: {
    plan: { label: 'Early help plan', opens: ['earlyHelp'], next: ['earlyHelpPlan'] },
    continues: { label: 'The existing plan continues' },
    stepUp: { label: 'Step up to children’s social care', next: ['referral'] },
    noFurtherAction: { label: 'No further help needed' },
  },
  may: { record: ['pointOfAccessWorker', ...earlyHelpStaff] },
  likelyIn: ['earlyHelp'],
  tells: (_, outcome) => `Early help assessment completed: ${conclusions[outcome]}.`,
})
