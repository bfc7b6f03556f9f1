/** Why a child ceased to be looked after, by the codes of the looked-after return (SSDA903). */
export const reasonsCareEnded = {
  E4A: 'Returned home to parents, as planned',
  E4B: 'Returned home to parents, not planned',
  E13: 'To live with a relative or other person without parental responsibility',
  E41: 'Child arrangements order',
  E45: 'Special guardianship to a former foster carer who is a relative or friend',
  E46: 'Special guardianship to another former foster carer',
  E47: 'Special guardianship to another relative or friend',
  E48: 'Special guardianship to another carer',
  E11: 'Adopted, not opposed',
  E12: 'Adopted, consent dispensed with',
  E17: 'Turned 18 and stayed with the foster carer',
  E5: 'Independent living with support',
  E6: 'Independent living without support',
  E7: 'Moved to residential care of adult services',
  E9: 'Sentenced to custody',
  E14: 'Accommodation on remand ended',
  E15: 'Assessed as 18 or over',
  E16: 'Moved abroad',
  E3: 'Care taken over by another council',
  E2: 'Died',
  E8: 'Another reason',
} as const

export type ReasonCareEnded = keyof typeof reasonsCareEnded
