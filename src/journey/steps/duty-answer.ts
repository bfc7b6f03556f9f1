import { moment, prose } from '../fields.ts'
import { hours, inForce, local } from '../law.ts'
import { socialWorkers } from '../recorders.ts'
import { step, within } from '../step.ts'

const answers = {
  given: 'what was asked for was given',
  partly: 'something else was found',
  notGiven: 'it could not be given tonight',
} as const

export const dutyAnswer = step({
  title: 'Answer of a discipline of the duty team',
  family: 'outOfHours',
  basis: 'Local practice: a request at night is answered within the hour',
  about: 'What became of a request for a placement, for mental health triage or another discipline at night.',
  fields: {
    answeredAt: moment('When it was answered'),
    answer: prose('The answer'),
  },
  completedOn: 'answeredAt',
  due: inForce([
    {
      from: '2010-01-01',
      ...within(local(hours(1))).of('dutyRequest.askedAt'),
      basis: 'Local practice: a request at night is answered within the hour',
    },
  ]),
  outcomes: {
    given: { label: 'Yes: it was given' },
    partly: { label: 'In part: something else was found' },
    notGiven: { label: 'No: not tonight' },
  },
  may: { record: socialWorkers },
  significant: false,
  tells: (_, outcome) => `Answer to the duty team’s request: ${answers[outcome]}.`,
})
