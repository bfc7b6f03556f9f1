import { addDays, daysBetween } from '../../calendar/index.ts'
import type { CivilDate } from '../../calendar/index.ts'
import type { RhythmMoment } from '../episode.ts'
import { days, endOfSpan, inForce, ruleOn, weeks, workingDays } from '../law.ts'
import type { Span } from '../law.ts'
import type { visitingRules } from '../placement-questions.ts'

/** How long a placement may last under a rule that limits it; undefined where none does. */
type Limits = Readonly<Partial<Record<keyof typeof visitingRules, Span>>>

const usualLimits: Limits = {
  temporaryApproval: weeks(16),
  outsideTerms: workingDays(6),
  // 10 for the assessment and its review, and 10 more for the decision.
  parentBeforeAssessment: workingDays(20),
}

/** While the regulations were softened because of coronavirus. */
const softenedLimits: Limits = { ...usualLimits, temporaryApproval: weeks(24), outsideTerms: weeks(24) }

const usualBasis = 'Care Planning Regulations 2010, regulations 19, 23, 24 and 25'
const softenedBasis = `${usualBasis}, as softened by SI 2020/445`

const limits = inForce([
  { from: '2010-01-01', until: '2020-04-23', limits: usualLimits, basis: usualBasis },
  { from: '2020-04-24', until: '2020-09-25', limits: softenedLimits, basis: softenedBasis },
  { from: '2020-09-26', limits: usualLimits, basis: usualBasis },
])

/** A temporary approval may be extended once, by 8 weeks. */
const extension = 56

const limitOf = (limits: Limits, { detail }: Pick<RhythmMoment, 'detail'>): Span | undefined =>
  Object.entries(limits).find(([rule]) => rule === detail.visitingRule)?.[1]

/** The day from which the limit counts: a child who comes back to the carer brings no new approval. */
const countedFrom = ({ detail, startedOn }: RhythmMoment): CivilDate =>
  typeof detail.approvedOn === 'string' ? detail.approvedOn : startedOn

/** Until the end of the limit, and of the extension of one that was extended, by the law of the day it counts from. */
const until = (at: RhythmMoment): Span => {
  const from = countedFrom(at)
  const limit = limitOf(ruleOn(limits, from)?.limits ?? usualLimits, at) ?? days(0)
  if (at.nth === 0 && from === at.anchoredOn) return limit
  const { on } = endOfSpan(limit, from)
  const isExtended = at.nth > 0 && at.detail.visitingRule === 'temporaryApproval'
  return days(daysBetween(at.anchoredOn, isExtended ? addDays(on, extension) : on))
}

const inWords = ({ approval, outside }: { readonly approval: string; readonly outside: string }) =>
  `a temporary approval of a connected person ends ${approval} after it was given, or 8 weeks later where it is extended, as it may be once; a placement with a foster carer outside the terms of approval after ${outside}; one with a parent before the assessment is complete after 20 working days: the assessment and its review have 10, and the decision 10 more`

const usual = {
  spans: until,
  lengths: Object.values(usualLimits),
  words: inWords({ approval: '16 weeks', outside: '6 working days' }),
  basis: usualBasis,
}

/** Whether the placement may last for a time only. */
export const isLimited = (at: Pick<RhythmMoment, 'detail'>): boolean => limitOf(usualLimits, at) !== undefined

/** When a placement that may last for a time only runs out. */
export const placementLimits = inForce([
  { from: '2010-01-01', until: '2020-04-23', ...usual },
  {
    from: '2020-04-24',
    until: '2020-09-25',
    spans: until,
    lengths: Object.values(softenedLimits),
    words: inWords({ approval: '24 weeks', outside: '24 weeks' }),
    basis: softenedBasis,
  },
  { from: '2020-09-26', ...usual },
])
