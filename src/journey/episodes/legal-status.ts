import { daysBetween } from '../../calendar/index.ts'
import { episode } from '../episode.ts'
import type { RhythmMoment } from '../episode.ts'
import { days, inForce } from '../law.ts'

/**
 * On which day at the latest it ends, counted from its first; and on which where it was prolonged, as one may be once. To
 * record the same again gives no more time than the last of them.
 */
const lastDays: Readonly<Record<string, readonly number[]>> = { L1: [3], L2: [8, 15], L3: [7] }

const lastDay = ({ detail, nth }: RhythmMoment): number | undefined => {
  const days = typeof detail.legalStatus === 'string' ? lastDays[detail.legalStatus] : undefined
  return days?.[nth] ?? days?.at(-1)
}

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
      appliesTo: at => lastDay(at) !== undefined,
      gaps: inForce([
        {
          from: '2010-01-01',
          spans: at => days((lastDay(at) ?? 0) - daysBetween(at.startedOn, at.anchoredOn)),
          words:
            'police protection ends after 72 hours, counted here as 3 days; an emergency protection order after 8 days, or where it is prolonged, as it may be once, after 15; a child assessment order after 7 days',
          basis: 'Children Act 1989 sections 43(5), 45 and 46(6)',
        },
      ]),
    },
  },
})
