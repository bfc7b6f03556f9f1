import { addYears } from '../../calendar/index.ts'
import { episode } from '../episode.ts'
import type { RhythmMoment } from '../episode.ts'
import { inForce, months, weeks } from '../law.ts'
import type { Span } from '../law.ts'
import { virtualVisitsInCare, visitCounts, visitsThatCount } from '../visit-questions.ts'

const isWithParent = (at: RhythmMoment) => at.detail.placementType === 'P1'

/** Weekly until the first review, then by the interval of the paragraph that applies. */
const weeklyUntilReview = (at: RhythmMoment, then: Span): Span => (at.done('lookedAfterReview') ? then : weeks(1))

/** How long until the next visit, by the paragraphs of regulation 28 of the Care Planning Regulations 2010. */
const untilNextVisit = (at: RhythmMoment): Span => {
  const { visitingRule, longTerm } = at.detail
  const underInterimOrder = at.during('legalStatus')?.legalStatus === 'C1'
  if (visitingRule === 'temporaryApproval' || (isWithParent(at) && underInterimOrder))
    return weeklyUntilReview(at, weeks(4))
  if (visitingRule === 'parentBeforeAssessment') return weeklyUntilReview(at, weeks(6))
  if (at.nth === 0) return weeks(1)
  const isFirstYear = at.anchoredOn < addYears(at.startedOn, 1)
  if (isFirstYear || isWithParent(at)) return weeks(6)
  if (visitingRule === 'agreedLongTerm' && at.anchoredOn >= '2015-04-01') return months(6)
  return longTerm === true ? months(3) : weeks(6)
}

const words =
  'within 1 week of each placement, then every 6 weeks; after a year every 3 months where it is meant to last to 18, and every 6 months where a child in a long-term foster placement agrees (from April 2015). Weekly until the first review, then every 6 weeks, with a parent before the assessment is complete; weekly until the first review, then every 4 weeks, with a temporarily approved carer or with a parent under an interim care order'

export const placement = episode({
  title: 'Placement',
  basis: 'Children Act 1989 section 22C; Care Planning Regulations 2010 (SI 2010/959)',
  about: 'Where a looked-after child lives and with whom. Visits are counted from the start of each placement.',
  detail: ['placementType', 'provider', 'milesFromHome', 'outsideCounty', 'longTerm', 'visitingRule'],
  oneAtATime: true,
  inside: 'lookedAfter',
  rhythms: {
    visit: {
      title: 'Looked-after visit',
      step: 'lookedAfterVisit',
      by: 'socialWorker',
      ownPlan: 'carePlan',
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
  },
})
