import { choice, date, optional, prose, yesNo } from '../fields.ts'
import { socialWorkers } from '../recorders.ts'
import { labelOf } from '../sentences.ts'
import { step } from '../step.ts'

const assessors = {
  medicalPractitioner: 'Registered medical practitioner',
  nurse: 'Registered nurse or midwife',
} as const

export const healthAssessment = step({
  title: 'Health assessment',
  family: 'lookedAfter',
  basis: 'Care Planning Regulations 2010, regulation 7; statutory guidance on the health of looked-after children 2015',
  about:
    'The state of the child’s health and what is needed. The first is made by a doctor, later ones may be by a nurse or midwife. A child who understands may refuse.',
  fields: {
    assessedOn: date('Date of the assessment, or of the refusal'),
    by: optional(choice('Who made it', assessors)),
    dentist: optional(yesNo('The child’s teeth were checked in the last 12 months')),
    immunised: optional(yesNo('The child’s immunisations are up to date')),
    needs: optional(prose('What the child’s health needs')),
  },
  completedOn: 'assessedOn',
  outcomes: {
    completed: { label: 'Completed', needs: ['by'] },
    refused: { label: 'The child refused' },
  },
  may: { record: ['businessSupport', 'personalAdviser', ...socialWorkers] },
  likelyIn: ['lookedAfter'],
  significant: false,
  tells: ({ by }, outcome) =>
    outcome === 'refused' ? 'Health assessment refused.' : `Health assessment by a ${labelOf(assessors, by)}.`,
})
