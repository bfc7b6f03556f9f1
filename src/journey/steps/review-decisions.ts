import { date, optional, prose } from '../fields.ts'
import { inForce, workingDays } from '../law.ts'
import { reviewingStaff } from '../recorders.ts'
import { step, within } from '../step.ts'

export const reviewDecisions = step({
  title: 'Decisions of a looked-after review',
  family: 'lookedAfter',
  basis: 'Independent Reviewing Officers’ Handbook',
  about: 'What a looked-after review decided, written down by the reviewing officer and sent to those it concerns.',
  fields: {
    sentOn: date('Date on which they were sent'),
    decisions: prose('What was decided, by whom it is done and by when'),
    sentTo: optional(prose('To whom they were sent')),
  },
  completedOn: 'sentOn',
  expectedSince: '2020-12-01',
  due: inForce([
    {
      from: '2020-12-01',
      ...within(workingDays(5)).of('lookedAfterReview.heldOn'),
      basis: 'Independent Reviewing Officers’ Handbook: decisions are written within 5 working days',
    },
  ]),
  outcomes: { sent: { label: 'Sent' } },
  may: { record: reviewingStaff },
  significant: false,
  tells: () => 'What the looked-after review decided was sent.',
})
