import { dutyDisciplines } from '../codes/out-of-hours.ts'
import { choice, moment, prose } from '../fields.ts'
import { socialWorkers } from '../recorders.ts'
import { lowerFirst } from '../sentences.ts'
import { step } from '../step.ts'

export const dutyRequest = step({
  title: 'Request to a discipline of the duty team',
  family: 'outOfHours',
  basis: 'Local practice: placements and mental health triage are there at night, beside social workers',
  about:
    'The duty worker asks a colleague of another discipline for something tonight: a placement, mental health triage.',
  fields: {
    askedAt: moment('When it was asked'),
    discipline: choice('Who is asked', dutyDisciplines),
    asks: prose('What is asked for'),
  },
  completedOn: 'askedAt',
  outcomes: { asked: { label: 'Asked', next: ['dutyAnswer'] } },
  may: { record: socialWorkers },
  likelyIn: ['missing'],
  significant: false,
  tells: ({ discipline }) => `The duty team asked for help from: ${lowerFirst(dutyDisciplines[discipline])}.`,
})
