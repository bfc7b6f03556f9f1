import type { Database } from '../database.ts'

/** Has what is changed written to disk beside the work that changes it. */
export type WrittenAhead = {
  /** Asks for all that is changed so far; not while it is being written already. */
  readonly write: () => void
  /** When nothing is being written any more. */
  readonly ended: () => Promise<void>
}

/**
 * A great transaction has little left to write at its end where the server wrote meanwhile. Does nothing where our role may
 * not ask a server for it.
 */
export const writtenAhead = async ({ pool }: Pick<Database, 'pool'>): Promise<WrittenAhead> => {
  const { rows } = await pool.query<{ may: boolean }>("select pg_has_role('pg_checkpoint', 'usage') as may")
  let mayAsk = rows[0]?.may === true
  let underWay: Promise<void> | undefined
  const checkpoint = async () => {
    try {
      await pool.query('checkpoint')
    } catch {
      // It saves time and nothing else: what a commit needs on disk, the commit writes.
      mayAsk = false
    }
    underWay = undefined
  }
  const write = () => {
    if (mayAsk) underWay ??= checkpoint()
  }
  const ended = async () => {
    await underWay
  }
  return { write, ended }
}
