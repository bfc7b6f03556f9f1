import { addWorkingDays } from '../calendar/index.ts'
import type { CivilDate } from '../calendar/index.ts'
import type { Role } from './roles.ts'

/** What is the same of all meetings of a kind. The numbers are local practice unless they say another source. */
export type MeetingKind = {
  /** The step that records what it decided. */
  readonly step: string
  readonly title: string
  /** How it is called in a letter to a family. */
  readonly forFamilies: string
  /** How long it usually takes, in minutes. */
  readonly usually: number
  readonly chairedBy: readonly Role[]
  /** Whether the family is invited. Those who think about a child's safety tonight meet without. */
  readonly withFamily: boolean
  /** The step by which the family and agencies hear what was decided, and whether minutes are written. */
  readonly decisionStep?: 'decisionRecord' | 'reviewDecisions'
  readonly hasMinutes: boolean
  /** The reports asked for, and how many working days before the meeting they are there. */
  readonly reports: readonly {
    readonly what: string
    readonly from: 'socialWorker' | 'agencies'
    readonly before: number
  }[]
  /** Who must be there for the meeting to decide, in words. */
  readonly quorum: string
  /** What the family is told beside when and where. */
  readonly tells: string
}

const ownReport = (what: string, before: number) => ({ what, from: 'socialWorker' as const, before })
const agencyReports = (before: number) => ({ what: 'Report of the agency', from: 'agencies' as const, before })

const conference = {
  chairedBy: ['conferenceChair'],
  withFamily: true,
  decisionStep: 'decisionRecord',
  hasMinutes: true,
  quorum:
    'Children’s social care and at least two other agencies that know the child. The chair may go on with fewer where waiting is worse for the child, and says why.',
} as const

/** The meetings about a child that are planned with an invitation, by the step that records them. */
export const meetingKinds = {
  initialConference: {
    ...conference,
    step: 'initialConference',
    title: 'Initial child protection conference',
    forFamilies: 'a child protection conference',
    usually: 120,
    reports: [ownReport('Social worker’s report, shared with the family', 3), agencyReports(1)],
    tells:
      'You may bring somebody to support you. The social worker shares their report with you at least 3 working days before. You may ask to speak to the chair beforehand, and for time apart if you do not feel safe in the same room as somebody else.',
  },
  reviewConference: {
    ...conference,
    step: 'reviewConference',
    title: 'Review child protection conference',
    forFamilies: 'a review of the child protection plan',
    usually: 90,
    reports: [ownReport('Social worker’s report, shared with the family', 5), agencyReports(1)],
    tells:
      'You may bring somebody to support you. The social worker shares their report with you at least 5 working days before. The meeting asks what has changed, and whether the plan is still needed.',
  },
  lookedAfterReview: {
    step: 'lookedAfterReview',
    title: 'Looked-after review',
    forFamilies: 'a review of the care plan',
    usually: 60,
    chairedBy: ['conferenceChair'],
    withFamily: true,
    decisionStep: 'reviewDecisions',
    hasMinutes: true,
    reports: [ownReport('Social worker’s report and care plan', 3)],
    quorum:
      'The reviewing officer, the social worker and whoever cares for the child. The child decides how to take part.',
    tells:
      'The meeting asks how the child is, and whether the care plan is right. You may say beforehand what you want it to talk about.',
  },
  coreGroup: {
    step: 'coreGroup',
    title: 'Core group',
    forFamilies: 'a meeting about the child protection plan',
    usually: 60,
    chairedBy: ['socialWorker', 'teamManager'],
    withFamily: true,
    hasMinutes: false,
    reports: [],
    quorum: 'The social worker, a member of the family and one other agency of the plan.',
    tells: 'We go through the plan together: what has been done, what has helped, and what comes next.',
  },
  childInNeedReview: {
    step: 'childInNeedReview',
    title: 'Child in need review',
    forFamilies: 'a meeting about the help you get',
    usually: 60,
    chairedBy: ['socialWorker', 'teamManager'],
    withFamily: true,
    hasMinutes: false,
    reports: [],
    quorum: 'The social worker and a member of the family.',
    tells: 'We look at what has changed, what has helped, and whether you still want and need this help.',
  },
  strategyDiscussion: {
    step: 'strategyDiscussion',
    title: 'Strategy discussion',
    forFamilies: '',
    usually: 45,
    chairedBy: ['teamManager', 'socialWorker'],
    withFamily: false,
    hasMinutes: false,
    reports: [],
    quorum: 'Children’s social care, police and health at least.',
    tells: '',
  },
} as const satisfies Readonly<Record<string, MeetingKind>>

export type MeetingKindName = keyof typeof meetingKinds

export const isMeetingKind = (text: string): text is MeetingKindName => Object.hasOwn(meetingKinds, text)

/** A kind of meeting by its name, its declaration in the common form. */
export const meetingKindOf = (name: MeetingKindName): MeetingKind => meetingKinds[name]

/** The day by which a report is to be there, so many working days before the meeting. */
export const reportDueOn = (meetingOn: CivilDate, before: number): CivilDate => addWorkingDays(meetingOn, -before)

/** How a meeting is held. */
export const meetingManners = {
  inPerson: 'In person',
  video: 'By video',
  both: 'In person, and by video for some',
  telephone: 'By telephone',
} as const

export type MeetingManner = keyof typeof meetingManners

/** Who came. */
export const attendances = {
  came: 'Came',
  apologies: 'Sent apologies',
  sentReport: 'Sent a report',
  didNotCome: 'Did not come',
} as const

export type Attendance = keyof typeof attendances

/** How a child takes part, as the child chose or as it was decided for a young one. */
export const ownWays = {
  notAsked: 'Not asked yet',
  comes: 'Comes for all of it',
  comesForPart: 'Comes for a part',
  apart: 'Meets the chair apart, before or after',
  advocate: 'An advocate speaks for the child',
  writes: 'Sends words, a drawing or a recording',
  throughWorker: 'The social worker brings what the child says',
  notThere: 'Does not want to take part',
  tooYoung: 'Too young to take part',
} as const

export type OwnWay = keyof typeof ownWays

export const isOwnWay = (text: unknown): text is OwnWay => typeof text === 'string' && Object.hasOwn(ownWays, text)
