import { episode } from '../episode.ts'
import { adulthood, inForce, months } from '../law.ts'

const afterThreeMonthsThenSix = inForce([
  {
    from: '2010-01-01',
    spans: [months(3), months(6)],
    basis: 'Care Planning Regulations 2010, regulation 48 (from 1 April 2011; before it judged here as if in force)',
  },
])

export const shortBreaks = episode({
  title: 'Short breaks',
  called: 'the short breaks',
  basis: 'Children Act 1989 section 20; Care Planning Regulations 2010, regulation 48',
  about:
    'The child lives at home and stays with the same carer or in the same home for short breaks, at most 17 days at a time and 75 days in a year. It is told apart from care: such children are visited and reviewed less often, and are not counted among those in care.',
  detail: ['legalStatus', 'placementType', 'provider'],
  oneAtATime: true,
  rhythms: {
    visit: {
      title: 'Visit during short breaks',
      step: 'lookedAfterVisit',
      by: 'socialWorker',
      untilBirthday: adulthood,
      gaps: afterThreeMonthsThenSix,
      counts: (_, outcome) => outcome === 'seen',
      counting: ['A visit counts where the child was seen.'],
    },
    review: {
      title: 'Review of short breaks',
      step: 'lookedAfterReview',
      by: 'conferenceChair',
      untilBirthday: adulthood,
      gaps: afterThreeMonthsThenSix,
    },
  },
  standing: { words: 'Short breaks', rank: 25 },
})
