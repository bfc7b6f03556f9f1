import { date, optional, prose } from '../fields.ts'
import { inForce, local, workingDays } from '../law.ts'
import { reviewingStaff } from '../recorders.ts'
import { step, within } from '../step.ts'

export const decisionRecord = step({
  title: 'Decision record',
  family: 'protection',
  basis: 'Local practice: family and agencies hear what a conference decided before its minutes are written',
  about: 'What a child protection conference decided, sent to the family and to all who were invited.',
  fields: {
    sentOn: date('Date on which it was sent'),
    decisions: prose('What was decided, by whom it is done and by when'),
    sentTo: optional(prose('To whom it was sent')),
  },
  completedOn: 'sentOn',
  expectedSince: '2020-12-01',
  due: inForce([
    {
      from: '2020-12-01',
      ...within(local(workingDays(1))).of('initialConference.heldOn', 'reviewConference.heldOn'),
      basis: 'Local practice: the record of decisions is sent within 1 working day of the conference',
    },
  ]),
  outcomes: { sent: { label: 'Sent' } },
  may: { record: reviewingStaff },
  significant: false,
  tells: () => 'The record of what the conference decided was sent.',
})
