import { date, optional, prose } from '../fields.ts'
import { inForce, local, workingDays } from '../law.ts'
import { reviewingStaff } from '../recorders.ts'
import { step, within } from '../step.ts'

export const meetingMinutes = step({
  title: 'Minutes of a conference or review',
  family: 'oversight',
  basis: 'Local practice; for looked-after children the Independent Reviewing Officers’ Handbook',
  about: 'The minutes, written by business support, checked by the chair and sent to all who were invited.',
  fields: {
    approvedOn: date('Date on which the chair approved them'),
    minutes: prose('The minutes', { longest: 60_000 }),
    sentTo: optional(prose('To whom they were sent')),
  },
  completedOn: 'approvedOn',
  expectedSince: '2020-12-01',
  due: inForce([
    {
      from: '2020-12-01',
      ...within(local(workingDays(20))).of(
        'initialConference.heldOn',
        'reviewConference.heldOn',
        'lookedAfterReview.heldOn',
      ),
      basis: 'Local practice: minutes are sent within 20 working days of the meeting',
    },
  ]),
  outcomes: { approved: { label: 'Approved by the chair' } },
  may: { record: reviewingStaff },
  significant: false,
  tells: () => 'The minutes were approved and sent.',
})
