import { choice, date, optional, prose } from '../fields.ts'
import { leavingCareStaff } from '../recorders.ts'
import { labelOf } from '../sentences.ts'
import { step } from '../step.ts'

const reasons = {
  turned25: 'Turned 25',
  turned21: 'Turned 21 and asked for no more support',
  noLongerWanted: 'The young person does not want support now',
  settledAtHome: 'Settled at home for six months',
  movedAway: 'Another council has taken over',
  died: 'Died',
} as const

export const leavingCareClosure = step({
  title: 'End of leaving care support',
  family: 'leavingCare',
  basis: 'Children Act 1989 sections 23C, 23CA and, from 1 April 2018, 23CZB: support to 25 on request',
  about: 'Support ends at the 25th birthday or earlier. Before 25 a young person may always ask for it again.',
  fields: {
    closedOn: date('Date support ended'),
    reason: choice('Why it ended', reasons),
    summary: optional(prose('What was achieved, and how to come back')),
  },
  completedOn: 'closedOn',
  outcomes: {
    closed: {
      label: 'Support ended',
      closes: ['careLeaver', 'pathwayPlan', 'personalAdviserAllocation', 'coWorkerAllocation'],
    },
  },
  may: { record: leavingCareStaff },
  likelyIn: ['careLeaver'],
  tells: ({ reason }) => `Leaving care support ended: ${labelOf(reasons, reason)}.`,
})
