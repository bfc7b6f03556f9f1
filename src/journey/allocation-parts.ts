/** The parts in which somebody is allocated to a child. */
export const allocationParts = {
  socialWorker: 'Social worker',
  personalAdviser: 'Personal adviser',
  earlyHelpWorker: 'Early help worker',
  reviewingOfficer: 'Conference chair or reviewing officer',
  coWorker: 'Co-worker',
} as const

export type AllocationPart = keyof typeof allocationParts
