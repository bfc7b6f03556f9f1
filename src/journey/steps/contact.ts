import { choice, date, optional, prose, text } from '../fields.ts'
import { step } from '../step.ts'
import { sources } from '../sources.ts'

export const contact = step({
  title: 'Contact',
  family: 'frontDoor',
  basis: 'Local practice: a contact has no definition in law',
  about: 'Somebody tells the single point of access about a child. The decision says which help is right, at which level.',
  fields: {
    receivedOn: date('Date the contact was received'),
    source: choice('Who made the contact', sources),
    sourceName: optional(text('Name and role of the person who made it')),
    why: prose('What they told us, in their words'),
    decidedOn: date('Date of the decision'),
    rationale: optional(prose('Why this is the right help')),
  },
  happenedOn: 'receivedOn',
  completedOn: 'decidedOn',
  outcomes: {
    informationAndAdvice: { label: 'Information and advice' },
    universalHelp: { label: 'Universal help' },
    earlyHelp: { label: 'Early help', next: ['earlyHelpAssessment'] },
    multiAgencyPartnership: { label: 'Multi-agency partnership team', next: ['referral'] },
    assessmentService: { label: 'Assessment Service', next: ['referral'] },
    openTeam: { label: 'Passed to the team already working with the child' },
  },
  may: { record: ['pointOfAccessWorker', 'dutyWorker', 'socialWorker', 'teamManager'] },
  tells: (answers, outcome) =>
    `${sources[answers.source]} contacted the single point of access. Outcome: ${contactOutcomes[outcome]}.`,
})

const contactOutcomes = {
  informationAndAdvice: 'information and advice',
  universalHelp: 'universal help',
  earlyHelp: 'early help',
  multiAgencyPartnership: 'multi-agency partnership team',
  assessmentService: 'Assessment Service',
  openTeam: 'passed to the team already working with the child',
} as const

