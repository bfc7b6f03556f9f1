import { placementProviders } from './codes/placement-providers.ts'
import { placementTypes } from './codes/placement-types.ts'
import { choice, count, date, optional, postcode, text, yesNo } from './fields.ts'

/** Rules for visits, and for how long a placement may last, that do not follow from the placement and the legal status alone. */
export const visitingRules = {
  temporaryApproval: 'With a connected person who is approved temporarily (regulation 24)',
  outsideTerms: 'With an approved foster carer, outside the terms of the approval (regulation 23)',
  parentBeforeAssessment: 'With a parent before the assessment is complete (regulation 19)',
  agreedLongTerm:
    'Long-term foster placement of more than a year; the child agrees to fewer visits (regulation 28(3A))',
} as const

/** What is asked about any placement. */
export const placementQuestions = {
  placementType: choice('Kind of placement', placementTypes),
  provider: choice('Who provides it', placementProviders),
  where: text('Name of the carer or home'),
  postcode: optional(postcode('Postcode of the placement')),
  milesFromHome: optional(count('Miles from home, in a straight line')),
  outsideCounty: yesNo('The placement is outside the council’s area'),
  longTerm: optional(yesNo('It is meant to last until the child is 18')),
  visitingRule: optional(
    choice('Whether another rule applies to visits, or to how long the placement may last', visitingRules),
  ),
  approvedOn: optional(
    date('Date of the temporary approval', {
      hint: 'Where it was given before the placement began: a child who comes back to the carer brings no new one.',
      when: { field: 'visitingRule', is: ['temporaryApproval'] },
    }),
  ),
} as const
