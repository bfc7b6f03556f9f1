import type { Generated, JSONColumnType } from 'kysely'
import type { Instant } from '../calendar/index.ts'

export type AccountTable = {
  account: Generated<number>
  worker: number
  issuer: string
  subject: string | null
  email: string | null
  known_from: Instant
  known_to: Generated<Instant>
}
export type SignInAttemptTable = {
  state_hash: string
  browser_hash: string
  verifier: string
  nonce: string
  next: string
  begun_at: Instant
}
export type KeptFormTable = { token_hash: string; sealed: Buffer; kept_at: Instant }
export type WorkerEventTable = {
  id: Generated<number>
  worker: number
  at: Instant
  kind: string
  author: number | null
  detail: JSONColumnType<Readonly<Record<string, string | number | boolean | null>>>
}

/** The tables of signing in. */
export type SignInTables = {
  account: AccountTable
  sign_in_attempt: SignInAttemptTable
  kept_form: KeptFormTable
  worker_event: WorkerEventTable
}
