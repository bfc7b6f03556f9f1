import { keepSealing } from '../access/seals/job.ts'
import { openDatabase } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import type { Settings } from '../store/settings.ts'
import { say } from './command.ts'
import { sealFile } from './log-apart.ts'
import type { LogApart } from './log-apart.ts'

/** The database as the running application has it, and what goes on beside it until it ends. */
export type Served = { readonly database: Database; readonly end: () => Promise<void> }

const sealEveryMilliseconds = 60_000

/**
 * Opens the database in the application's own role, which may only add to the access log, and seals the log every
 * minute. What the log's keeping lacks is said, and so is a log that is not as it was sealed.
 */
export const beginServing = (settings: Settings, { applicationUrl, lacks }: LogApart): Served => {
  if (lacks !== undefined) say(`*** ${lacks} ***`)
  const database = openDatabase(applicationUrl)
  const onTrouble = (error: unknown): void =>
    say(`*** the access log could not be sealed: ${error instanceof Error ? error.message : String(error)} ***`)
  const sealing = keepSealing(database.sql, sealFile(settings), { every: sealEveryMilliseconds, onTrouble })
  return {
    database,
    end: async () => {
      await sealing.stop()
      await database.close()
    },
  }
}
