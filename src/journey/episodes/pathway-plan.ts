import { episode } from '../episode.ts'
import { inForce, months, supportEnds } from '../law.ts'

export const pathwayPlan = episode({
  title: 'Pathway plan in force',
  called: 'the pathway plan',
  basis: 'Children Act 1989 section 23E; Care Leavers (England) Regulations 2010',
  about: 'A young person has a pathway plan, which is reviewed while support lasts.',
  oneAtATime: true,
  rhythms: {
    review: {
      title: 'Pathway plan review',
      step: 'pathwayPlanReview',
      by: 'personalAdviser',
      untilBirthday: supportEnds,
      gaps: inForce([
        {
          from: '2011-04-01',
          spans: [months(6)],
          basis: 'Care Leavers (England) Regulations 2010, regulation 7',
        },
      ]),
    },
  },
})
