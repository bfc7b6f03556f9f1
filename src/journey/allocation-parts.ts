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
