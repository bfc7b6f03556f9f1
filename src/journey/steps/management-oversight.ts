import { choices, date, optional, prose, text } from '../fields.ts'
import { driftKinds } from '../management/drift-kinds.ts'
import { ended } from '../sentences.ts'
import { step } from '../step.ts'

export const managementOversight = step({
  title: 'Management oversight',
  family: 'oversight',
  basis: 'Working Together: managers oversee decisions about children; how often is local practice',
  about:
    'A manager looks at what has happened, decides, and says why; about drift also when to look again. A decision to reassess starts a new assessment.',
  fields: {
    heldOn: date('Date of the decision'),
    event: text('What it is about'),
    decision: prose('The decision'),
    rationale: prose('Why'),
    who: optional(text('Who does it')),
    byWhen: optional(date('By when', { mayBeInFuture: true })),
    drift: optional(choices('Drift that this answers', driftKinds)),
    lookAgainOn: optional(
      date('Look again on', {
        mayBeInFuture: true,
        notBefore: 'heldOn',
        hint: 'Until that day the drift counts as answered',
      }),
    ),
  },
  completedOn: 'heldOn',
  outcomes: {
    recorded: { label: 'Recorded' },
    reassess: { label: 'Assess again', next: ['childAndFamilyAssessment'] },
    done: { label: 'What was decided has been done' },
  },
  may: { record: ['teamManager', 'serviceManager', 'director', 'conferenceChair'] },
  likelyIn: ['inNeed', 'childProtectionPlan', 'lookedAfter', 'earlyHelp', 'careLeaver'],
  tells: ({ event }, outcome) =>
    outcome === 'reassess'
      ? `A manager decided on a new assessment: ${ended(event)}`
      : outcome === 'done'
        ? `What a manager decided has been done: ${ended(event)}`
        : `Management oversight: ${ended(event)}`,
})
