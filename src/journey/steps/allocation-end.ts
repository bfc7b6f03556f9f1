import { workingKinds, workingParts } from '../allocation-parts.ts'
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
    socialWorker: { label: workingParts.socialWorker, closes: ['socialWorkerAllocation'] },
    personalAdviser: { label: workingParts.personalAdviser, closes: ['personalAdviserAllocation'] },
    earlyHelpWorker: { label: workingParts.earlyHelpWorker, closes: ['earlyHelpAllocation'] },
    reviewingOfficer: { label: workingParts.reviewingOfficer, closes: ['reviewingOfficerAllocation'] },
    coWorker: { label: workingParts.coWorker, closes: ['coWorkerAllocation'] },
  },
  may: { record: ['teamManager', 'serviceManager', 'conferenceChair', 'businessSupport'] },
  likelyIn: workingKinds,
  significant: false,
  tells: (_, outcome) => `No longer allocated to a ${lowerFirst(workingParts[outcome])}.`,
})
