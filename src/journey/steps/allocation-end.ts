import { allocationParts } from '../allocation-parts.ts'
import { date, optional, prose } from '../fields.ts'
import { lowerFirst } from '../sentences.ts'
import { step } from '../step.ts'

export const allocationEnd = step({
  title: 'End of allocation',
  family: 'oversight',
  basis: 'Local practice',
  about: 'A worker stops being responsible for the child, and nobody takes over in the same part.',
  fields: { endedOn: date('Date the allocation ended'), reason: optional(prose('Why')) },
  completedOn: 'endedOn',
  outcomes: {
    socialWorker: { label: allocationParts.socialWorker, closes: ['socialWorkerAllocation'] },
    personalAdviser: { label: allocationParts.personalAdviser, closes: ['personalAdviserAllocation'] },
    earlyHelpWorker: { label: allocationParts.earlyHelpWorker, closes: ['earlyHelpAllocation'] },
    reviewingOfficer: { label: allocationParts.reviewingOfficer, closes: ['reviewingOfficerAllocation'] },
    coWorker: { label: allocationParts.coWorker, closes: ['coWorkerAllocation'] },
  },
  may: { record: ['teamManager', 'serviceManager', 'conferenceChair', 'businessSupport'] },
  likelyIn: [
    'socialWorkerAllocation',
    'personalAdviserAllocation',
    'earlyHelpAllocation',
    'reviewingOfficerAllocation',
    'coWorkerAllocation',
  ],
  significant: false,
  tells: (_, outcome) => `No longer allocated to a ${lowerFirst(allocationParts[outcome])}.`,
})
