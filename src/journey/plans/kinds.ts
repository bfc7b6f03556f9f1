/**
 * The kinds of plan that live: the period in which each is in force, the steps that may say what the plan is from then
 * on, the one by which it is revised, and the one that reviews it.
 */
export const planKinds = {
  childProtectionPlan: {
    title: 'Child protection plan',
    forFamilies: 'Child protection plan',
    episode: 'childProtectionPlan',
    steps: ['initialConference', 'coreGroup', 'reviewConference'],
    revisedBy: 'coreGroup',
    reviewedBy: 'reviewConference',
  },
  carePlan: {
    title: 'Care plan',
    forFamilies: 'Care plan',
    episode: 'lookedAfter',
    steps: ['carePlan', 'lookedAfterReview'],
    revisedBy: 'carePlan',
    reviewedBy: 'lookedAfterReview',
  },
  childInNeedPlan: {
    title: 'Child in need plan',
    forFamilies: 'Plan of help and support',
    episode: 'childInNeedPlan',
    steps: ['childInNeedPlan', 'childInNeedReview'],
    revisedBy: 'childInNeedPlan',
    reviewedBy: 'childInNeedReview',
  },
  pathwayPlan: {
    title: 'Pathway plan',
    forFamilies: 'Pathway plan',
    episode: 'pathwayPlan',
    steps: ['pathwayPlan', 'pathwayPlanReview'],
    revisedBy: 'pathwayPlan',
    reviewedBy: 'pathwayPlanReview',
  },
} as const

export type PlanKind = keyof typeof planKinds

export const isPlanKind = (text: unknown): text is PlanKind =>
  typeof text === 'string' && Object.hasOwn(planKinds, text)

export const planKindNames = Object.keys(planKinds) as readonly PlanKind[]

/** The titles of the kinds, to choose from. */
export const planTitles = {
  childProtectionPlan: planKinds.childProtectionPlan.title,
  carePlan: planKinds.carePlan.title,
  childInNeedPlan: planKinds.childInNeedPlan.title,
  pathwayPlan: planKinds.pathwayPlan.title,
} as const

/** The step by which one action is marked as done or moved without rewriting the plan. */
export const progressStep = 'planProgress'

/** The kind of plan that an entry may be a version of, by its step and for progress by what it says. */
export const planKindOf = (step: string, answers: Readonly<Record<string, unknown>>): PlanKind | undefined => {
  if (step === progressStep) return isPlanKind(answers.ofPlan) ? answers.ofPlan : undefined
  return planKindNames.find(kind => (planKinds[kind].steps as readonly string[]).includes(step))
}
