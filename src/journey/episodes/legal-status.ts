import { daysBetween } from '../../calendar/index.ts'
import type { LegalStatus } from '../codes/legal-statuses.ts'
import { adoptionPlacements } from '../codes/placement-types.ts'
import { episode } from '../episode.ts'
import type { RhythmMoment } from '../episode.ts'
import { adulthood, days, inForce, months } from '../law.ts'

/**
 * On which day at the latest it ends, counted from its first; and on which where it was prolonged, as one may be once. To
 * record the same again gives no more time than the last of them.
 */
const lastDays: Readonly<Record<string, readonly number[]>> = { L1: [3], L2: [8, 15], L3: [7] }

const lastDay = ({ detail, nth }: RhythmMoment): number | undefined => {
  const days = typeof detail.legalStatus === 'string' ? lastDays[detail.legalStatus] : undefined
  return days?.[nth] ?? days?.at(-1)
}

const adoptionAuthorised: readonly unknown[] = ['E1', 'D1'] satisfies readonly LegalStatus[]
const placedForAdoption: readonly unknown[] = adoptionPlacements

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
      untilBirthday: adulthood,
      appliesTo: at => lastDay(at) !== undefined,
      gaps: inForce([
        {
          from: '2010-01-01',
          spans: at => days((lastDay(at) ?? 0) - daysBetween(at.startedOn, at.anchoredOn)),
          lengths: Object.values(lastDays).flat().map(days),
          words:
            'police protection ends after 72 hours, counted here as 3 days; an emergency protection order after 8 days, or where it is prolonged, as it may be once, after 15; a child assessment order after 7 days',
          basis: 'Children Act 1989 sections 43(5), 45 and 46(6)',
        },
      ]),
    },
    adoptionReview: {
      title: 'Review of a child who waits for adoption',
      step: 'lookedAfterReview',
      by: 'conferenceChair',
      untilBirthday: adulthood,
      restsIn: { kind: 'placement', back: days(42), called: 'the return of the child' },
      // Once the child is placed the reviews of the placement take its place.
      appliesTo: ({ detail, during }) =>
        adoptionAuthorised.includes(detail.legalStatus) &&
        !placedForAdoption.includes(during('placement')?.placementType),
      gaps: inForce([
        {
          from: '2010-01-01',
          spans: [months(3), months(6)],
          basis: 'Adoption Agencies Regulations 2005, regulation 36',
        },
      ]),
      counting: [
        'Only under a placement or freeing order, while the child is not placed for adoption. A child who was, and returns, is reviewed within 42 days (paragraph 8).',
      ],
    },
  },
})
