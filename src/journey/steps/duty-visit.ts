import { seenAtNight } from '../codes/out-of-hours.ts'
import { dutyOutcomes, dutyQuestions, tellsOfSafety } from '../duty-questions.ts'
import { choice, moment, optional, prose, text } from '../fields.ts'
import { socialWorkers } from '../recorders.ts'
import { lowerFirst } from '../sentences.ts'
import { step } from '../step.ts'

const { whichHour, ...others } = dutyQuestions

export const dutyVisit = step({
  title: 'Duty visit',
  family: 'outOfHours',
  basis: 'Local practice: help out of hours, every visit in the child’s record and handed over in the morning',
  about:
    'The duty team goes to a child. It is no visit of a plan or of the care regulations and meets none of those that are due, but the child has been seen.',
  fields: {
    visitedAt: moment('When you arrived'),
    whichHour,
    where: optional(text('Where')),
    childSeen: choice('The child was', seenAtNight),
    whoSeen: optional(text('Who else was seen')),
    seenAndHeard: prose('What you saw and heard'),
    childsWords: optional(prose('What the child said, in their own words')),
    ...others,
  },
  completedOn: 'visitedAt',
  outcomes: dutyOutcomes,
  may: { record: socialWorkers },
  likelyIn: ['missing'],
  tells: ({ childSeen, safeNow }, outcome) =>
    `Visit by the duty team: ${lowerFirst(seenAtNight[childSeen])}. ${tellsOfSafety(safeNow, outcome)}`,
})
