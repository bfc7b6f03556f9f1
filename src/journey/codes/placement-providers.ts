/** Who provides a placement, by the codes of the looked-after return (SSDA903). */
export const placementProviders = {
  PR0: 'Parent or another with parental responsibility',
  PR1: 'This council',
  PR2: 'Another council',
  PR3: 'Another public body',
  PR4: 'Private company',
  PR5: 'Voluntary organisation',
} as const

export type PlacementProvider = keyof typeof placementProviders
