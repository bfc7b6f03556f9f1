/** Why a period of need ended, by the codes of the children in need census. RC9 joined the census in 2023. */
export const closureReasons = {
  RC1: 'Adopted',
  RC2: 'Died',
  RC3: 'Child arrangements order',
  RC4: 'Special guardianship order',
  RC5: 'Moved to the services of another council',
  RC6: 'Moved to adult social care',
  RC7: 'Services ended for another reason, such as no longer in need',
  RC8: 'Closed after assessment, no further action',
  RC9: 'Closed after assessment, referred to early help',
} as const

export type ClosureReason = keyof typeof closureReasons
