import { choice, date, optional, prose } from '../fields.ts'
import { inForce, workingDays } from '../law.ts'
import { sources } from '../sources.ts'
import { step, within } from '../step.ts'

export const referral = step({
  title: 'Referral',
  family: 'frontDoor',
  basis: 'Working Together to Safeguard Children: a manager decides what happens next within one working day',
  about: 'A request for services by children’s social care. Accepting it opens a period of need on the day it was received.',
  fields: {
    receivedOn: date('Date the referral was received'),
    source: choice('Who referred the child', sources),
    why: prose('Why the child was referred'),
    decidedOn: date('Date of the decision'),
    rationale: optional(prose('Why this is the right response')),
  },
  happenedOn: 'receivedOn',
  completedOn: 'decidedOn',
  due: inForce([
    {
      from: '2010-01-01',
      ...within(workingDays(1)).of('contact.decidedOn'),
      basis: 'Working Together 2010 chapter 5; from 2013 chapter 1; from 2023 chapter 3',
    },
  ]),
  outcomes: {
    assessment: { label: 'Child and family assessment', opens: ['inNeed'], next: ['childAndFamilyAssessment'] },
    noFurtherAction: { label: 'No further action' },
    earlyHelp: { label: 'Early help', next: ['earlyHelpAssessment'] },
  },
  may: { record: ['pointOfAccessWorker', 'dutyWorker', 'socialWorker', 'teamManager'] },
  tells: (answers, outcome) =>
    `Referred by ${sources[answers.source].toLowerCase()}. ${
      outcome === 'assessment' ? 'Accepted for assessment.' : outcome === 'earlyHelp' ? 'Passed to early help.' : 'No further action.'
    }`,
})
