import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { CivilDate, Instant } from '../calendar/index.ts'
import type { AccessTables } from './access-tables.ts'
import type { CouncilTables } from './council-tables.ts'
import type { DoorTables } from './door-tables.ts'
import type { EntranceTables } from './entrance-tables.ts'
import type { Knowledge } from './knowledge.ts'
import type { MeetingTables } from './meeting-tables.ts'
import type { OutOfHoursTables } from './out-of-hours-tables.ts'
import type { PartnerTables } from './partner-tables.ts'
import type { PeopleTables } from './people-tables.ts'
import type { SignInTables } from './sign-in-tables.ts'
import type { TriageTables } from './triage-tables.ts'
import type { WorkingDayTables } from './working-day-tables.ts'

type Json = JSONColumnType<Readonly<Record<string, unknown>>>

export type EntryTable = {
  id: Generated<number>
  lineage: number
  version: Generated<number>
  /** Whom it is about, in order, as in `entry_subject`: for one who goes through many entries. */
  subjects: readonly number[]
  step: string
  answers: Json
  outcome: string
  happened_on: CivilDate
  completed_on: CivilDate
  follows: number | null
  author: number
  team: string | null
  source: Generated<string>
  recorded_at: Instant
  superseded_at: Generated<Instant>
  withdrawn: Generated<boolean>
  correction_reason: string | null
  draft: number | null
  /** Of a version after which paragraphs changed: what it said of each child alone, by the child's number. */
  paragraphs: ColumnType<Readonly<Record<string, string>> | null, string | null | undefined, string | null>
}
export type EntrySubjectTable = { lineage: number; identity: number; paragraph: string | null }
/** Rows only while a county is built, or where a build was cut off (`bulk/cut-off.ts`). */
type TakenOffTable = { place: number; statement: string; is_back: Generated<boolean> }
export type EpisodeTable = Knowledge & {
  id: Generated<number>
  identity: number
  kind: string
  started_on: CivilDate
  ended_on: CivilDate | null
  detail: Json
  opened_by: number
  closed_by: number | null
  settled_known_from: Instant | null
}
export type DutyTable = Knowledge & {
  id: Generated<number>
  identity: number
  rule: string
  step: string
  anchor: number
  anchored_on: CivilDate
  due_on: CivilDate | null
  due_at: Instant | null
  sooner_since: CivilDate | null
  nth: Generated<number>
  episode: number | null
  met_by: number | null
  met_on: CivilDate | null
  lapsed_by: number | null
  lapsed_on: CivilDate | null
  settled_known_from: Instant | null
}
export type DraftTable = {
  draft: Generated<number>
  step: string
  subjects: number[]
  answers: Json
  paragraphs: Json
  follows: number | null
  corrects: number | null
  version: Generated<number>
  author: number
  created_at: Instant
  updated_at: Instant
  completed_at: Instant | null
  completed_as: number | null
}
export type DraftVersionTable = {
  id: Generated<number>
  draft: number
  version: number
  set_aside: Generated<boolean>
  page: string | null
  kept: Json
  sent: Json | null
  author: number
  saved_at: Instant
}

export type TransferRequestTable = {
  request: Generated<number>
  identity: number
  part: 'socialWorker' | 'personalAdviser' | 'earlyHelpWorker'
  held_by: number
  from_worker: number | null
  to_worker: number
  to_team: string
  handover: string
  asked_by: number
  asked_at: Instant
  answer: 'accepted' | 'declined' | 'withdrawn' | 'overtaken' | null
  answered_by: number | null
  answered_at: Instant | null
  reason: string | null
  entry: number | null
}

export type DocumentTable = {
  document: Generated<number>
  title: string
  kind: string
  sent_as: string | null
  media_type: string
  size: number
  sha256: string
  scanned_by: string | null
  notices: string[]
  entry: number | null
  draft: number | null
  letter: Json | null
  added_by: number
  added_at: Instant
  removed_by: Generated<number | null>
  removed_at: Generated<Instant | null>
  removed_reason: Generated<string | null>
}
export type DocumentSubjectTable = { document: number; identity: number }
export type DocumentChunkTable = { document: number; position: number; bytes: Buffer }

/** Every table of the spine, as queries see them: dates and instants are text, never the machine's own dates. */
export type Tables = MeetingTables &
  AccessTables &
  CouncilTables &
  DoorTables &
  EntranceTables &
  OutOfHoursTables &
  PartnerTables &
  PeopleTables &
  SignInTables &
  TriageTables &
  WorkingDayTables & {
    entry: EntryTable
    entry_subject: EntrySubjectTable
    episode: EpisodeTable
    duty: DutyTable
    taken_off: TakenOffTable
    draft: DraftTable
    draft_version: DraftVersionTable
    transfer_request: TransferRequestTable
    document: DocumentTable
    document_subject: DocumentSubjectTable
    document_chunk: DocumentChunkTable
  }
