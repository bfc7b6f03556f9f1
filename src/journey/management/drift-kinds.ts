/** What can stand still about a child. The names are for ever; what finds each is in src/oversight/drift. */
export const driftKinds = {
  noVisit: 'No visit that counts',
  assessmentLate: 'Assessment open beyond its time',
  planUnchanged: 'Plan unchanged',
  actionMoved: 'Action put off again and again',
  noReviewAfterPlan: 'No review after a plan ended',
  longInStatus: 'Long in one status',
  noSupervision: 'No supervision about the child',
} as const

export type DriftKind = keyof typeof driftKinds

export const isDriftKind = (text: unknown): text is DriftKind =>
  typeof text === 'string' && Object.hasOwn(driftKinds, text)

export const driftKindNames = Object.keys(driftKinds) as readonly DriftKind[]

/** An action whose date was put off so many times drifts. */
export const timesPutOff = 3
