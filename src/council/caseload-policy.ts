import { addMonths } from '../calendar/index.ts'
import type { CivilDate } from '../calendar/index.ts'
import { ruleOn } from '../journey/law.ts'
import type { Dated } from '../journey/law.ts'

/** The kinds of work by which a caseload is weighed. Of several that go on with a child the first counts, once. */
export const workKinds = {
  lookedAfter: 'Looked after',
  childProtectionPlan: 'Protection plan',
  childInNeedPlan: 'Child in need plan',
  assessment: 'Assessment',
  careLeaver: 'Care leaver',
  earlyHelp: 'Early help',
} as const

export type WorkKind = keyof typeof workKinds

export const workKindNames = Object.keys(workKinds) as readonly WorkKind[]

/** From so many whole months since qualifying, the share of a full caseload that a worker holds. */
export type ProtectedStep = { readonly fromMonth: number; readonly share: number }

/** How heavy each kind of work is, where 1 is a child as the thresholds count; and the first year after qualifying. */
export type CaseloadPolicy = {
  readonly weights: Readonly<Record<WorkKind, number>>
  /** Above how many children a worker stands out, by the key of a service; where none is here, the service says. */
  readonly thresholds: Readonly<Record<string, number>>
  readonly newlyQualified: readonly ProtectedStep[]
}

/** What a council's file says of caseloads: what it leaves out stays as usual. */
export type OwnCaseloadPolicy = Dated<{
  readonly weights?: Readonly<Partial<Record<WorkKind, number>>>
  /** Above how many children a worker stands out, by the key of a service. */
  readonly thresholds?: Readonly<Record<string, number>>
  readonly newlyQualified?: readonly ProtectedStep[]
}>

/**
 * The usual policy, where a council has none of its own. No law sets these numbers. The thresholds of services are
 * reckoned for the work that each usually does, so a child of the usual kind weighs 1 there.
 */
export const usualCaseloads: CaseloadPolicy = {
  weights: {
    lookedAfter: 1,
    childProtectionPlan: 1.3,
    childInNeedPlan: 0.9,
    assessment: 1,
    careLeaver: 1,
    earlyHelp: 1,
  },
  thresholds: {},
  newlyQualified: [
    { fromMonth: 0, share: 0.6 },
    { fromMonth: 3, share: 0.75 },
    { fromMonth: 6, share: 0.85 },
    { fromMonth: 9, share: 0.95 },
  ],
}

/** The months after which somebody is newly qualified no more. */
export const monthsNewlyQualified = 12

/** The policy in force on a day, with what says so. */
export const caseloadPolicyOn = (
  own: readonly OwnCaseloadPolicy[],
  day: CivilDate,
): CaseloadPolicy & { readonly basis: string } => {
  const version = ruleOn(own, day)
  return {
    weights: { ...usualCaseloads.weights, ...version?.weights },
    thresholds: version?.thresholds ?? {},
    newlyQualified: version?.newlyQualified ?? usualCaseloads.newlyQualified,
    basis: version?.basis ?? 'The usual weights: this council has no policy of its own on caseloads',
  }
}

/** Whole months from one day to a later one. */
const wholeMonths = (from: CivilDate, to: CivilDate): number => {
  let months = 0
  while (months < monthsNewlyQualified && addMonths(from, months + 1) <= to) months += 1
  return months
}

/** How a newly qualified worker's load is protected on a day; undefined for anybody else. */
export const protectionOn = (
  { newlyQualified }: Pick<CaseloadPolicy, 'newlyQualified'>,
  qualifiedOn: CivilDate | null,
  day: CivilDate,
): { readonly months: number; readonly share: number; readonly until: CivilDate } | undefined => {
  if (qualifiedOn === null || qualifiedOn > day) return undefined
  const months = wholeMonths(qualifiedOn, day)
  if (months >= monthsNewlyQualified) return undefined
  const at = newlyQualified.findLastIndex(({ fromMonth }) => fromMonth <= months)
  const next = newlyQualified[at + 1]
  return {
    months,
    share: newlyQualified[at]?.share ?? 1,
    until: addMonths(qualifiedOn, next?.fromMonth ?? monthsNewlyQualified),
  }
}
