const setOf = (codes: string): ReadonlySet<string> => new Set(codes.split(' '))

/** Reasons for a new episode (RNE). */
export const reasonsForNewEpisode = setOf('S L P T B U')

/** Legal statuses (LS). */
export const legalStatuses = setOf('C1 C2 D1 E1 V2 V3 V4 L1 L2 L3 J1 J2 J3')

/** Categories of need (CIN). */
export const categoriesOfNeed = setOf('N1 N2 N3 N4 N5 N6 N7 N8')

/** Placements for a while, in place of the usual one: a hospital, a holiday. */
export const temporaryPlacements = setOf('T0 T1 T2 T3 T4')

/** Placed for adoption: with the child's foster carers, or with others; with parents' consent, or by a placement order. */
export const adoptionPlacements = setOf('A3 A4 A5 A6')

/** Placements with foster carers: relatives, others; long term, for adoption, or neither. */
export const fosterPlacements = setOf('U1 U2 U3 U4 U5 U6')

/** Other placements: Z1, and the kinds into which it has been divided since 2025-26. */
export const otherPlacements = setOf('Z1 Z11 Z12 Z13 Z14')

/** Placement types (PLACE). */
export const placementTypes: ReadonlySet<string> = new Set([
  ...adoptionPlacements,
  ...setOf('K1 K2 K3 P1 P3 R1 R2 R3 R5 S1'),
  ...temporaryPlacements,
  ...fosterPlacements,
  ...otherPlacements,
])

/** Who provides a placement (PLACE_PROVIDER): PR0 is parents, PR1 the authority itself. */
export const placementProviders = setOf('PR0 PR1 PR2 PR3 PR4 PR5')

/** Why an episode ended (REC): X1 is that another began, any other that the child ceased to be looked after. */
export const reasonsCeased = setOf('X1 E11 E12 E2 E3 E4A E4B E13 E41 E45 E46 E47 E48 E5 E6 E7 E9 E14 E15 E16 E17 E8')

/** Why a placement was changed (REASON_PLACE_CHANGE). */
export const reasonsForPlacementChange = setOf(
  'CARPL CLOSE ALLEG STAND APPRR CREQB CREQO CHILD LAREQ PLACE CUSTOD OTHER',
)

/** Placements with the child's own foster carers, in which adoption is to follow. */
export const adoptionByFosterCarers = setOf('A3 A5')

/** Long-term fostering, by relatives or friends and by others. */
export const longTermFosterPlacements = setOf('U1 U4')

/** Placements for which no provider is asked. */
export const placementsWithoutProvider: ReadonlySet<string> = new Set([...temporaryPlacements, ...otherPlacements])

/** Placements that Ofsted does not inspect as provision for children in care, and which so have no URN. */
export const placementsWithoutUrn: ReadonlySet<string> = new Set([
  ...setOf('P1 P3 R1 R2 R5'),
  ...temporaryPlacements,
  ...otherPlacements,
])

/** Placements in a setting with a postcode of its own on Ofsted's list. */
export const placementsInSettings = setOf('K1 K2 K3 R3 S1')

/** Reasons for a new episode that say that the placement changed: with or without the carers and the legal status. */
export const placementChanged = setOf('P T B U')

/** Reasons why a child ceased to be looked after that say adopted: unopposed, or with consent dispensed with. */
export const adopted = setOf('E11 E12')
