import { caseloadKinds } from '../allocation-parts.ts'
import { date, optional, prose } from '../fields.ts'
import { anyPractitioner } from '../recorders.ts'
import { step } from '../step.ts'

export const supervisionReply = step({
  title: 'Supervision: the worker’s own words',
  family: 'oversight',
  basis: 'Local practice: a record of supervision is agreed by both',
  about: 'The worker signs the record of a supervision that the manager wrote, and adds words of their own or differs.',
  fields: {
    signedOn: date('Date'),
    words: optional(prose('Your own words', { hint: 'This stands in the record of every child discussed' })),
  },
  completedOn: 'signedOn',
  outcomes: {
    agrees: { label: 'I agree with what is written' },
    differs: { label: 'I see something differently', needs: ['words'] },
  },
  may: { record: anyPractitioner },
  likelyIn: caseloadKinds,
  significant: false,
  tells: (_, outcome) =>
    outcome === 'differs'
      ? 'The worker signed the record of supervision and sees something differently.'
      : 'The worker signed the record of supervision.',
})
