import { episode } from '../episode.ts'
import { adulthood, inForce, local, months, workingDays } from '../law.ts'
import { virtualVisitsOnPlans, visitCounts, visitsThatCount } from '../visit-questions.ts'

export const childInNeedPlan = episode({
  title: 'Child in need plan',
  basis: 'Children Act 1989 section 17; Working Together',
  about: 'A plan for a child in need, with visits and reviews, until it ends or a stronger plan takes its place.',
  oneAtATime: true,
  inside: 'inNeed',
  rhythms: {
    visit: {
      title: 'Child in need visit',
      step: 'childInNeedVisit',
      by: 'socialWorker',
      untilBirthday: adulthood,
      ownPlan: 'childInNeedPlan',
      gaps: inForce([
        {
          from: '2010-01-01',
          spans: [local(workingDays(30))],
          basis: 'Local practice: there is no national interval; commonly 20 to 30 working days',
        },
      ]),
      counts: visitCounts(virtualVisitsOnPlans),
      counting: visitsThatCount(virtualVisitsOnPlans),
    },
    review: {
      title: 'Child in need review',
      step: 'childInNeedReview',
      by: 'socialWorker',
      untilBirthday: adulthood,
      gaps: inForce([
        {
          from: '2010-01-01',
          spans: [local(months(3))],
          basis: 'Local practice: there is no national interval; commonly 6 weeks to 3 months',
        },
      ]),
    },
  },
  standing: { words: 'Child in need plan', rank: 20 },
})
