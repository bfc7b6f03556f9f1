import type { Generated } from 'kysely'
import type { Instant } from '../calendar/index.ts'

export type RestrictionTable = {
  id: Generated<number>
  identity: number
  kind: Generated<'staffFamily' | 'adoption' | 'witnessProtection' | 'other'>
  reason: string
  placed_by: Generated<number | null>
  started_at: Instant
  ended_at: Generated<Instant>
  ended_by: Generated<number | null>
  ending: Generated<string | null>
}
export type KeeperTable = {
  identity: number
  worker: number
  named_by: Generated<number | null>
  started_at: Instant
  ended_at: Generated<Instant>
  ended_by: Generated<number | null>
}
export type SessionTable = {
  token_hash: string
  worker: number
  role: string
  started_at: Instant
  seen_at: Instant
  ended_at: Instant | null
  session: Generated<number>
  /** When it began and was last used by the machine's clock, by which time-outs go. */
  begun_at: Generated<Instant>
  used_at: Generated<Instant>
  way: Generated<'choosing' | 'openid'>
  /** The parts that the provider's claims gave; null where every post counts. */
  parts: Generated<string[] | null>
  browser: Generated<string>
  ended_because: Generated<string | null>
  ended_by: Generated<number | null>
}
export type AccessLogTable = {
  id: Generated<number>
  at: Instant
  /** Null where somebody of another organisation looked. */
  worker: number | null
  partner_person: Generated<number | null>
  request: Generated<number | null>
  role: string
  act: string
  answer: 'open' | 'known' | 'nothing' | 'allowed' | 'refused'
  identity: number | null
  entry: number | null
  reason: string | null
}
export type AccessSealTable = {
  seal: number
  after_look: number
  through_look: number
  digests: Buffer
  hash: Buffer
  sealed_at: Instant
}
export type ReasonReviewTable = {
  look: number
  verdict: 'right' | 'question'
  words: string
  reviewed_by: number
  reviewed_at: Instant
}

/** The tables of who may not be seen, who is signed in, and who has looked. */
export type AccessTables = {
  restriction: RestrictionTable
  keeper: KeeperTable
  session: SessionTable
  access_log: AccessLogTable
  access_seal: AccessSealTable
  reason_review: ReasonReviewTable
}
