import { moment, optional, prose } from '../fields.ts'
import { inForce, local, workingMorning } from '../law.ts'
import { anyPractitioner } from '../recorders.ts'
import { step, within } from '../step.ts'

export const handoverAccepted = step({
  title: 'Handover from the duty team',
  family: 'outOfHours',
  basis: 'Local practice: nothing that was done at night is unread by ten in the morning',
  about:
    'The day team has read what the duty team did about a child and takes it on, by name. The duty team and the manager see what nobody has accepted.',
  fields: {
    acceptedAt: moment('When it was accepted'),
    words: optional(prose('What will be done')),
  },
  completedOn: 'acceptedAt',
  due: inForce([
    {
      from: '2010-01-01',
      ...within(local(workingMorning(10))).of('dutyCall.calledAt', 'dutyVisit.visitedAt'),
      basis: 'Local practice: what was done at night is read by ten in the morning',
    },
  ]),
  outcomes: { accepted: { label: 'Accepted' } },
  may: { record: anyPractitioner },
  significant: false,
  tells: () => 'The day team accepted what the duty team handed over.',
})
