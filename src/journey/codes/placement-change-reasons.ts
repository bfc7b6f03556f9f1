/** Why a placement changed, by the codes of the looked-after return (SSDA903). */
export const placementChangeReasons = {
  CARPL: 'Planned in the care plan',
  CLOSE: 'The home closed or the carer resigned',
  ALLEG: 'Allegation',
  STAND: 'Standards of care',
  APPRR: 'Approval removed',
  CREQB: 'Carer asked, because of the child’s behaviour',
  CREQO: 'Carer asked, for another reason',
  CHILD: 'The child asked',
  LAREQ: 'The council asked',
  PLACE: 'The status of the placement changed, not the carer',
  CUSTOD: 'Custody',
  OTHER: 'Other',
} as const

export type PlacementChangeReason = keyof typeof placementChangeReasons
