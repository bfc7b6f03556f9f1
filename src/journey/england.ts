import { careLeaver } from './episodes/care-leaver.ts'
import { categoryOfAbuse } from './episodes/category-of-abuse.ts'
import { childInNeedPlan as childInNeedPlanEpisode } from './episodes/child-in-need-plan.ts'
import { childProtectionPlan } from './episodes/child-protection-plan.ts'
import { coWorkerAllocation } from './episodes/co-worker-allocation.ts'
import { earlyHelp } from './episodes/early-help.ts'
import { earlyHelpAllocation } from './episodes/early-help-allocation.ts'
import { escalation as escalationEpisode } from './episodes/escalation.ts'
import { inNeed } from './episodes/in-need.ts'
import { legalStatus } from './episodes/legal-status.ts'
import { lookedAfter } from './episodes/looked-after.ts'
import { shortBreaks } from './episodes/short-breaks.ts'
import { missing as missingEpisode } from './episodes/missing.ts'
import { pathwayPlan as pathwayPlanEpisode } from './episodes/pathway-plan.ts'
import { personalAdviserAllocation } from './episodes/personal-adviser-allocation.ts'
import { placement } from './episodes/placement.ts'
import { reviewingOfficerAllocation } from './episodes/reviewing-officer-allocation.ts'
import { socialWorkerAllocation } from './episodes/social-worker-allocation.ts'
import { pathway } from './pathway.ts'
import { allocation } from './steps/allocation.ts'
import { allocationEnd } from './steps/allocation-end.ts'
import { becomingLookedAfter } from './steps/becoming-looked-after.ts'
import { caseNote } from './steps/case-note.ts'
import { ceasingToBeLookedAfter } from './steps/ceasing-to-be-looked-after.ts'
import { carePlan } from './steps/care-plan.ts'
import { childAndFamilyAssessment } from './steps/child-and-family-assessment.ts'
import { childInNeedPlan } from './steps/child-in-need-plan.ts'
import { childInNeedReview } from './steps/child-in-need-review.ts'
import { childInNeedVisit } from './steps/child-in-need-visit.ts'
import { childProtectionVisit } from './steps/child-protection-visit.ts'
import { closure } from './steps/closure.ts'
import { contact } from './steps/contact.ts'
import { coreGroup } from './steps/core-group.ts'
import { decisionRecord } from './steps/decision-record.ts'
import { dutyAnswer } from './steps/duty-answer.ts'
import { dutyCall } from './steps/duty-call.ts'
import { dutyRequest } from './steps/duty-request.ts'
import { dutyVisit } from './steps/duty-visit.ts'
import { dutyWatch } from './steps/duty-watch.ts'
import { earlyHelpAssessment } from './steps/early-help-assessment.ts'
import { earlyHelpClosure } from './steps/early-help-closure.ts'
import { earlyHelpPlan } from './steps/early-help-plan.ts'
import { earlyHelpReview } from './steps/early-help-review.ts'
import { eligibility } from './steps/eligibility.ts'
import { escalation } from './steps/escalation.ts'
import { escalationAnswer } from './steps/escalation-answer.ts'
import { escalationEnd } from './steps/escalation-end.ts'
import { escalationStage } from './steps/escalation-stage.ts'
import { entitlement } from './steps/entitlement.ts'
import { handoverAccepted } from './steps/handover-accepted.ts'
import { healthAssessment } from './steps/health-assessment.ts'
import { initialConference } from './steps/initial-conference.ts'
import { keepingInTouch } from './steps/keeping-in-touch.ts'
import { leavingCareClosure } from './steps/leaving-care-closure.ts'
import { legalStatusChange } from './steps/legal-status-change.ts'
import { lookedAfterReview } from './steps/looked-after-review.ts'
import { lookedAfterVisit } from './steps/looked-after-visit.ts'
import { managementOversight } from './steps/management-oversight.ts'
import { meetingMinutes } from './steps/meeting-minutes.ts'
import { missing } from './steps/missing.ts'
import { multiAgencyEnquiry } from './steps/multi-agency-enquiry.ts'
import { pathwayPlan } from './steps/pathway-plan.ts'
import { pathwayPlanReview } from './steps/pathway-plan-review.ts'
import { personalEducationPlan } from './steps/personal-education-plan.ts'
import { placementChange } from './steps/placement-change.ts'
import { plannedVisit } from './steps/planned-visit.ts'
import { planProgress } from './steps/plan-progress.ts'
import { purposefulDelay } from './steps/purposeful-delay.ts'
import { referral } from './steps/referral.ts'
import { returnFromMissing } from './steps/return-from-missing.ts'
import { returnInterview } from './steps/return-interview.ts'
import { reviewConference } from './steps/review-conference.ts'
import { reviewDecisions } from './steps/review-decisions.ts'
import { section47Enquiry } from './steps/section-47-enquiry.ts'
import { strategyDiscussion } from './steps/strategy-discussion.ts'
import { supervision } from './steps/supervision.ts'
import { supervisionReply } from './steps/supervision-reply.ts'
import { transfer } from './steps/transfer.ts'

/** A child's journey in England: a step or an episode more is one file and one line here. */
export const england = pathway(
  {
    contact,
    multiAgencyEnquiry,
    referral,
    dutyCall,
    dutyVisit,
    handoverAccepted,
    dutyRequest,
    dutyAnswer,
    dutyWatch,
    earlyHelpAssessment,
    earlyHelpPlan,
    earlyHelpReview,
    earlyHelpClosure,
    childAndFamilyAssessment,
    childInNeedPlan,
    childInNeedVisit,
    childInNeedReview,
    closure,
    strategyDiscussion,
    section47Enquiry,
    initialConference,
    reviewConference,
    coreGroup,
    childProtectionVisit,
    becomingLookedAfter,
    legalStatusChange,
    placementChange,
    ceasingToBeLookedAfter,
    carePlan,
    lookedAfterReview,
    lookedAfterVisit,
    healthAssessment,
    personalEducationPlan,
    missing,
    returnFromMissing,
    returnInterview,
    eligibility,
    pathwayPlan,
    pathwayPlanReview,
    keepingInTouch,
    entitlement,
    leavingCareClosure,
    allocation,
    transfer,
    allocationEnd,
    managementOversight,
    purposefulDelay,
    supervision,
    supervisionReply,
    decisionRecord,
    reviewDecisions,
    meetingMinutes,
    escalation,
    escalationAnswer,
    escalationStage,
    escalationEnd,
    planProgress,
    plannedVisit,
    caseNote,
  },
  {
    earlyHelp,
    inNeed,
    childInNeedPlan: childInNeedPlanEpisode,
    childProtectionPlan,
    categoryOfAbuse,
    lookedAfter,
    shortBreaks,
    legalStatus,
    placement,
    missing: missingEpisode,
    careLeaver,
    pathwayPlan: pathwayPlanEpisode,
    socialWorkerAllocation,
    personalAdviserAllocation,
    earlyHelpAllocation,
    reviewingOfficerAllocation,
    coWorkerAllocation,
    escalation: escalationEpisode,
  },
)

export type StepName = keyof typeof england.steps
export type EpisodeKind = keyof typeof england.episodes
