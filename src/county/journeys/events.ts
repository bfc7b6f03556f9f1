import type { DayNumber } from '../../calendar/index.ts'
import type { AbuseCategory, ContactSource, LegalStatus } from '../controls/index.ts'

/** One thing that happened to one child, with its dates as day numbers (`dateOf` of `calendar` names them). */
export type JourneyEvent =
  | Contact
  | EarlyHelp
  | Referral
  | InNeed
  | Assessment
  | ChildInNeedPlan
  | Enquiry
  | Conference
  | ProtectionPlan
  | Care
  | CareLeaver

/** What every event has. `id` is unique among all events; events of siblings made together have one kind and one group. */
type Happening = {
  readonly id: number
  /** Siblings with the same kind and group share one entry. */
  readonly group: number
  /**
   * Whether it began in the earlier history, before the county's records begin, and so is told in outline only. Its end may
   * fall within the records and count there.
   */
  readonly outline: boolean
}

/** A contact counts in the month of `decidedOn`, the day on which the point of access chose its outcome. */
export type Contact = Happening & {
  readonly kind: 'contact'
  /** Any day of the week: contacts come in at weekends too. */
  readonly receivedOn: DayNumber
  readonly decidedOn: DayNumber
  /** Working days after `receivedOn` up to and including `decidedOn`. */
  readonly workingDays: number
  readonly source: ContactSource
  readonly outcome: 'informationAndAdvice' | 'earlyHelp' | 'mapTeam' | 'assessmentService'
  /** When the multi-agency partnership team passed it on to the assessment service, where the outcome is `mapTeam`; else null. */
  readonly mapTeam: {
    /** The day on which the referral is received. */
    readonly decidedOn: DayNumber
    /** Working days after the contact's `decidedOn` up to and including this `decidedOn`. */
    readonly workingDays: number
  } | null
}

/** An early help episode: opened by a contact, or when a case in need is stepped down (`contact` is null then). */
export type EarlyHelp = Happening & {
  readonly kind: 'earlyHelp'
  readonly contact: number | null
  readonly startedOn: DayNumber
  readonly endedOn: DayNumber | null
  readonly endReason: 'needsMet' | 'disengaged' | 'steppedUp' | 'turned18' | null
}

/** A referral counts on `receivedOn`. `decidedOn` is the same working day or the next, always in the same month. */
export type Referral = Happening & {
  readonly kind: 'referral'
  /** The contact that led to it; null in the earlier history. */
  readonly contact: number | null
  readonly receivedOn: DayNumber
  readonly decidedOn: DayNumber
  readonly source: ContactSource
  readonly outcome: 'assessment' | 'noFurtherAction'
  /** Whether an earlier referral of the child came in the 12 months before. */
  readonly isRepeat: boolean
}

/** The episode of need, from the accepted referral's `receivedOn` to closure, whatever else the child has meanwhile. */
export type InNeed = Happening & {
  readonly kind: 'inNeed'
  readonly referral: number
  readonly startedOn: DayNumber
  readonly endedOn: DayNumber | null
  readonly endReason:
    | 'needsMet'
    | 'steppedDownToEarlyHelp'
    | 'movedAway'
    | 'assessedNoNeed'
    | 'turned18'
    | 'adopted'
    | null
}

/** A child and family assessment: the one that answers a referral, or a repeat assessment of a child in need. */
export type Assessment = Happening & {
  readonly kind: 'assessment'
  /** The referral it answers; a repeat assessment names the referral that opened the episode of need. */
  readonly referral: number
  readonly isRepeat: boolean
  readonly startedOn: DayNumber
  readonly completedOn: DayNumber | null
  /** Working days after `startedOn` up to and including `completedOn`; late where more than 45. */
  readonly workingDays: number | null
  readonly isLate: boolean | null
  readonly outcome: 'noFurtherAction' | 'earlyHelp' | 'childInNeedPlan' | 'childProtection' | 'lookedAfter' | null
}

/** A child in need plan: runs while a child assessed as in need has neither a protection plan nor care. */
export type ChildInNeedPlan = Happening & {
  readonly kind: 'childInNeedPlan'
  readonly need: number
  readonly startedOn: DayNumber
  readonly endedOn: DayNumber | null
  readonly endReason: 'closed' | 'protectionPlan' | 'lookedAfter' | 'turned18' | null
}

/** A section 47 enquiry with the strategy discussion that began it, on `startedOn`. */
export type Enquiry = Happening & {
  readonly kind: 'enquiry'
  readonly need: number
  readonly strategyDiscussionOn: DayNumber
  readonly startedOn: DayNumber
  readonly endedOn: DayNumber | null
  readonly outcome: 'notSubstantiated' | 'noContinuingRisk' | 'continuingRisk' | null
}

/** An initial child protection conference that follows an enquiry. */
export type Conference = Happening & {
  readonly kind: 'conference'
  readonly enquiry: number
  readonly heldOn: DayNumber
  /** Working days after the strategy discussion up to and including `heldOn`; in time where 15 or fewer. */
  readonly workingDays: number
  readonly outcome: 'plan' | 'noPlan'
}

/** A child protection plan. */
export type ProtectionPlan = Happening & {
  readonly kind: 'protectionPlan'
  /** The conference that decided it; null in the earlier history. */
  readonly conference: number | null
  readonly category: AbuseCategory
  /** Whether the child had an earlier plan, ever. */
  readonly isSecondOrSubsequent: boolean
  readonly startedOn: DayNumber
  readonly endedOn: DayNumber | null
  readonly endReason: 'riskReduced' | 'lookedAfter' | 'turned18' | null
}

/** A period of being looked after. */
export type Care = Happening & {
  readonly kind: 'care'
  readonly need: number
  readonly startedOn: DayNumber
  /** The legal status on the day the child became looked after. */
  readonly legalStatus: LegalStatus
  readonly isUasc: boolean
  /** Whether the child was looked after before. */
  readonly isReturn: boolean
  readonly endedOn: DayNumber | null
  readonly endReason:
    | 'returnedHome'
    | 'adopted'
    | 'specialGuardianship'
    | 'otherCarer'
    | 'transferred'
    | 'turned18'
    | null
}

/** One who was looked after on the 18th birthday, after 13 weeks or more; in outline where that was before the records begin. */
export type CareLeaver = Happening & {
  readonly kind: 'careLeaver'
  /** The 18th birthday. */
  readonly startedOn: DayNumber
  /** The day the personal adviser's support ends: after the 22nd birthday, at the 25th at the latest; null while it lasts. */
  readonly endedOn: DayNumber | null
}

export type Sex = 'female' | 'male'

export type SimulatedChild = {
  readonly id: number
  readonly family: number
  readonly sex: Sex
  /** May lie after the county's last day: then the child is not yet born. */
  readonly bornOn: DayNumber
  /** The expected date of birth, of a child who came to notice before birth. */
  readonly expectedOn: DayNumber | null
  readonly isUasc: boolean
  /** In order of their first date. */
  readonly events: readonly JourneyEvent[]
}

export type SimulatedFamily = {
  readonly id: number
  /** A key of the controls' districts. */
  readonly district: string
  readonly children: readonly SimulatedChild[]
}
