import { allocationKinds, allocationParts } from '../allocation-parts.ts'
import { date, optional, prose, team, worker } from '../fields.ts'
import { lowerFirst } from '../sentences.ts'
import { step } from '../step.ts'

export const transfer = step({
  title: 'Transfer',
  family: 'oversight',
  basis: 'Working Together: a named practitioner for every child; how work passes on is local practice',
  about: 'Responsibility for the child passes to another worker or team, with a handover.',
  fields: {
    transferredOn: date('Date of transfer'),
    worker: worker('Who is allocated'),
    team: team('In which team'),
    handover: optional(prose('What the new worker needs to know')),
  },
  completedOn: 'transferredOn',
  outcomes: {
    socialWorker: { label: allocationParts.socialWorker, changes: ['socialWorkerAllocation'] },
    personalAdviser: { label: allocationParts.personalAdviser, changes: ['personalAdviserAllocation'] },
    earlyHelpWorker: { label: allocationParts.earlyHelpWorker, changes: ['earlyHelpAllocation'] },
    reviewingOfficer: { label: allocationParts.reviewingOfficer, changes: ['reviewingOfficerAllocation'] },
  },
  may: {
    record: [
      'teamManager',
      'serviceManager',
      'conferenceChair',
      'businessSupport',
      'dutyWorker',
      'socialWorker',
      'personalAdviser',
      'earlyHelpWorker',
    ],
  },
  likelyIn: allocationKinds,
  significant: false,
  tells: (_, outcome) => `Transferred to another ${lowerFirst(allocationParts[outcome])}.`,
})
