/** A child's main need, by the codes that the children in need census and the looked-after return share. */
export const needs = {
  N1: 'Abuse or neglect',
  N2: 'Child’s disability',
  N3: 'Parental disability or illness',
  N4: 'Family in acute stress',
  N5: 'Family dysfunction',
  N6: 'Socially unacceptable behaviour',
  N7: 'Low income',
  N8: 'Absent parenting',
} as const

export type Need = keyof typeof needs
