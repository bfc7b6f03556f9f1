import { date, prose, text } from '../fields.ts'
import { anyPractitioner } from '../recorders.ts'
import { step } from '../step.ts'

export const caseNote = step({
  title: 'Case note',
  family: 'notes',
  basis: 'Local practice: good recording',
  about: 'Anything worth keeping that is not one of the other steps: a call, a message, a thought.',
  fields: {
    happenedOn: date('Date it happened'),
    heading: text('Heading'),
    words: prose('What happened'),
  },
  completedOn: 'happenedOn',
  outcomes: { recorded: { label: 'Recorded' } },
  may: { record: anyPractitioner },
  likelyIn: ['inNeed', 'earlyHelp', 'childInNeedPlan', 'childProtectionPlan', 'lookedAfter', 'careLeaver'],
  significant: false,
  tells: ({ heading }) => `Case note: ${heading}`,
})
