import { ageOn } from '../../calendar/index.ts'
import { careLeaverCategories } from '../codes/care-leavers.ts'
import { choice, date, optional, prose } from '../fields.ts'
import { leavingCareStaff } from '../recorders.ts'
import { labelOf } from '../sentences.ts'
import { step } from '../step.ts'

const law = 'Children Act 1989 schedule 2 paragraph 19B and sections 23A, 23C and 24'

export const eligibility = step({
  title: 'Eligibility for leaving care support',
  family: 'leavingCare',
  basis: `${law}; Care Leavers (England) Regulations 2010 (SI 2010/2571)`,
  about:
    'Whether a young person who is or was looked after is owed support into adulthood, and in which category. Eligible: looked after for 13 weeks or more since the age of 14, some of it at 16 or 17.',
  fields: {
    decidedOn: date('Date of the decision'),
    eligibleOn: optional(date('Date they became entitled, where that is earlier')),
    category: choice('Category', careLeaverCategories),
    reasons: optional(prose('How the decision was reached')),
  },
  completedOn: 'decidedOn',
  outcomes: {
    // Whoever was qualifying and becomes entitled is owed a plan from then on.
    entitled: { label: 'Entitled', changes: ['careLeaver'], next: ['pathwayPlan'] },
    qualifying: {
      label: 'Qualifying: advice and help',
      changes: ['careLeaver'],
      closes: ['pathwayPlan'],
      noLonger: ['pathwayPlan'],
    },
    categoryChanged: { label: 'Entitled in another category', changes: ['careLeaver'] },
    notEntitled: { label: 'Not entitled' },
  },
  may: { record: leavingCareStaff },
  guards: [
    {
      law: 'Children Act 1989 section 24',
      forbids: 'a pathway plan owed to a qualifying young person, and the outcome of one with another category',
      refuses: ({ answers, outcome }) => {
        const isQualifying = answers.category === 'qualifying'
        if ((outcome === 'entitled' || outcome === 'categoryChanged') && isQualifying)
          return 'A qualifying young person is owed advice and help, and no pathway plan. Choose the outcome “Qualifying: advice and help”.'
        return outcome === 'qualifying' && !isQualifying
          ? 'The outcome says that the young person qualifies for advice and help. Choose the category “Qualifying”, or another outcome.'
          : undefined
      },
    },
    {
      law,
      forbids: 'a change of category for one who was qualifying, and a second entitlement beside the first',
      refuses: ({ outcome, openEpisodes }) => {
        const stands = openEpisodes.find(({ kind }) => kind === 'careLeaver')
        if (stands === undefined) return undefined
        if (outcome === 'categoryChanged' && stands.detail.category === 'qualifying')
          return 'The young person was qualifying and owed no pathway plan. Choose the outcome “Entitled”, which asks for one.'
        return outcome === 'entitled' && stands.detail.category !== 'qualifying'
          ? 'The young person is entitled already. Choose the outcome “Entitled in another category”, or end the support first.'
          : undefined
      },
    },
    {
      law,
      forbids: 'a category at an age that cannot have it',
      refuses: ({ answers, outcome, bornOn, happenedOn }) => {
        if (bornOn === undefined || outcome === 'notEntitled') return undefined
        const age = ageOn(bornOn, happenedOn)
        if (age < 16) return `Leaving care support starts at 16. On this date the young person was ${age}.`
        if (answers.category === 'formerRelevant' && age < 18)
          return `A former relevant young person is 18 or over. On this date the young person was ${age}.`
        if ((answers.category === 'eligible' || answers.category === 'relevant') && age >= 18)
          return `Eligible and relevant young people are 16 or 17. On this date the young person was ${age}.`
        return undefined
      },
    },
  ],
  likelyIn: ['lookedAfter', 'careLeaver'],
  tells: ({ category }, outcome) =>
    outcome === 'notEntitled'
      ? 'Found not entitled to leaving care support.'
      : `Entitled to leaving care support. ${labelOf(careLeaverCategories, category).replace(/^./, first => first.toUpperCase())}.`,
})
