/** Categories of abuse on a child protection plan, by the codes of the children in need census. */
export const abuseCategories = {
  NEG: 'Neglect',
  EMO: 'Emotional abuse',
  PHY: 'Physical abuse',
  SAB: 'Sexual abuse',
  MUL: 'More than one category (older plans)',
} as const

export type AbuseCategory = keyof typeof abuseCategories
