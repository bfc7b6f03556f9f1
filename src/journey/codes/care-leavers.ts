/** The categories of entitlement of young people who leave care (Children Act 1989 schedule 2 and sections 23A to 24). */
export const careLeaverCategories = {
  eligible: 'Eligible: 16 or 17 and looked after',
  relevant: 'Relevant: 16 or 17 and no longer looked after',
  formerRelevant: 'Former relevant: 18 to 24',
  qualifying: 'Qualifying: entitled to advice and help',
} as const

export type CareLeaverCategory = keyof typeof careLeaverCategories

/** Whether the council is in touch with a care leaver, by the codes of the looked-after return (SSDA903). */
export const inTouchAnswers = {
  YES: 'In touch',
  NO: 'Not in touch',
  REFU: 'Refuses contact',
  NREQ: 'Does not need the service',
  RHOM: 'Returned home for six months or more',
  DIED: 'Died',
} as const

/** Where a care leaver lives, by the codes of the looked-after return (SSDA903), before the digit for suitability. */
export const careLeaverAccommodation = {
  B: 'With parents or relatives',
  Z: 'With a former foster carer',
  U: 'Independent living',
  D: 'Semi-independent living',
  E: 'Supported lodgings',
  K: 'Ordinary lodgings',
  T: 'Foyer',
  C: 'Residential home',
  V: 'Emergency accommodation',
  W: 'Bed and breakfast',
  S: 'Homeless',
  X: 'Custody',
  G: 'Gone abroad',
  H: 'Deported',
  Y: 'Other',
  R: 'Not known',
} as const

/** What a care leaver does, by the codes of the looked-after return (SSDA903). F3 and P3 came before F4 to P5. */
export const careLeaverActivities = {
  F1: 'Full time in higher education',
  P1: 'Part time in higher education',
  F2: 'Full time in other education',
  P2: 'Part time in other education',
  F3: 'Full time in training or employment (older records)',
  P3: 'Part time in training or employment (older records)',
  F4: 'Full time in an apprenticeship',
  P4: 'Part time in an apprenticeship',
  F5: 'Full time in training or employment',
  P5: 'Part time in training or employment',
  G4: 'Not in education, employment or training: illness or disability',
  G5: 'Not in education, employment or training: other reason',
  G6: 'Not in education, employment or training: pregnancy or parenting',
} as const
