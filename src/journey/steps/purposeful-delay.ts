import { inWords } from '../../calendar/index.ts'
import { date, optional, prose, text } from '../fields.ts'
import { anyPractitioner } from '../recorders.ts'
import { step } from '../step.ts'

export const purposefulDelay = step({
  title: 'A reason to wait',
  family: 'oversight',
  basis:
    'Local practice: a delay that serves the child is decided, with its reason and its end, and not left to happen',
  about:
    'Work that is due waits on purpose: which, why, and until when. The work stays due, by the same rule and the same day, and is counted as before; the reason stands beside it.',
  fields: {
    decidedOn: date('Date of the decision'),
    work: text('Which piece of work waits'),
    rule: optional(
      text('Its rule in the record', {
        hint: 'It is filled in where the reason is given beside the work itself; leave it as it stands',
      }),
    ),
    until: date('Until when it waits', { mayBeInFuture: true, notBefore: 'decidedOn' }),
    why: prose('Why waiting serves the child', { longest: 2000 }),
  },
  completedOn: 'decidedOn',
  outcomes: { recorded: { label: 'Recorded' } },
  may: { record: anyPractitioner },
  likelyIn: ['inNeed', 'earlyHelp', 'lookedAfter', 'careLeaver'],
  significant: false,
  tells: ({ work, until }) => `Waits on purpose until ${inWords(until)}: ${work}.`,
})
