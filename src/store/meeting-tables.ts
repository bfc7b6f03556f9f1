import type { Generated } from 'kysely'
import type { CivilDate, Instant } from '../calendar/index.ts'

type MeetingTable = {
  meeting: Generated<number>
  kind: string
  starts_at: Instant
  minutes: number
  manner: 'inPerson' | 'video' | 'both' | 'telephone'
  place: string | null
  chair: number | null
  minute_taker: number | null
  team: string | null
  family_told: string | null
  due_on: CivilDate | null
  called_by: number | null
  called_at: Instant
  version: Generated<number>
  quorate: Generated<boolean | null>
  quorum_words: Generated<string | null>
  held_at: Generated<Instant | null>
  held_by: Generated<number | null>
  cancelled_at: Generated<Instant | null>
  cancelled_by: Generated<number | null>
  cancelled_reason: Generated<string | null>
  closed_at: Generated<Instant | null>
}
type MeetingChildTable = {
  meeting: number
  identity: number
  own_way: Generated<string | null>
  took_part: Generated<string | null>
  paragraph: Generated<string | null>
  outcome: Generated<string | null>
  draft: Generated<number | null>
  entry: Generated<number | null>
}
type MeetingInviteeTable = {
  invitee: Generated<number>
  meeting: number
  identity: Generated<number | null>
  worker: Generated<number | null>
  name: Generated<string | null>
  agency: Generated<string | null>
  part: string
  interpreter: Generated<string | null>
  interpreter_booked: Generated<boolean>
  separate_time: Generated<boolean>
  advocate: Generated<string | null>
  needs: Generated<string | null>
  uninvited: Generated<boolean>
  invited_at: Generated<Instant | null>
  invited_by: Generated<number | null>
  attendance: Generated<'came' | 'apologies' | 'sentReport' | 'didNotCome' | null>
  view: Generated<string | null>
  dissents: Generated<boolean>
  dissent_reason: Generated<string | null>
}
type MeetingReportTable = {
  report: Generated<number>
  meeting: number
  what: string
  invitee: Generated<number | null>
  due_on: CivilDate
  came_on: Generated<CivilDate | null>
  noted_by: Generated<number | null>
}
type MeetingDecisionTable = {
  meeting: number
  position: number
  words: string
  by_whom: string | null
  by_when: CivilDate | null
  identity: number | null
}
type MeetingMinutesTable = {
  meeting: number
  words: string
  standing: 'writing' | 'withChair' | 'sentBack' | 'approved'
  version: Generated<number>
  written_by: number | null
  written_at: Instant
  sent_to_chair_at: Generated<Instant | null>
  checked_by: Generated<number | null>
  checked_at: Generated<Instant | null>
  chairs_words: Generated<string | null>
}
type MeetingChangeTable = {
  id: Generated<number>
  meeting: number
  at: Instant
  worker: number | null
  words: string
}

/** Conferences, reviews and other meetings, with their invitations, reports, decisions and minutes. */
export type MeetingTables = {
  meeting: MeetingTable
  meeting_child: MeetingChildTable
  meeting_invitee: MeetingInviteeTable
  meeting_report: MeetingReportTable
  meeting_decision: MeetingDecisionTable
  meeting_minutes: MeetingMinutesTable
  meeting_change: MeetingChangeTable
}
