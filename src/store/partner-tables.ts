import type { Generated, JSONColumnType } from 'kysely'
import type { Instant } from '../calendar/index.ts'

type Json = JSONColumnType<Readonly<Record<string, unknown>>>

export type PartnerSessionTable = {
  token_hash: string
  person: number
  started_at: Instant
  seen_at: Instant
  ended_at: Instant | null
}
export type PartnerDraftTable = {
  person: number
  form: string
  form_key: string
  typed: Json
  saved_at: Instant
}
export type EnquiryAdditionTable = {
  id: Generated<number>
  enquiry: number
  answer: Json
  answered_by: number
  answered_at: Instant
}

export type PartnerEventTable = {
  id: Generated<number>
  partner: number
  person: number | null
  at: Instant
  kind: string
  author: number | null
  detail: Json
}

/** The tables by which people of other organisations sign in and write. */
export type PartnerTables = {
  partner_session: PartnerSessionTable
  partner_draft: PartnerDraftTable
  enquiry_addition: EnquiryAdditionTable
  partner_event: PartnerEventTable
}
