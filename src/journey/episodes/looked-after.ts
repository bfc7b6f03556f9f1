import { ageOn, birthday } from '../../calendar/index.ts'
import { episode } from '../episode.ts'
import { eligibleFrom } from '../leaving-care/category.ts'
import { adulthood, inForce, local, months, workingDays } from '../law.ts'

/** The day from which care plans are kept in this record. */
const carePlansFrom = '2020-12-01'

export const lookedAfter = episode({
  title: 'Looked after',
  called: 'being looked after',
  basis: 'Children Act 1989 section 22; Care Planning Regulations 2010 (SI 2010/959)',
  about: 'The child is in the council’s care, by agreement or by an order, until care ends or the child turns 18.',
  detail: ['unaccompanied'],
  oneAtATime: true,
  rhythms: {
    carePlan: {
      title: 'Care plan',
      step: 'carePlan',
      by: 'socialWorker',
      untilBirthday: adulthood,
      // After that a review decides when it is revised.
      once: true,
      // Children who came earlier have theirs on paper.
      appliesTo: ({ anchoredOn }) => anchoredOn >= carePlansFrom,
      gaps: inForce([
        {
          from: carePlansFrom,
          spans: [workingDays(10)],
          basis:
            'Care Planning Regulations 2010, regulation 4(2): before the first placement, or within 10 working days of its start; kept in this record from 1 December 2020',
        },
      ]),
    },
    review: {
      title: 'Looked-after review',
      step: 'lookedAfterReview',
      by: 'conferenceChair',
      untilBirthday: adulthood,
      gaps: inForce([
        {
          from: '2010-01-01',
          until: '2011-03-31',
          spans: [workingDays(20), months(3), months(6)],
          basis: 'Review of Children’s Cases Regulations 1991 (4 weeks, counted here as 20 working days)',
        },
        {
          from: '2011-04-01',
          spans: [workingDays(20), months(3), months(6)],
          basis: 'Care Planning Regulations 2010, regulation 33',
        },
      ]),
    },
    healthAssessment: {
      title: 'Health assessment',
      step: 'healthAssessment',
      by: 'socialWorker',
      untilBirthday: adulthood,
      gaps: inForce([
        {
          from: '2010-01-01',
          // Without a date of birth the shorter interval is the safe one.
          spans: ({ nth, anchoredOn, bornOn }) =>
            nth === 0
              ? workingDays(20)
              : bornOn !== undefined && ageOn(bornOn, anchoredOn) >= 5
                ? months(12)
                : months(6),
          words:
            'first within 20 working days, in time for the first review; then every 6 months for a child under 5 and every 12 months from 5',
          basis:
            'Care Planning Regulations 2010, regulation 7 (in force from 1 April 2011, before it the 1991 regulations)',
        },
      ]),
      counts: ({ by }, outcome, _, nth) => nth > 0 || outcome === 'refused' || by === 'medicalPractitioner',
      counting: [
        'The first counts where a doctor made it, or the child refused; later ones by a nurse or midwife too.',
      ],
    },
    personalEducationPlan: {
      title: 'Personal education plan',
      step: 'personalEducationPlan',
      by: 'socialWorker',
      untilBirthday: adulthood,
      // A plan is expected from nursery age: the third birthday, which is local practice.
      notBefore: ({ bornOn }) => (bornOn === undefined ? undefined : birthday(bornOn, 3)),
      gaps: inForce([
        {
          from: '2010-01-01',
          spans: ({ nth, anchoredOn, bornOn }) =>
            nth > 0
              ? local(months(4))
              : bornOn !== undefined && birthday(bornOn, 3) > anchoredOn
                ? local(months(1))
                : workingDays(20),
          words:
            'started within 10 working days and ready within 20, for the first review; then each term, counted as 4 months; for a younger child from the third birthday',
          basis:
            'Care Planning Regulations 2010, regulation 5; education guidance February 2018; 4 months for a term and the third birthday are local practice',
        },
      ]),
    },
    eligibility: {
      title: 'Decision about support as a care leaver',
      step: 'eligibility',
      by: 'socialWorker',
      once: true,
      fromBirthday: 15,
      untilBirthday: adulthood,
      // By the dates of care in this record: care elsewhere before is for whoever decides.
      notBefore: ({ bornOn, startedOn, before }) =>
        bornOn === undefined ? undefined : eligibleFrom(bornOn, startedOn, before()),
      appliesTo: ({ during }) => during('careLeaver') === undefined,
      counts: (_, outcome) => outcome !== 'notEntitled',
      counting: ['Only where no support stands already. That somebody is not entitled yet does not count.'],
      gaps: inForce([
        {
          from: '2010-01-01',
          spans: () => months(3),
          lengths: [months(3)],
          words:
            'once, within 3 months of the 16th birthday, or of the day on which the young person has been looked after for 13 weeks since the age of 14 where that is later',
          basis:
            'Children Act 1989 schedule 2 paragraph 19B; Care Planning Regulations 2010, regulations 40 and 42 (in force from 1 April 2011; before it judged here as if in force): needs are assessed by then for the pathway plan',
        },
      ]),
    },
  },
  standing: { words: 'In our care', rank: 50 },
})
