import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '../calendar/index.ts'
import type { AuthorisationTables } from './authorisation-tables.ts'

/** The tables that the working day keeps beside the ledger. */
export type WorkingDayTables = AuthorisationTables & {
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
  readonly letter_draft: {
    draft: Generated<number>
    identity: number
    letter: string
    author: number
    version: Generated<number>
    page: string
    /** The form as it was sent, by the names of its inputs. */
    sent: ColumnType<Readonly<Record<string, string | readonly string[] | undefined>>, string, string>
    saved_at: Instant
  }
}
