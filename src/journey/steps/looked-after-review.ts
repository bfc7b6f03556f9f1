import { reviewParticipation } from '../codes/review-participation.ts'
import { choice, date, optional, prose, yesNo } from '../fields.ts'
import { planFromNowOn } from '../plans/questions.ts'
import { reviewingStaff } from '../recorders.ts'
import { labelOf } from '../sentences.ts'
import { step } from '../step.ts'

export const lookedAfterReview = step({
  title: 'Looked-after review',
  family: 'lookedAfter',
  basis: 'Care Planning Regulations 2010, regulations 32 to 36; Independent Reviewing Officers’ Handbook',
  about: 'The independent reviewing officer, the child and those who care for them look at the care plan.',
  fields: {
    heldOn: date('Date of the review'),
    participation: choice('How the child took part', reviewParticipation),
    seenBefore: optional(yesNo('The reviewing officer saw the child alone before the review')),
    childsView: optional(prose('What the child says')),
    progress: prose('What has changed for the child'),
    recommendations: optional(prose('What the review decided')),
    ...planFromNowOn,
  },
  completedOn: 'heldOn',
  outcomes: { continues: { label: 'Held', next: ['reviewDecisions', 'meetingMinutes'] } },
  may: { record: reviewingStaff },
  likelyIn: ['lookedAfter', 'shortBreaks'],
  tells: ({ participation }) => `Looked-after review. The child: ${labelOf(reviewParticipation, participation)}.`,
})
