import type { CivilDate, Instant } from '../../../calendar/index.ts'
import type { Attendance, MeetingKindName, MeetingManner, OwnWay } from '../../../journey/meetings.ts'

/** A child whom a meeting is about, where the record opens to the reader. */
export type MeetingChild = {
  readonly identity: number
  readonly name: string
  readonly bornOn: CivilDate | null
  readonly ownWay: OwnWay
  readonly tookPart: string | null
  readonly paragraph: string | null
  readonly outcome: string | null
  readonly draft: number | null
  /** The entry that says what was decided, once it is recorded. */
  readonly entry: number | null
}

/** Somebody invited: of the family, a worker of the council, or of an agency. */
export type Invitee = {
  readonly invitee: number
  readonly kind: 'family' | 'worker' | 'agency'
  readonly identity: number | null
  readonly worker: number | null
  readonly name: string
  /** What they are to the child, or their work, or their agency. */
  readonly part: string
  readonly agency: string | null
  readonly interpreter: string | null
  readonly interpreterBooked: boolean
  readonly separateTime: boolean
  readonly advocate: string | null
  readonly needs: string | null
  readonly uninvited: boolean
  readonly invitedAt: Instant | null
  readonly attendance: Attendance | null
  readonly view: string | null
  readonly dissents: boolean
  readonly dissentReason: string | null
}

export type Report = {
  readonly report: number
  readonly what: string
  readonly from: string | null
  readonly dueOn: CivilDate
  readonly cameOn: CivilDate | null
}

export type Decision = {
  readonly position: number
  readonly words: string
  readonly byWhom: string | null
  readonly byWhen: CivilDate | null
  /** The child whom alone it is about. */
  readonly identity: number | null
}

export type Minutes = {
  readonly words: string
  readonly standing: 'writing' | 'withChair' | 'sentBack' | 'approved'
  readonly version: number
  readonly writtenBy: string | null
  readonly writtenAt: Instant
  readonly checkedBy: string | null
  readonly checkedAt: Instant | null
  readonly chairsWords: string | null
}

/** A meeting as somebody reads it to whom at least one of its children opens. */
export type Meeting = {
  readonly meeting: number
  readonly kind: MeetingKindName
  readonly startsAt: Instant
  readonly length: number
  readonly manner: MeetingManner
  readonly place: string | null
  readonly chair: number | null
  readonly chairName: string | null
  readonly minuteTaker: number | null
  readonly minuteTakerName: string | null
  readonly team: string | null
  readonly familyTold: string | null
  readonly dueOn: CivilDate | null
  readonly calledBy: string | null
  readonly version: number
  readonly quorate: boolean | null
  readonly quorumWords: string | null
  readonly heldAt: Instant | null
  readonly cancelledAt: Instant | null
  readonly cancelledReason: string | null
  readonly closedAt: Instant | null
  readonly children: readonly MeetingChild[]
  readonly invitees: readonly Invitee[]
  readonly reports: readonly Report[]
  readonly decisions: readonly Decision[]
  readonly minutes: Minutes | undefined
}

export type Change = { readonly at: Instant; readonly by: string | null; readonly words: string }
