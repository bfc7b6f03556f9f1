import { episode } from '../episode.ts'
import type { RhythmMoment } from '../episode.ts'
import { days, inForce } from '../law.ts'

const longestDays: Readonly<Record<string, number>> = { L1: 3, L2: 8, L3: 7 }

const longest = ({ detail }: RhythmMoment): number | undefined =>
  typeof detail.legalStatus === 'string' ? longestDays[detail.legalStatus] : undefined

export const legalStatus = episode({
  title: 'Legal status',
  basis: 'Children Act 1989 parts 3 to 5',
  about: 'The agreement or order under which the child is looked after.',
  detail: ['legalStatus'],
  oneAtATime: true,
  inside: 'lookedAfter',
  rhythms: {
    expiry: {
      title: 'Another legal status before this one runs out',
      step: 'legalStatusChange',
      by: 'socialWorker',
      appliesTo: at => longest(at) !== undefined,
      gaps: inForce([
        {
          from: '2010-01-01',
          spans: at => days(longest(at) ?? 0),
          words:
            'police protection ends after 72 hours, counted here as 3 days; an emergency protection order after 8 days; a child assessment order after 7 days',
          basis: 'Children Act 1989 sections 43(5), 45 and 46(6)',
        },
      ]),
    },
  },
})
