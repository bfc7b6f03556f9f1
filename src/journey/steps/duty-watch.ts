import { inWords } from '../../calendar/index.ts'
import { date, optional, prose } from '../fields.ts'
import { anyPractitioner } from '../recorders.ts'
import { step } from '../step.ts'

export const dutyWatch = step({
  title: 'Note for the duty team',
  family: 'outOfHours',
  basis: 'Local practice: the day team tells the duty team of a child for whom the night may bring a call',
  about:
    'A worker of the day tells the duty team about a child: why, and what to do if they are called. It stands on the duty team’s board until the night of its last day is over; to end it sooner, correct that day or withdraw it.',
  fields: {
    notedOn: date('Date of the note'),
    until: date('The last night', { mayBeInFuture: true, notBefore: 'notedOn' }),
    why: prose('Why the duty team should know', { longest: 2000 }),
    whatToDo: optional(prose('What to do if they are called', { longest: 2000 })),
  },
  completedOn: 'notedOn',
  outcomes: { noted: { label: 'Told' } },
  may: { record: anyPractitioner },
  likelyIn: ['childProtectionPlan', 'lookedAfter', 'missing'],
  significant: false,
  tells: ({ until }) => `The duty team was told of the child, until the night of ${inWords(until)}.`,
})
