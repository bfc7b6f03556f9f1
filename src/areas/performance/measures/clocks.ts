import { inTime } from './in-time.ts'

export const enquiriesOfPartnersInTime = inTime({
  id: 'multi-agency-enquiries-in-time',
  group: 'frontDoor',
  title: 'Multi-agency partnership enquiries completed in time',
  thing: 'enquiry',
  rule: 'multiAgencyEnquiry',
  work: 'enquiries of the multi-agency partnership team',
  done: 'completed',
})

export const section47EnquiriesInTime = inTime({
  id: 'section-47-enquiries-in-time',
  group: 'protection',
  title: 'Section 47 enquiries completed in time',
  thing: 'enquiry',
  rule: 'section47Enquiry',
  work: 'section 47 enquiries',
  done: 'completed',
})

export const reviewConferencesInTime = inTime({
  id: 'review-conferences-in-time',
  group: 'protection',
  title: 'Review child protection conferences held in time',
  thing: 'conference',
  rule: 'childProtectionPlan.review',
  work: 'review child protection conferences',
  done: 'held',
})

export const coreGroupsInTime = inTime({
  id: 'core-groups-in-time',
  group: 'protection',
  title: 'Core groups held in time',
  thing: 'meeting',
  rule: 'childProtectionPlan.coreGroup',
  work: 'core groups',
  done: 'held',
})

export const inNeedReviewsInTime = inTime({
  id: 'child-in-need-reviews-in-time',
  group: 'inNeed',
  title: 'Child in need plans reviewed in time',
  thing: 'review',
  rule: 'childInNeedPlan.review',
  work: 'reviews of child in need plans',
  done: 'held',
})

export const earlyHelpReviewsInTime = inTime({
  id: 'early-help-reviews-in-time',
  group: 'levels',
  title: 'Early help plans reviewed in time',
  thing: 'review',
  rule: 'earlyHelp.review',
  work: 'early help reviews',
  done: 'held',
})

export const lookedAfterReviewsInTime = inTime({
  id: 'looked-after-reviews-in-time',
  group: 'lookedAfter',
  title: 'Looked-after reviews held in time',
  thing: 'review',
  rule: 'lookedAfter.review',
  work: 'reviews of looked-after children',
  apart:
    'The reviews of a child who waits for adoption, or is placed for it, have clocks of their own and are not among them.',
  done: 'held',
})

export const firstHealthAssessmentsInTime = inTime({
  id: 'initial-health-assessments-in-time',
  group: 'lookedAfter',
  title: 'Initial health assessments made in time',
  thing: 'assessment',
  rule: 'lookedAfter.healthAssessment',
  time: 'first',
  work: 'initial health assessments of looked-after children',
  done: 'made by a doctor, or refused by the child,',
})

export const laterHealthAssessmentsInTime = inTime({
  id: 'review-health-assessments-in-time',
  group: 'lookedAfter',
  title: 'Review health assessments made in time',
  thing: 'assessment',
  rule: 'lookedAfter.healthAssessment',
  time: 'later',
  work: 'health assessments of looked-after children after the initial one',
  done: 'made, or refused by the child,',
})

export const educationPlansInTime = inTime({
  id: 'personal-education-plans-in-time',
  group: 'lookedAfter',
  title: 'Personal education plans agreed in time',
  thing: 'plan',
  rule: 'lookedAfter.personalEducationPlan',
  work: 'personal education plans of looked-after children',
  done: 'agreed',
})

export const returnInterviewsInTime = inTime({
  id: 'return-interviews-in-time',
  group: 'missing',
  title: 'Return interviews held or declined within 72 hours',
  thing: 'interview',
  rule: 'returnInterview',
  work: 'interviews of children who returned from being missing',
  done: 'held, or declined by the child,',
})

export const leavingCareDecisionsInTime = inTime({
  id: 'leaving-care-decisions-in-time',
  group: 'leavingCare',
  title: 'Decisions about support as a care leaver made in time',
  thing: 'decision',
  rule: 'lookedAfter.eligibility',
  work: 'decisions about the support of children in care of 16 and 17',
  done: 'made',
})

export const pathwayPlansInTime = inTime({
  id: 'pathway-plans-in-time',
  group: 'leavingCare',
  title: 'Pathway plans agreed in time',
  thing: 'plan',
  rule: 'pathwayPlan',
  work: 'first pathway plans',
  done: 'agreed',
})

export const pathwayPlanReviewsInTime = inTime({
  id: 'pathway-plan-reviews-in-time',
  group: 'leavingCare',
  title: 'Pathway plans reviewed in time',
  thing: 'review',
  rule: 'pathwayPlan.review',
  work: 'reviews of pathway plans',
  done: 'held',
})

export const contactWithCareLeaversInTime = inTime({
  id: 'keeping-in-touch-in-time',
  group: 'leavingCare',
  title: 'Contacts with care leavers made in time',
  thing: 'contact',
  rule: 'careLeaver.keepingInTouch',
  work: 'contacts of personal advisers with care leavers',
  done: 'made',
})
