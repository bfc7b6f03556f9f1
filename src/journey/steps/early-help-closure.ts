import { earlyHelpClosureReasons } from '../codes/early-help-closure-reasons.ts'
import { choice, date, optional, prose } from '../fields.ts'
import { earlyHelpStaff } from '../recorders.ts'
import { labelOf } from '../sentences.ts'
import { step } from '../step.ts'

export const earlyHelpClosure = step({
  title: 'Early help closure',
  family: 'earlyHelp',
  basis: 'Local practice',
  about: 'Early help ends, with the reason and what the family can turn to next.',
  fields: {
    closedOn: date('Date early help ended'),
    reason: choice('Why it ended', earlyHelpClosureReasons),
    summary: optional(prose('What was achieved, and where the family can turn next')),
  },
  completedOn: 'closedOn',
  outcomes: {
    closed: { label: 'Early help ended', closes: ['earlyHelp', 'earlyHelpAllocation', 'coWorkerAllocation'] },
  },
  within: 'earlyHelp',
  may: { record: earlyHelpStaff },
  likelyIn: ['earlyHelp'],
  tells: ({ reason }) => `Early help ended: ${labelOf(earlyHelpClosureReasons, reason)}.`,
})
