import { addYears } from '../../calendar/index.ts'
import { episode } from '../episode.ts'
import type { RhythmMoment } from '../episode.ts'
import type { LegalStatus } from '../codes/legal-statuses.ts'
import { adoptionPlacements } from '../codes/placement-types.ts'
import type { PlacementType } from '../codes/placement-types.ts'
import { adulthood, inForce, months, weeks } from '../law.ts'
import type { Span } from '../law.ts'
import { isLimited, placementLimits } from './placement-expiry.ts'
import { virtualVisitsInCare, visitCounts, visitsThatCount } from '../visit-questions.ts'

const isWithParent = (at: Pick<RhythmMoment, 'detail'>) => at.detail.placementType === 'P1'

const placedForAdoption: readonly unknown[] = adoptionPlacements

/** Where another body arranges where the child lives: a hospital, or a young offender institution. */
const arrangedByOthers: readonly unknown[] = ['R2', 'R5'] satisfies readonly PlacementType[]

const careOrders: readonly unknown[] = ['C1', 'C2'] satisfies readonly LegalStatus[]

/** Weekly until the first review, then by the interval of the paragraph that applies. */
const weeklyUntilReview = (at: RhythmMoment, then: Span): Span => (at.done('lookedAfterReview') ? then : weeks(1))

/**
 * How long until the next visit, by the paragraphs of regulation 28 of the Care Planning Regulations 2010, or where the
 * child is placed for adoption by regulation 36 of the Adoption Agencies Regulations 2005.
 */
const untilNextVisit = (at: RhythmMoment): Span => {
  const { visitingRule, longTerm, placementType } = at.detail
  const legalStatus = at.during('legalStatus')?.legalStatus
  const underInterimOrder = legalStatus === 'C1'
  if (visitingRule === 'temporaryApproval' || (isWithParent(at) && underInterimOrder))
    return weeklyUntilReview(at, weeks(4))
  if (visitingRule === 'parentBeforeAssessment') return weeklyUntilReview(at, weeks(6))
  if (placedForAdoption.includes(placementType)) return weeklyUntilReview(at, weeks(6))
  if (at.nth === 0) return weeks(1)
  const isFirstYear = at.anchoredOn < addYears(at.startedOn, 1)
  // Paragraph (6) is for a child in care, by an order: not for one by agreement or on remand.
  if (!isFirstYear && arrangedByOthers.includes(placementType) && careOrders.includes(legalStatus)) return months(3)
  if (isFirstYear || isWithParent(at)) return weeks(6)
  if (visitingRule === 'agreedLongTerm' && at.anchoredOn >= '2015-04-01') return months(6)
  return longTerm === true ? months(3) : weeks(6)
}

const words =
  'within 1 week of each placement, then every 6 weeks; after a year every 3 months where it is meant to last to 18, and every 6 months where a child in a long-term foster placement agrees (from April 2015), or every 3 months where a child under a care order lives where another body has arranged it, in hospital or in custody. Weekly until the first review, then every 6 weeks, with a parent before the assessment is complete; weekly until the first review, then every 4 weeks, with a temporarily approved carer or with a parent under an interim care order. Weekly until the first review, then every 6 weeks, where placed for adoption (Adoption Agencies Regulations 2005, regulation 36). Within a week of an order made while the child lives with a parent'

export const placement = episode({
  title: 'Placement',
  basis: 'Children Act 1989 section 22C; Care Planning Regulations 2010 (SI 2010/959)',
  about: 'Where a looked-after child lives and with whom. Visits are counted from the start of each placement.',
  detail: ['placementType', 'provider', 'milesFromHome', 'outsideCounty', 'longTerm', 'visitingRule', 'approvedOn'],
  oneAtATime: true,
  // A move to a home of the same kind is a move: the visits start anew, and it counts among the placements.
  anewEachTime: true,
  inside: 'lookedAfter',
  rhythms: {
    visit: {
      title: 'Looked-after visit',
      step: 'lookedAfterVisit',
      by: 'socialWorker',
      untilBirthday: adulthood,
      ownPlan: 'carePlan',
      soonerWith: {
        kind: 'legalStatus',
        called: 'the order',
        basis: 'Care Planning Regulations 2010, regulation 28',
        // Paragraphs (4) and (5): the child is visited within a week of the order.
        span: at => (isWithParent(at) ? weeks(1) : undefined),
      },
      gaps: inForce([
        {
          from: '2010-01-01',
          until: '2011-03-31',
          spans: untilNextVisit,
          words,
          basis: 'Before the Care Planning Regulations 2010: judged here as if they were in force',
        },
        {
          from: '2011-04-01',
          until: '2020-04-23',
          spans: untilNextVisit,
          words,
          basis: 'Care Planning Regulations 2010, regulation 28',
        },
        {
          from: '2020-04-24',
          until: '2020-09-25',
          spans: untilNextVisit,
          words,
          basis:
            'Care Planning Regulations 2010, regulation 28, as softened by SI 2020/445: where coronavirus made it impracticable, as soon as practicable after; a visit later than this date may be lawful',
        },
        {
          from: '2020-09-26',
          spans: untilNextVisit,
          words,
          basis: 'Care Planning Regulations 2010, regulation 28',
        },
      ]),
      counts: visitCounts(virtualVisitsInCare),
      counting: visitsThatCount(virtualVisitsInCare),
    },
    expiry: {
      title: 'Approval, or another home, before this placement runs out',
      step: 'placementChange',
      by: 'socialWorker',
      untilBirthday: adulthood,
      appliesTo: isLimited,
      gaps: placementLimits,
    },
    adoptionReview: {
      title: 'Review of a placement for adoption',
      step: 'lookedAfterReview',
      by: 'conferenceChair',
      untilBirthday: adulthood,
      // The review that is held meets the one that would be due without the placement too.
      appliesTo: ({ detail }) => placedForAdoption.includes(detail.placementType),
      gaps: inForce([
        {
          from: '2010-01-01',
          spans: [weeks(4), months(3), months(6)],
          basis: 'Adoption Agencies Regulations 2005, regulation 36',
        },
      ]),
      counting: ['Only where the child is placed for adoption.'],
    },
  },
})
