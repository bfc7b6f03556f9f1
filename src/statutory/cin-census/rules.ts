import { inCodeOrder } from '../rule.ts'
import type { Rule } from '../rule.ts'
import { activityAfterClosureRules } from './rules/activity-after-closure.ts'
import { assessmentFactorRules } from './rules/assessment-factors.ts'
import { assessmentRules } from './rules/assessments.ts'
import { birthRules } from './rules/births.ts'
import { childCharacteristicRules } from './rules/child-characteristics.ts'
import { childIdentifierRules } from './rules/child-identifiers.ts'
import { childInNeedPlanRules } from './rules/child-in-need-plans.ts'
import { childProtectionPlanRules } from './rules/child-protection-plans.ts'
import { childProtectionReviewRules } from './rules/child-protection-reviews.ts'
import { closureRules } from './rules/closures.ts'
import { conferenceRules } from './rules/conferences.ts'
import { deathRules } from './rules/deaths.ts'
import { headerRules } from './rules/header.ts'
import { overlappingCaseRules } from './rules/overlapping-cases.ts'
import { plansAtOnceRules } from './rules/plans-at-once.ts'
import { preProceedingsRules } from './rules/pre-proceedings.ts'
import { referralRules } from './rules/referrals.ts'
import { section47Rules } from './rules/section-47.ts'
import { uniquePupilNumberRules } from './rules/unique-pupil-numbers.ts'
import type { CinCensus } from './tables.ts'

/** Every version of every rule of the children in need census that is here, by code. */
export const cinRules: readonly Rule<CinCensus>[] = inCodeOrder([
  ...activityAfterClosureRules,
  ...assessmentFactorRules,
  ...assessmentRules,
  ...birthRules,
  ...childCharacteristicRules,
  ...childIdentifierRules,
  ...childInNeedPlanRules,
  ...childProtectionPlanRules,
  ...childProtectionReviewRules,
  ...closureRules,
  ...conferenceRules,
  ...deathRules,
  ...headerRules,
  ...overlappingCaseRules,
  ...plansAtOnceRules,
  ...preProceedingsRules,
  ...referralRules,
  ...section47Rules,
  ...uniquePupilNumberRules,
])
