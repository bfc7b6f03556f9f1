/** Legal statuses of looked-after children, by the codes of the looked-after return (SSDA903). */
export const legalStatuses = {
  V2: 'Section 20: accommodated by agreement',
  C1: 'Interim care order',
  C2: 'Care order',
  E1: 'Placement order',
  D1: 'Freeing order',
  L1: 'Police protection',
  L2: 'Emergency protection order',
  L3: 'Child assessment order',
  J1: 'Remanded to local authority accommodation or youth detention',
  J2: 'Accommodated under the Police and Criminal Evidence Act',
  J3: 'Youth rehabilitation order with a residence or fostering requirement',
  V3: 'Short breaks, each recorded',
  V4: 'Short breaks, recorded as a series',
} as const

export type LegalStatus = keyof typeof legalStatuses
