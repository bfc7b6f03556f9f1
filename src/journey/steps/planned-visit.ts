import { inWords, timeInWords } from '../../calendar/index.ts'
import { date, optional, prose, yesNo } from '../fields.ts'
import { socialWorkers } from '../recorders.ts'
import { step } from '../step.ts'
import { timeOfDay } from '../visit-questions.ts'

const visits = {
  lookedAfter: 'looked-after visit',
  protection: 'child protection visit',
  inNeed: 'child in need visit',
} as const

export const plannedVisit = step({
  title: 'Planned visit',
  family: 'notes',
  basis: 'Local practice: a day agreed with the family stands in the work due and in the calendar',
  about:
    'A day on which a child will be visited. To move it, correct the day; to cancel it, withdraw it. The visit that follows is recorded against it.',
  fields: {
    agreedOn: date('Date it was agreed'),
    visitOn: date('Day of the visit', { mayBeInFuture: true, notBefore: 'agreedOn' }),
    visitAt: optional(timeOfDay('Time of the visit')),
    familyKnows: optional(yesNo('The family knows of it')),
    purpose: optional(prose('What the visit is for')),
  },
  completedOn: 'agreedOn',
  outcomes: {
    lookedAfter: { label: 'A looked-after visit', next: ['lookedAfterVisit'] },
    protection: { label: 'A child protection visit', next: ['childProtectionVisit'] },
    inNeed: { label: 'A child in need visit', next: ['childInNeedVisit'] },
  },
  may: {
    record: ['personalAdviser', 'businessSupport', ...socialWorkers],
    later: [
      {
        from: '2023-12-15',
        record: ['earlyHelpWorker'],
        basis: 'Working Together 2023: the lead practitioner for a child in need need not be a social worker',
      },
    ],
  },
  likelyIn: ['lookedAfter', 'childProtectionPlan', 'childInNeedPlan', 'shortBreaks'],
  significant: false,
  tells: ({ visitOn, visitAt }, outcome) =>
    `A ${visits[outcome]} was planned for ${inWords(visitOn)}${visitAt === undefined ? '' : ` at ${timeInWords(visitAt)}`}.`,
})
