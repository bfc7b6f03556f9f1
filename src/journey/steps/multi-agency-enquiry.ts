import { date, prose, text, optional } from '../fields.ts'
import { inForce, local, workingDays } from '../law.ts'
import { frontDoorStaff } from '../recorders.ts'
import { step, within } from '../step.ts'

const decisions = {
  assessmentService: 'passed to the Assessment Service',
  earlyHelp: 'passed to early help',
  informationAndAdvice: 'information and advice',
} as const

export const multiAgencyEnquiry = step({
  title: 'Multi-agency partnership enquiry',
  family: 'frontDoor',
  basis: 'Local practice, under the partners’ duty to co-operate: Children Act 2004 section 10',
  about:
    'The multi-agency partnership team brings together what police, health, schools and others know about the child, so that the right help can be chosen.',
  fields: {
    completedOn: date('Date the enquiry was completed'),
    partners: optional(text('Who shared what they know')),
    found: prose('What was found'),
  },
  completedOn: 'completedOn',
  due: inForce([
    {
      from: '2010-01-01',
      ...within(local(workingDays(3))).of('contact.decidedOn'),
      basis: 'Local practice: enquiries in up to 3 working days, sooner where the risk is higher',
    },
  ]),
  outcomes: {
    assessmentService: { label: 'Assessment Service', next: ['referral'] },
    earlyHelp: { label: 'Early help', next: ['earlyHelpAssessment'] },
    informationAndAdvice: { label: 'Information and advice' },
  },
  may: { record: frontDoorStaff },
  tells: (_, outcome) => `Multi-agency enquiry completed: ${decisions[outcome]}.`,
})
