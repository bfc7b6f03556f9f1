import type { Measure } from '../measure.ts'
import * as assessment from './assessment.ts'
import * as care from './care.ts'
import * as caseloads from './caseloads.ts'
import * as clocks from './clocks.ts'
import * as door from './front-door.ts'
import * as need from './in-need.ts'
import * as leaving from './leaving-care.ts'
import * as missing from './missing.ts'
import * as oversight from './oversight.ts'
import * as plans from './plans.ts'
import * as protection from './protection.ts'
import * as stability from './stability.ts'

/** Every measure, in the order in which they are listed. */
export const measures: readonly Measure[] = [
  door.contacts,
  door.contactsInformationAndAdvice,
  door.contactsDecidedInTime,
  door.daysToEarlyHelp,
  door.daysToAssessmentService,
  clocks.enquiriesOfPartnersInTime,
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
  clocks.section47EnquiriesInTime,
  protection.initialConferences,
  protection.conferencesInTime,
  protection.repeatConferences,
  protection.protectionPlans,
  protection.protectionPlansStarted,
  protection.secondPlans,
  plans.plansOf2Years,
  plans.plansEndedAfter2Years,
  protection.plansVisited,
  plans.plansReviewedInTime,
  clocks.reviewConferencesInTime,
  clocks.coreGroupsInTime,
  need.childrenInNeed,
  need.needStarted,
  protection.inNeedPlansVisited,
  clocks.inNeedReviewsInTime,
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
  clocks.lookedAfterReviewsInTime,
  clocks.firstHealthAssessmentsInTime,
  clocks.laterHealthAssessmentsInTime,
  clocks.educationPlansInTime,
  care.placedFarFromHome,
  care.threeOrMorePlacements,
  stability.longTermStability,
  care.careLeavers19to21,
  clocks.leavingCareDecisionsInTime,
  clocks.pathwayPlansInTime,
  leaving.pathwayPlansInPlace,
  clocks.pathwayPlanReviewsInTime,
  clocks.contactWithCareLeaversInTime,
  leaving.careLeaversInTouch,
  leaving.careLeaversInSuitableHomes,
  leaving.careLeaversInWork,
  missing.missingEpisodes,
  missing.childrenMissing,
  clocks.returnInterviewsInTime,
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
  clocks.earlyHelpReviewsInTime,
]

const byId = new Map(measures.map(measure => [measure.id, measure]))

/** The measure of an id, or undefined. */
export const measureOf = (id: string): Measure | undefined => byId.get(id)
