/** Where a child was seen. */
export const visitPlaces = {
  home: 'Where the child lives',
  school: 'At school or nursery',
  office: 'At our office or a contact centre',
  relatives: 'With relatives or friends',
  elsewhere: 'Somewhere else',
} as const

/** Why a child was not seen at a visit. */
export const missedVisitReasons = {
  nobodyIn: 'Nobody was in',
  refused: 'The visit was refused',
  childAway: 'The child was away',
  workerAbsent: 'The worker could not come',
  rearranged: 'The family asked for another time',
  other: 'Another reason',
} as const

export type MissedVisitReason = keyof typeof missedVisitReasons
