import type { Measure } from '../measure.ts'
import * as assessment from './assessment.ts'
import * as care from './care.ts'
import * as caseloads from './caseloads.ts'
import * as door from './front-door.ts'
import * as need from './in-need.ts'
import * as oversight from './oversight.ts'
import * as protection from './protection.ts'

/** Every measure, in the order in which they are listed. */
export const measures: readonly Measure[] = [
  door.contacts,
  door.contactsInformationAndAdvice,
  door.daysToEarlyHelp,
  door.daysToAssessmentService,
  door.referrals,
  door.reReferrals,
  door.referralsFromPolice,
  door.referralsFromHealth,
  door.referralsFromSchools,
  assessment.openAssessments,
  assessment.assessmentsInTime,
  assessment.repeatAssessments,
  assessment.strategyDiscussions,
  assessment.section47Enquiries,
  assessment.repeatEnquiries,
  protection.initialConferences,
  protection.conferencesInTime,
  protection.repeatConferences,
  protection.protectionPlans,
  protection.protectionPlansStarted,
  protection.secondPlans,
  protection.plansVisited,
  need.childrenInNeed,
  need.needStarted,
  protection.inNeedPlansVisited,
  care.lookedAfter,
  care.lookedAfterRate,
  care.lookedAfterUnaccompanied,
  care.entrantsToCare,
  care.entrantsSection20,
  care.entrantsSection20Aged10to15,
  care.entrantsSection20Aged16plus,
  care.startedToBeLookedAfter,
  care.ceasedToBeLookedAfter,
  protection.lookedAfterVisited,
  care.placedFarFromHome,
  care.threeOrMorePlacements,
  care.careLeavers19to21,
  caseloads.averageCaseload,
  caseloads.casesPerSocialWorker,
  caseloads.assessmentCaseload25to30,
  caseloads.assessmentCaseload35orMore,
  caseloads.assessmentCaseloadOver40,
  caseloads.protectionAndCareCaseloadOver15,
  caseloads.adviserCaseload,
  caseloads.adviserCaseloadOver20,
  caseloads.adviserCaseloadHighest,
  oversight.supervisionInTime,
  oversight.oversightAfterEvents,
  oversight.minutesInTime,
  oversight.escalationsAnswered,
  oversight.driftNoVisit,
  oversight.driftAssessmentLate,
  oversight.driftPlanUnchanged,
  oversight.driftNoReviewAfterPlan,
  oversight.driftLongInStatus,
  oversight.driftNoSupervision,
  need.stepsUp,
  need.stepsDown,
]

const byId = new Map(measures.map(measure => [measure.id, measure]))

/** The measure of an id, or undefined. */
export const measureOf = (id: string): Measure | undefined => byId.get(id)
