import type { DayNumber } from '../../calendar/index.ts'
import type { Assessment, Care, InNeed, JourneyEvent, ProtectionPlan, Sex } from './events.ts'

/** An event that may still be written to: its end is not known when it begins. */
export type Draft<Event> = { -readonly [Key in keyof Event]: Event[Key] }

/** A child as the simulation knows the child from day to day. */
export type Child = {
  readonly id: number
  readonly family: Family
  readonly sex: Sex
  readonly bornOn: DayNumber
  readonly expectedOn: DayNumber | null
  /** The 18th birthday. */
  readonly adultOn: DayNumber
  readonly isUasc: boolean
  readonly events: JourneyEvent[]
  /** Where the child stands in each pool, -1 for those the child is not in. */
  readonly places: number[]
  /** Whether the child was ever referred. */
  isKnown: boolean
  /** Whether the last referral is so long ago that the next is no re-referral. */
  isDormant: boolean
  lastReferralOn: DayNumber
  /** The day on which the last referral was decided. */
  acceptedOn: DayNumber
  closedOn: DayNumber
  need: Draft<InNeed> | null
  assessment: Draft<Assessment> | null
  /** Whether the open assessment is one that will take longer than it should. */
  isSlow: boolean
  lastAssessedOn: DayNumber
  plan: Draft<ProtectionPlan> | null
  plansBefore: number
  care: Draft<Care> | null
  caresBefore: number
  /** The financial years of the last start and the last end of care. */
  careStartYear: number
  careEndYear: number
  /** Until this day an enquiry, a conference or a return is ahead: no closure, no other enquiry and no care until it is past. */
  heldUntil: DayNumber
  /** Until this day the child stays looked after. */
  staysUntil: DayNumber
}

export type Family = {
  readonly id: number
  readonly district: string
  readonly children: Child[]
}

/** Long before any day of the history. */
export const longAgo: DayNumber = -1_000_000
