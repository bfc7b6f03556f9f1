import type { Generated } from 'kysely'
import type { Instant } from '../calendar/index.ts'

export type RequestStandingTable = {
  request: number
  claimed_by: number | null
  claimed_at: Instant | null
  priority: 'urgent' | 'soon' | 'usual'
  priority_why: string
  decided_at: Instant | null
  replied_at: Instant | null
  /** The last restriction there was when the request was examined. */
  examined_for: Generated<number>
  /** Who kept whom when it was decided whose alone the request is, as one mark; null where it has not been looked at so. */
  kept_as: Generated<string | null>
}
export type RequestDecisionTable = {
  decision: Generated<number>
  request: number
  children: number[]
  outcome: string
  level: number | null
  rationale: string
  proposed_by: number
  proposed_at: Instant
  agreement_because: string | null
  agreed_by: number | null
  agreed_at: Instant | null
  returned_by: number | null
  returned_at: Instant | null
  returned_why: string | null
  entry: number | null
}

/** The tables of the board of the point of access. */
export type TriageTables = {
  request_standing: RequestStandingTable
  request_decision: RequestDecisionTable
}
