import { dutyCallers } from '../codes/out-of-hours.ts'
import { dutyOutcomes, dutyQuestions, tellsOfSafety } from '../duty-questions.ts'
import { choice, moment, optional, prose, text } from '../fields.ts'
import { socialWorkers } from '../recorders.ts'
import { lowerFirst } from '../sentences.ts'
import { step } from '../step.ts'

const { whichHour, ...others } = dutyQuestions

export const dutyCall = step({
  title: 'Duty call',
  family: 'outOfHours',
  basis: 'Local practice: help out of hours, every call in the child’s record and handed over in the morning',
  about: 'Somebody calls the duty team about a child in the evening, at night, at the weekend or on a bank holiday.',
  fields: {
    calledAt: moment('When the call came'),
    whichHour,
    caller: choice('Who called', dutyCallers),
    callerName: optional(text('Name, and where to call back')),
    happened: prose('What happened'),
    ...others,
  },
  completedOn: 'calledAt',
  outcomes: dutyOutcomes,
  may: { record: socialWorkers },
  likelyIn: ['missing'],
  tells: ({ caller, safeNow }, outcome) =>
    `Call to the duty team from: ${lowerFirst(dutyCallers[caller])}. ${tellsOfSafety(safeNow, outcome)}`,
})
