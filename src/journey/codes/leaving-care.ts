/** By what means somebody was in touch with a young person. */
export const contactMeans = {
  inPerson: 'In person',
  video: 'By video',
  telephone: 'By telephone',
  message: 'By text or message',
  written: 'By letter or email',
  others: 'Through somebody else',
} as const

/** What a council offers a care leaver, by law, guidance or its own local offer. */
export const entitlements = {
  settingUpHome: 'Setting up home allowance',
  higherEducation: 'Higher education bursary',
  councilTax: 'Council tax exemption',
  healthPassport: 'Health passport',
  railCard: 'Rail card',
  stayingPut: 'Staying put',
  localOffer: 'Local offer explained',
} as const

export type Entitlement = keyof typeof entitlements
