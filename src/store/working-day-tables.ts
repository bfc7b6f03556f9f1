import type { Generated } from 'kysely'
import type { Instant } from '../calendar/index.ts'

/** The tables that the working day keeps beside the ledger. */
export type WorkingDayTables = {
  readonly meeting_minutes_version: {
    id: Generated<number>
    meeting: number
    version: number
    set_aside: boolean
    page: string | null
    words: string
    sent: string | null
    author: number | null
    saved_at: Instant
  }
}
