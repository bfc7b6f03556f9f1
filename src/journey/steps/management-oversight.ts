import { date, prose, text } from '../fields.ts'
import { step } from '../step.ts'

export const managementOversight = step({
  title: 'Management oversight',
  family: 'oversight',
  basis: 'Working Together: managers oversee decisions about children; how often is local practice',
  about: 'A manager looks at what has happened, decides, and says why. A decision to reassess starts a new assessment.',
  fields: {
    heldOn: date('Date of the decision'),
    event: text('What it is about'),
    decision: prose('The decision'),
    rationale: prose('Why'),
  },
  completedOn: 'heldOn',
  outcomes: {
    recorded: { label: 'Recorded' },
    reassess: { label: 'Assess again', next: ['childAndFamilyAssessment'] },
  },
  may: { record: ['teamManager', 'serviceManager', 'director', 'conferenceChair'] },
  likelyIn: ['inNeed', 'childProtectionPlan', 'lookedAfter', 'earlyHelp', 'careLeaver'],
  tells: ({ event }, outcome) =>
    outcome === 'reassess' ? `A manager decided on a new assessment: ${event}` : `Management oversight: ${event}`,
})
