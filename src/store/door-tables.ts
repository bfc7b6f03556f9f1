import type { Generated, JSONColumnType } from 'kysely'
import type { CivilDate, Instant } from '../calendar/index.ts'

type Json = JSONColumnType<Readonly<Record<string, unknown>>>

export type PartnerTable = {
  partner: Generated<number>
  name: string
  kind: string
  answers_enquiries: Generated<boolean>
  started_on: CivilDate
  ended_on: CivilDate | null
}
export type PartnerPersonTable = {
  person: Generated<number>
  partner: number
  given: string
  family: string
  post: string
  email: string | null
  subject: Generated<string | null>
  started_on: CivilDate
  ended_on: CivilDate | null
}
export type RequestTable = {
  request: Generated<number>
  reference: string
  kind: 'support' | 'concern' | 'consultation'
  sender: 'parent' | 'carer' | 'youngPerson' | 'public' | 'professional'
  partner: number | null
  partner_person: number | null
  taken_by: number | null
  answers: Json
  alarms: Generated<string[]>
  received_at: Instant
  decide_by: Instant
  form_key: string | null
}
export type RequestChildTable = {
  request: number
  position: number
  given: string | null
  family: string | null
  born_on: CivilDate | null
  expected_on: CivilDate | null
  sex: string | null
  answers: Json
}
export type RequestLinkTable = {
  id: Generated<number>
  request: number
  position: number
  identity: number
  decided_by: number | null
  reason: string | null
  known_from: Instant
  known_to: Generated<Instant>
}
export type RequestKeeperTable = { request: number; worker: number }
export type RequestFileTable = {
  file: Generated<number>
  request: number | null
  holder: string | null
  name: string
  media_type: string
  size: number
  sha256: string
  scanned_by: string | null
  notices: Generated<string[]>
  received_at: Instant
}
export type RequestFileChunkTable = { file: number; position: number; bytes: Buffer }
export type RequestEventTable = {
  id: Generated<number>
  request: number
  at: Instant
  kind: string
  worker: number | null
  partner_person: number | null
  detail: Json
}
export type EnquiryTable = {
  enquiry: Generated<number>
  request: number
  partner: number
  children: number[]
  question: string
  asked_by: number
  asked_at: Instant
  answer_by: Instant
  answer: Json | null
  answered_by: number | null
  answered_at: Instant | null
  withdrawn_at: Instant | null
  /** Where the children live, where whoever is asked needs to know. */
  address: string | null
}
export type OutgoingTable = {
  message: Generated<number>
  request: number | null
  by_way: 'letter' | 'email' | 'page'
  to_name: string | null
  to_address: string | null
  partner: number | null
  subject: string
  body: string
  written_by: number
  written_at: Instant
  sent_at: Instant | null
  tries: Generated<number>
  last_problem: string | null
}

/** The tables of what comes to the door and what goes out of it. */
export type DoorTables = {
  partner: PartnerTable
  partner_person: PartnerPersonTable
  request: RequestTable
  request_child: RequestChildTable
  request_link: RequestLinkTable
  request_keeper: RequestKeeperTable
  request_file: RequestFileTable
  request_file_chunk: RequestFileChunkTable
  request_event: RequestEventTable
  enquiry: EnquiryTable
  outgoing: OutgoingTable
}
