import { episode } from '../episode.ts'
import { inForce, local, months, weeks } from '../law.ts'

export const earlyHelp = episode({
  title: 'Early help',
  called: 'early help',
  basis: 'Children Act 2004 sections 10 and 11; Working Together',
  about: 'The family has agreed to help that comes before children’s social care needs to be involved.',
  oneAtATime: true,
  rhythms: {
    review: {
      title: 'Early help review',
      step: 'earlyHelpReview',
      by: 'earlyHelpWorker',
      gaps: inForce([
        {
          from: '2010-01-01',
          spans: [local(weeks(6)), local(months(3))],
          basis: 'Local practice: there is no national interval',
        },
      ]),
    },
  },
  standing: { words: 'Early help', rank: 5 },
})
