import { addDays, daysBetween } from '../../calendar/index.ts'
import type { RhythmMoment } from '../episode.ts'
import { days, endOfSpan, inForce, weeks, workingDays } from '../law.ts'
import type { Span } from '../law.ts'
import type { visitingRules } from '../placement-questions.ts'

/** How long a placement may last under a rule that limits it; undefined where none does. */
type Limits = Readonly<Partial<Record<keyof typeof visitingRules, Span>>>

const usualLimits: Limits = {
  temporaryApproval: weeks(16),
  outsideTerms: workingDays(6),
  parentBeforeAssessment: workingDays(10),
}

/** While the regulations were softened because of coronavirus. */
const softenedLimits: Limits = { ...usualLimits, temporaryApproval: weeks(24), outsideTerms: weeks(24) }

/** A temporary approval may be extended once, by 8 weeks. */
const extension = 56

const limitOf = (limits: Limits, { detail }: Pick<RhythmMoment, 'detail'>): Span | undefined =>
  Object.entries(limits).find(([rule]) => rule === detail.visitingRule)?.[1]

const until =
  (limits: Limits) =>
  (at: RhythmMoment): Span => {
    const limit = limitOf(limits, at) ?? days(0)
    if (at.nth === 0) return limit
    const { on } = endOfSpan(limit, at.startedOn)
    const last = at.detail.visitingRule === 'temporaryApproval' ? addDays(on, extension) : on
    return days(daysBetween(at.anchoredOn, last))
  }

const inWords = ({ approval, outside }: { readonly approval: string; readonly outside: string }) =>
  `a temporary approval of a connected person ends after ${approval}, or 8 weeks later where it is extended, as it may be once; a placement with a foster carer outside the terms of approval after ${outside}; one with a parent before the assessment is complete is assessed and reviewed within 10 working days`

const usual = {
  spans: until(usualLimits),
  words: inWords({ approval: '16 weeks', outside: '6 working days' }),
  basis: 'Care Planning Regulations 2010, regulations 19, 23, 24 and 25',
}

/** Whether the placement may last for a time only. */
export const isLimited = (at: Pick<RhythmMoment, 'detail'>): boolean => limitOf(usualLimits, at) !== undefined

/** When a placement that may last for a time only runs out. */
export const placementLimits = inForce([
  { from: '2010-01-01', until: '2020-04-23', ...usual },
  {
    from: '2020-04-24',
    until: '2020-09-25',
    spans: until(softenedLimits),
    words: inWords({ approval: '24 weeks', outside: '24 weeks' }),
    basis: 'Care Planning Regulations 2010, regulations 19, 23, 24 and 25, as softened by SI 2020/445',
  },
  { from: '2020-09-26', ...usual },
])
