/** The parts in which somebody is responsible for work with a child. */
export const allocationParts = {
  socialWorker: 'Social worker',
  personalAdviser: 'Personal adviser',
  earlyHelpWorker: 'Early help worker',
  reviewingOfficer: 'Conference chair or reviewing officer',
} as const

export type AllocationPart = keyof typeof allocationParts

/** The same, and the one who works with a child beside them. */
export const workingParts = { ...allocationParts, coWorker: 'Co-worker' } as const

/**
 * The periods by which a child is in somebody's caseload, and talked about in that worker's supervision; first to last, where
 * one alone is to speak for the child.
 */
export const caseloadKinds = ['socialWorkerAllocation', 'personalAdviserAllocation', 'earlyHelpAllocation'] as const

/** The periods that say who is responsible for work with a child: those, and the chair or reviewing officer. */
export const allocationKinds = [...caseloadKinds, 'reviewingOfficerAllocation'] as const

/** The same, and who works with a child beside them: a co-worker is in no caseload, and makes nobody allocated. */
export const workingKinds = [...allocationKinds, 'coWorkerAllocation'] as const
