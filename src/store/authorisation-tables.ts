import type { Generated } from 'kysely'
import type { CivilDate, Instant } from '../calendar/index.ts'

/** What was sent to managers to authorise, and who authorised what was recorded. */
export type AuthorisationTables = {
  readonly authorisation_request: {
    request: Generated<number>
    draft: number
    to_worker: number
    to_role: string
    to_team: string
    sent_by: number
    sent_team: string | null
    sent_at: Instant
    answer: 'authorised' | 'returned' | 'takenBack' | null
    answered_by: number | null
    answered_at: Instant | null
    reason: string | null
  }
  readonly entry_authorisation: {
    lineage: number
    version: number
    authoriser: number
    authorised_on: CivilDate
    authorised_at: Instant | null
  }
}
