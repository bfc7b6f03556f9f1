/** The kinds that mixes in the controls are made of, and that the journeys use. */
export const contactSources = [
  'police',
  'health',
  'schools',
  'family',
  'localAuthority',
  'housing',
  'otherAgency',
  'anonymous',
] as const
export type ContactSource = (typeof contactSources)[number]

export const abuseCategories = ['neglect', 'emotional', 'physical', 'sexual'] as const
export type AbuseCategory = (typeof abuseCategories)[number]

export const otherLegalStatuses = [
  'interimCareOrder',
  'emergencyProtectionOrder',
  'policeProtection',
  'remand',
] as const
export const legalStatuses = ['section20', ...otherLegalStatuses] as const
export type LegalStatus = (typeof legalStatuses)[number]

export const ageBands = ['under1', 'from1to4', 'from5to9', 'from10to15', 'from16'] as const
export type AgeBand = (typeof ageBands)[number]

export const uascAges = ['14', '15', '16', '17'] as const

/** Where in a county a district lies; the teams of a service are parted by it. */
export const quadrantKeys = [
  'north-east',
  'north-west',
  'south-east',
  'south-west',
  'north',
  'east',
  'south',
  'west',
  'central',
] as const
