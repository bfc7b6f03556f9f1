import { missingKinds } from '../codes/missing-kinds.ts'
import { choice, moment, optional, prose, text, yesNo } from '../fields.ts'
import { anyPractitioner } from '../recorders.ts'
import { step } from '../step.ts'

const sentences = {
  M: 'Went missing: where the child was, was not known.',
  A: 'Was away without authorisation.',
} as const

export const missing = step({
  title: 'Missing',
  family: 'missing',
  basis: 'Statutory guidance on children who run away or go missing, January 2014',
  about: 'A child goes missing from home or care, or is away without authorisation. Every time is recorded.',
  fields: {
    missingFrom: moment('Date and time the child was last seen'),
    kind: choice('How the child is absent', missingKinds),
    fromWhere: optional(text('Where the child went missing from')),
    policeTold: optional(yesNo('The police have been told')),
    concerns: optional(prose('What we know and are worried about')),
  },
  completedOn: 'missingFrom',
  outcomes: { missing: { label: 'Missing', opens: ['missing'], next: ['returnFromMissing'] } },
  may: { record: anyPractitioner },
  likelyIn: ['lookedAfter', 'childProtectionPlan', 'inNeed'],
  tells: ({ kind }) => sentences[kind],
})
