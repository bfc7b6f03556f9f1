import { episode } from '../episode.ts'
import { adulthood, inForce, local, months, weeks, workingDays } from '../law.ts'
import { virtualVisitsOnPlans, visitCounts, visitsThatCount } from '../visit-questions.ts'
import { workingTogether } from '../working-together.ts'

export const childProtectionPlan = episode({
  title: 'Child protection plan',
  basis: 'Working Together to Safeguard Children',
  about: 'The child is likely to suffer significant harm, and a plan agreed at a conference is to keep the child safe.',
  oneAtATime: true,
  rhythms: {
    visit: {
      title: 'Child protection visit',
      step: 'childProtectionVisit',
      by: 'socialWorker',
      untilBirthday: adulthood,
      ownPlan: 'childProtectionPlan',
      gaps: inForce([
        {
          from: '2010-01-01',
          spans: [local(workingDays(10))],
          basis: 'Local practice: neither law nor guidance has a number; commonly 10 working days',
        },
      ]),
      counts: visitCounts(virtualVisitsOnPlans),
      counting: visitsThatCount(virtualVisitsOnPlans),
    },
    coreGroup: {
      title: 'Core group',
      step: 'coreGroup',
      by: 'socialWorker',
      untilBirthday: adulthood,
      gaps: workingTogether({ spans: [workingDays(10), local(weeks(6))] }),
    },
    review: {
      title: 'Review child protection conference',
      step: 'reviewConference',
      by: 'conferenceChair',
      untilBirthday: adulthood,
      gaps: workingTogether({ spans: [months(3), months(6)] }),
    },
  },
  standing: { words: 'Child protection plan', rank: 40 },
})
