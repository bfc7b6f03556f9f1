/** Who tells the council about a child, in the groups of the children in need census. */
export const sources = {
  police: 'Police',
  health: 'Health services',
  schools: 'School',
  educationServices: 'Education services',
  localAuthority: 'Local authority services',
  individual: 'Family member, friend or neighbour',
  housing: 'Housing',
  legalAgency: 'Other legal agency',
  anonymous: 'Anonymous',
  other: 'Other',
  unknown: 'Unknown',
} as const

export type Source = keyof typeof sources
