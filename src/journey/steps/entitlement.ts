import { entitlements } from '../codes/leaving-care.ts'
import { choice, date, optional, prose } from '../fields.ts'
import { leavingCareStaff } from '../recorders.ts'
import { step } from '../step.ts'

const endings = {
  given: 'given',
  notYet: 'not yet given',
  refused: 'refused by the young person',
  notEntitled: 'not something the young person is entitled to',
} as const

export const entitlement = step({
  title: 'Entitlement of a care leaver',
  family: 'leavingCare',
  basis:
    'Children Act 1989 sections 23C, 23CA, 23CZA and 24B; Children and Social Work Act 2017 section 2, the local offer; the council’s own local offer',
  about:
    'Where one thing that a care leaver is owed or offered stands: given, not yet, refused, or not theirs to have. What was said last stands.',
  fields: {
    on: date('Date'),
    entitlement: choice('What it is', entitlements),
    details: optional(prose('What was agreed, or why it was refused')),
  },
  completedOn: 'on',
  outcomes: {
    given: { label: 'Given' },
    notYet: { label: 'Not yet given' },
    refused: { label: 'Refused by the young person' },
    notEntitled: { label: 'Not entitled to it' },
  },
  may: { record: leavingCareStaff },
  likelyIn: ['careLeaver'],
  significant: false,
  tells: ({ entitlement: what }, outcome) => `${entitlements[what]}: ${endings[outcome]}.`,
})
