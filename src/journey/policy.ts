import type { Dated, Span } from './law.ts'

/**
 * A council's own timescales by the rule they tighten: the name of a step (`childAndFamilyAssessment`) or of a rhythm
 * (`childProtectionPlan.visit`). Work is due at the earlier of law and policy, so a policy can never loosen the law.
 */
export type Policy = Readonly<Record<string, readonly Dated<{ readonly within: Span }>[]>>

export const noPolicy: Policy = {}
