import { allocationParts } from '../allocation-parts.ts'
import { date, team, worker } from '../fields.ts'
import { lowerFirst } from '../sentences.ts'
import { step } from '../step.ts'

export const allocation = step({
  title: 'Allocation',
  family: 'oversight',
  basis: 'Working Together: a named practitioner for every child; who it is, is local practice',
  about: 'A worker and a team become responsible for the child.',
  fields: {
    allocatedOn: date('Date of allocation'),
    worker: worker('Who is allocated'),
    team: team('In which team'),
  },
  completedOn: 'allocatedOn',
  outcomes: {
    socialWorker: { label: allocationParts.socialWorker, changes: ['socialWorkerAllocation'] },
    personalAdviser: { label: allocationParts.personalAdviser, changes: ['personalAdviserAllocation'] },
    earlyHelpWorker: { label: allocationParts.earlyHelpWorker, changes: ['earlyHelpAllocation'] },
    reviewingOfficer: { label: allocationParts.reviewingOfficer, changes: ['reviewingOfficerAllocation'] },
    coWorker: { label: allocationParts.coWorker, changes: ['coWorkerAllocation'] },
  },
  may: { record: ['teamManager', 'serviceManager', 'conferenceChair', 'businessSupport', 'dutyWorker'] },
  likelyIn: ['inNeed', 'earlyHelp', 'lookedAfter', 'careLeaver'],
  significant: false,
  tells: (_, outcome) => `A ${lowerFirst(allocationParts[outcome])} was allocated.`,
})
