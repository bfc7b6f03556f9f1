/** Kinds of placement, by the codes of the looked-after return (SSDA903). H5 and P2 were in use until October 2023. */
export const placementTypes = {
  U1: 'Foster carer who is a relative or friend, long term',
  U2: 'Foster carer who is a relative or friend and approved to adopt',
  U3: 'Foster carer who is a relative or friend',
  U4: 'Foster carer, long term',
  U5: 'Foster carer approved to adopt',
  U6: 'Foster carer',
  P1: 'With own parent',
  K2: 'Children’s home',
  K1: 'Secure children’s home',
  K3: 'Registered supported accommodation',
  H5: 'Semi-independent living (before registration)',
  P2: 'Independent living (before registration)',
  A3: 'Placed for adoption with consent, with current foster carer',
  A4: 'Placed for adoption with consent, not with current foster carer',
  A5: 'Placed for adoption with placement order, with current foster carer',
  A6: 'Placed for adoption with placement order, not with current foster carer',
  R1: 'Residential care home',
  R2: 'Hospital or other health establishment',
  R3: 'Family centre or mother and baby unit',
  R5: 'Young offender institution',
  S1: 'Residential school',
  P3: 'Residential employment',
  T0: 'Any temporary move',
  T1: 'Temporary: hospital',
  T2: 'Temporary: holiday',
  T3: 'Temporary: carer on holiday',
  T4: 'Temporary: other, seven days or less',
  Z1: 'Other placement',
} as const

export type PlacementType = keyof typeof placementTypes

/** The kinds of placement that are with a foster carer. */
export const fosterPlacements: readonly PlacementType[] = ['U1', 'U2', 'U3', 'U4', 'U5', 'U6']

/** The kinds of placement in which a child is placed for adoption. */
export const adoptionPlacements: readonly PlacementType[] = ['A3', 'A4', 'A5', 'A6']
