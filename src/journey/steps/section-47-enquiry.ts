import { choice, date, optional, prose, yesNo } from '../fields.ts'
import { workingDays } from '../law.ts'
import { onlyForChildren } from '../guards.ts'
import { managers, managersDay, socialWorkers } from '../recorders.ts'
import { labelOf } from '../sentences.ts'
import { step, within } from '../step.ts'
import { workingTogether } from '../working-together.ts'

const conclusions = {
  notSubstantiated: 'Concerns not substantiated',
  noContinuingRisk: 'Concerns substantiated, no continuing risk of significant harm',
} as const

export const section47Enquiry = step({
  title: 'Section 47 enquiry',
  family: 'protection',
  basis: 'Children Act 1989 section 47; Working Together',
  about:
    'Finding out whether a child suffers or is likely to suffer significant harm, and what must be done. It has no clock of its own: it is done in time for the conference, or says that none is needed.',
  fields: {
    startedOn: date('Date of the strategy discussion that started it'),
    completedOn: date('Date the enquiry was completed', { notBefore: 'startedOn', hint: managersDay }),
    seenOn: optional(date('Date the child was seen for it')),
    seenAlone: optional(yesNo('The child was seen alone')),
    childsView: optional(prose('What the child says')),
    findings: prose('What was found'),
    conclusion: optional(choice('If no conference is needed, why', conclusions)),
  },
  completedOn: 'completedOn',
  due: workingTogether(within(workingDays(15)).of('strategyDiscussion.heldOn')),
  outcomes: {
    conference: { label: 'Initial child protection conference', next: ['initialConference'] },
    noConference: { label: 'No conference needed', needs: ['conclusion'] },
  },
  within: 'inNeed',
  evenOutside: true,
  may: { record: socialWorkers, authorise: managers },
  // Authorised after the birthday, an enquiry into a child of 17 is that still.
  guards: [onlyForChildren('A section 47 enquiry', 'Children Act 1989 sections 47 and 105(1)', 'startedOn')],
  likelyIn: ['inNeed', 'childInNeedPlan', 'lookedAfter'],
  tells: ({ conclusion }, outcome) =>
    outcome === 'conference'
      ? 'Section 47 enquiry completed: an initial child protection conference is needed.'
      : `Section 47 enquiry completed: ${labelOf(conclusions, conclusion ?? 'notSubstantiated')}.`,
})
