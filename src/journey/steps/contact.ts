import { sources } from '../codes/sources.ts'
import { choice, date, optional, prose, text } from '../fields.ts'
import { frontDoorStaff } from '../recorders.ts'
import { lowerFirst } from '../sentences.ts'
import { step } from '../step.ts'

const outcomes = {
  informationAndAdvice: { label: 'Information and advice' },
  universalHelp: { label: 'Universal help' },
  earlyHelp: { label: 'Early help', next: ['earlyHelpAssessment'] },
  multiAgencyPartnership: { label: 'Multi-agency partnership team', next: ['multiAgencyEnquiry'] },
  assessmentService: { label: 'Assessment Service', next: ['referral'] },
  dutyVisit: { label: 'Duty visit', next: ['referral'] },
  learnersServices: { label: 'Learners’ services' },
  openTeam: { label: 'Passed to the team already working with the child' },
} as const

export const contact = step({
  title: 'Contact',
  family: 'frontDoor',
  basis: 'Local practice: a contact has no definition in law, and its decision is commonly made within one working day',
  about:
    'Somebody tells the single point of access about a child. The decision says which help is right, at which level.',
  fields: {
    receivedOn: date('Date the contact was received'),
    source: choice('Who told us about the child', sources),
    sourceName: optional(text('Name and role of the person')),
    why: prose('What they told us and ask for', { hint: 'In their words where you can' }),
    decidedOn: date('Date of the decision', { notBefore: 'receivedOn' }),
    rationale: optional(prose('Why this is the right help')),
  },
  happenedOn: 'receivedOn',
  completedOn: 'decidedOn',
  outcomes,
  may: { record: frontDoorStaff },
  tells: ({ source }, outcome) =>
    `Contact from ${lowerFirst(sources[source])}. Outcome: ${
      // The service's name keeps its capitals.
      outcome === 'assessmentService' ? outcomes[outcome].label : lowerFirst(outcomes[outcome].label)
    }.`,
})
