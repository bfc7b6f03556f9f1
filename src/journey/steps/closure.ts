import { closureReasons } from '../codes/closure-reasons.ts'
import { choice, date, optional, prose } from '../fields.ts'
import { childInNeedRecorders, managers, managersDay } from '../recorders.ts'
import { labelOf } from '../sentences.ts'
import { step } from '../step.ts'

export const closure = step({
  title: 'Closure',
  family: 'inNeed',
  basis: 'Children Act 1989 section 17; Working Together: a plan for what follows when social care ends',
  about: 'Children’s social care ends its work with the child, with the reason, or passes it to early help.',
  fields: {
    closedOn: date('Date of closure', { hint: managersDay }),
    reason: choice('Why it was closed', closureReasons),
    summary: optional(prose('What was achieved, and who supports the family from now on')),
  },
  completedOn: 'closedOn',
  outcomes: {
    closed: { label: 'Closed', closes: ['inNeed', 'socialWorkerAllocation', 'coWorkerAllocation'] },
    stepDown: {
      label: 'Closed and stepped down to early help',
      closes: ['inNeed', 'socialWorkerAllocation', 'coWorkerAllocation'],
      next: ['earlyHelpAssessment'],
    },
  },
  within: 'inNeed',
  may: { ...childInNeedRecorders, authorise: managers },
  guards: [
    {
      law: 'Working Together; Children Act 1989 section 22',
      forbids: 'the closure of a case while the child is on a child protection plan or looked after',
      refuses: ({ openEpisodes }) => {
        const isIn = (kind: string) => openEpisodes.some(each => each.kind === kind)
        if (isIn('childProtectionPlan'))
          return 'The child is on a child protection plan. A review conference ends the plan before the case is closed.'
        return isIn('lookedAfter') ? 'The child is looked after. Care ends before the case is closed.' : undefined
      },
    },
  ],
  likelyIn: ['inNeed'],
  tells: ({ reason }, outcome) =>
    outcome === 'stepDown'
      ? 'Closed to children’s social care and stepped down to early help.'
      : `Closed to children’s social care: ${labelOf(closureReasons, reason)}.`,
})
