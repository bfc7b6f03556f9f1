import { addWorkingDaysTo, dateOf, isWorkingDayNumber } from '../../calendar/index.ts'
import type { CivilDate, DayNumber } from '../../calendar/index.ts'
import type { StepName } from '../../journey/index.ts'
import type { Stream } from '../chance/random.ts'
import type { SimulatedChild } from '../journeys/index.ts'
import type { Placement } from './placements.ts'

/** Whose hand writes an entry. */
export type Hand =
  | 'pointOfAccess'
  | 'partnership'
  | 'socialWorker'
  | 'manager'
  | 'chair'
  | 'businessSupport'
  | 'adviser'
  | 'earlyHelp'
  | 'emergencyDuty'

/** A step of one child's story whose day is settled: it becomes an entry, shared with siblings whose act is the same. */
export type Act = {
  readonly day: DayNumber
  /** The day on which it counts as done, where that is later. */
  readonly completed: DayNumber
  /** The order of acts within a day. */
  readonly rank: number
  readonly step: StepName
  readonly outcome: string
  /** The child's place in the family. */
  readonly child: number
  /** Acts of siblings that share this, their day and their outcome are one entry. */
  readonly share: string
  /** What is settled of its answers: dates, codes, numbers. */
  readonly facts: Readonly<Record<string, unknown>>
  readonly hand: Hand
  /** A name by which later acts of the child can follow it. */
  readonly mark?: string
  readonly follows?: string
}

/** What is known of a child and the county while acts are made. */
export type Making = {
  readonly child: SimulatedChild
  readonly index: number
  readonly seed: number
  readonly recordsFrom: DayNumber
  readonly lastDay: DayNumber
  readonly placements: ReadonlyMap<number, readonly Placement[]>
  /** What chance decides of this child alone. */
  readonly stream: Stream
}

/** The order within a day: what brings a child in comes first, what ends things comes last. */
export const ranks = {
  contact: 0,
  multiAgencyEnquiry: 2,
  referral: 4,
  handing: 6,
  managementOversight: 10,
  strategyDiscussion: 12,
  assessment: 20,
  section47Enquiry: 22,
  initialConference: 24,
  reviewConference: 26,
  becomingLookedAfter: 28,
  childInNeedPlan: 30,
  change: 32,
  visit: 40,
  meeting: 42,
  missing: 50,
  ceasing: 60,
  ending: 70,
  closure: 80,
  eligibility: 84,
  earlyHelp: 90,
} as const

/** A date in the form in which answers hold it. */
export const on = (day: DayNumber): CivilDate => dateOf(day)

/** The day itself where it is a working day, else the one before it. */
export const workingDayBy = (day: DayNumber): DayNumber => (isWorkingDayNumber(day) ? day : addWorkingDaysTo(day, -1))

/** The day itself where it is a working day, else the next. */
export const workingDayFrom = (day: DayNumber): DayNumber => (isWorkingDayNumber(day) ? day : addWorkingDaysTo(day, 1))

/** Whether something lasted into the records; what ended before is not told. */
export const runsIntoRecords = (
  { recordsFrom }: Making,
  { endedOn }: { readonly endedOn: DayNumber | null },
): boolean => endedOn === null || endedOn >= recordsFrom
