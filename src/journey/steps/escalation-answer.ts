import { date, optional, prose } from '../fields.ts'
import { inForce, local, workingDays } from '../law.ts'
import { step, within } from '../step.ts'

const answers = {
  agreed: 'the manager agreed and acts',
  partly: 'the manager agreed in part',
  notAgreed: 'the manager did not agree',
} as const

export const escalationAnswer = step({
  title: 'Answer to a chair’s escalation',
  family: 'oversight',
  basis: 'Independent Reviewing Officers’ Handbook chapter 6; the days of each stage are local practice',
  about: 'The manager answers: what will be done and by when, or why not.',
  fields: {
    answeredOn: date('Date of the answer'),
    answer: prose('The answer'),
    actions: optional(prose('What will be done, by whom and by when')),
  },
  completedOn: 'answeredOn',
  due: inForce([
    {
      from: '2010-01-01',
      ...within(local(workingDays(5))).of('escalation.raisedOn', 'escalationStage.raisedOn'),
      basis: 'Local practice: each stage is answered within 5 working days',
    },
  ]),
  outcomes: {
    agreed: { label: 'Agreed' },
    partly: { label: 'Agreed in part' },
    notAgreed: { label: 'Not agreed' },
  },
  within: 'escalation',
  may: { record: ['teamManager', 'serviceManager', 'director'] },
  likelyIn: ['escalation'],
  tells: (_, outcome) => `Answer to the chair’s escalation: ${answers[outcome]}.`,
})
