import { workingParts } from '../allocation-parts.ts'
import { date, team, worker } from '../fields.ts'
import { lowerFirst, withArticle } from '../sentences.ts'
import { step } from '../step.ts'

export const allocation = step({
  title: 'Allocation',
  family: 'oversight',
  basis: 'Working Together: a named practitioner for every child; who it is, is local practice',
  about: 'A worker and a team become responsible for the child, or a co-worker works beside them.',
  fields: {
    allocatedOn: date('Date of allocation'),
    worker: worker('Who is allocated'),
    team: team('In which team'),
  },
  completedOn: 'allocatedOn',
  outcomes: {
    socialWorker: { label: workingParts.socialWorker, changes: ['socialWorkerAllocation'] },
    personalAdviser: { label: workingParts.personalAdviser, changes: ['personalAdviserAllocation'] },
    earlyHelpWorker: { label: workingParts.earlyHelpWorker, changes: ['earlyHelpAllocation'] },
    reviewingOfficer: { label: workingParts.reviewingOfficer, changes: ['reviewingOfficerAllocation'] },
    coWorker: { label: workingParts.coWorker, changes: ['coWorkerAllocation'] },
  },
  may: { record: ['teamManager', 'serviceManager', 'conferenceChair', 'businessSupport', 'dutyWorker'] },
  likelyIn: ['inNeed', 'earlyHelp', 'lookedAfter', 'careLeaver'],
  significant: false,
  tells: (_, outcome) => `A${withArticle(lowerFirst(workingParts[outcome])).slice(1)} was allocated.`,
})
