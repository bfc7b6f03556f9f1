import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Instant } from '../calendar/index.ts'
import { atOnce } from '../store/database.ts'
import type { Tables } from '../store/tables.ts'

/** Why a session is over. */
export type Ending =
  | 'signedOut'
  | 'idle'
  | 'tooLong'
  | 'partChanged'
  | 'endedElsewhere'
  | 'endedByAdministrator'
  | 'left'

/** Ends open sessions; the caller says which. */
export const endWhere = (database: Kysely<Tables>, at: Instant, because: Ending, by: number | null = null) =>
  database
    .updateTable('session')
    .set({ ended_at: at, ended_because: because, ended_by: by })
    .where('ended_at', 'is', null)

/** Changes a worker's sessions one at a time: all that end together must not miss one that is just beginning. */
export const inTurn = <Result>(
  database: Kysely<Tables>,
  worker: number,
  work: (queries: Kysely<Tables>) => Promise<Result>,
): Promise<Result> =>
  atOnce(database, async queries => {
    await sql`select pg_advisory_xact_lock(hashtext(${`righthelp sessions of ${worker}`}))`.execute(queries)
    return work(queries)
  })
