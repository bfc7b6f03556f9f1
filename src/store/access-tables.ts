import type { Generated } from 'kysely'
import type { Instant } from '../calendar/index.ts'

export type RestrictionTable = {
  id: Generated<number>
  identity: number
  reason: string
  started_at: Instant
  ended_at: Generated<Instant>
}
export type KeeperTable = { identity: number; worker: number; started_at: Instant; ended_at: Generated<Instant> }
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

/** The tables of who may not be seen, who is signed in, and who has looked. */
export type AccessTables = {
  restriction: RestrictionTable
  keeper: KeeperTable
  session: SessionTable
  access_log: AccessLogTable
}
