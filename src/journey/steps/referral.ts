import { sources } from '../codes/sources.ts'
import { choice, date, optional, prose } from '../fields.ts'
import { workingDays } from '../law.ts'
import { frontDoorStaff } from '../recorders.ts'
import { lowerFirst } from '../sentences.ts'
import { step, within } from '../step.ts'
import { workingTogether } from '../working-together.ts'

const decisions = {
  assessment: 'Accepted for assessment',
  noFurtherAction: 'No further action',
  openTeam: 'Passed to the team already working with the child',
  earlyHelp: 'Passed to early help',
} as const

export const referral = step({
  title: 'Referral',
  family: 'frontDoor',
  basis: 'Children Act 1989 section 17; Working Together: a decision within one working day, and the referrer is told',
  about:
    'A request for help from children’s social care. Accepting it opens a period of need on the day it was received.',
  fields: {
    receivedOn: date('Date the referral was received'),
    source: choice('Who told us about the child', sources),
    why: prose('What they told us and ask for', { hint: 'In their words where you can' }),
    decidedOn: date('Date of the decision', { notBefore: 'receivedOn' }),
    rationale: optional(prose('Why this is the right help')),
  },
  happenedOn: 'receivedOn',
  completedOn: 'decidedOn',
  due: workingTogether(
    within(workingDays(1)).of(
      'contact.decidedOn',
      'multiAgencyEnquiry.completedOn',
      'earlyHelpAssessment.completedOn',
      'earlyHelpReview.heldOn',
    ),
  ),
  outcomes: {
    assessment: { label: decisions.assessment, opens: ['inNeed'], next: ['childAndFamilyAssessment'] },
    noFurtherAction: { label: decisions.noFurtherAction },
    openTeam: { label: decisions.openTeam },
    earlyHelp: { label: decisions.earlyHelp, next: ['earlyHelpAssessment'] },
  },
  may: { record: frontDoorStaff },
  tells: ({ source }, outcome) => `Referral from ${lowerFirst(sources[source])}. ${decisions[outcome]}.`,
})
