import { date, optional, prose } from '../fields.ts'
import { inForce, local, workingDays } from '../law.ts'
import { onlyForChildren } from '../guards.ts'
import { socialWorkers } from '../recorders.ts'
import { step, within } from '../step.ts'

const decisions = {
  section47: 'a section 47 enquiry starts',
  noFurtherAction: 'no section 47 enquiry',
  assessment: 'no section 47 enquiry; the assessment goes on under section 17',
} as const

export const strategyDiscussion = step({
  title: 'Strategy discussion',
  family: 'protection',
  basis: 'Children Act 1989 section 47; Working Together: social care, police and health at least',
  about:
    'Social care, police, health and others decide together whether there is reasonable cause to suspect significant harm. The discussion that starts a section 47 enquiry starts the clock of the initial conference.',
  fields: {
    heldOn: date('Date of the strategy discussion'),
    present: prose('Who took part', { hint: 'Name, role and agency of each' }),
    concerns: prose('What was shared, and the concerns'),
    decision: optional(prose('The decision and the reasons for it')),
    immediateSafety: optional(prose('How the child is kept safe meanwhile')),
  },
  completedOn: 'heldOn',
  due: inForce([
    {
      from: '2010-01-01',
      ...within(local(workingDays(1))).of(
        'childAndFamilyAssessment.completedOn',
        'childInNeedReview.heldOn',
        'referral.decidedOn',
      ),
      basis: 'Local practice: the same day where urgent; there is no national number',
    },
  ]),
  outcomes: {
    section47: { label: 'Start a section 47 enquiry', next: ['section47Enquiry'] },
    noFurtherAction: { label: 'No section 47 enquiry' },
    assessment: { label: 'No section 47 enquiry; assess under section 17' },
  },
  within: 'inNeed',
  evenOutside: true,
  may: { record: socialWorkers },
  guards: [onlyForChildren('A strategy discussion', 'Children Act 1989 sections 47 and 105(1)')],
  likelyIn: ['inNeed', 'childInNeedPlan', 'childProtectionPlan', 'lookedAfter'],
  tells: (_, outcome) => `Strategy discussion: ${decisions[outcome]}.`,
})
