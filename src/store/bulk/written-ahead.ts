import type { Database } from '../database.ts'

/** Has what is changed written to disk beside the work that changes it. */
export type WrittenAhead = {
  /** Asks for all that is changed so far; not while it is being written already. */
  readonly write: () => void
  /** When nothing is being written any more. Throws where it could not be. */
  readonly ended: () => Promise<void>
}

/**
 * A great transaction has little left to write at its end where the server wrote meanwhile. Does nothing where our role may
 * not ask a server for it.
 */
export const writtenAhead = async ({ pool }: Pick<Database, 'pool'>): Promise<WrittenAhead> => {
  const { rows } = await pool.query<{ may: boolean }>("select pg_has_role('pg_checkpoint', 'usage') as may")
  const mayAsk = rows[0]?.may === true
  let underWay: Promise<unknown> | undefined
  let failure: Error | undefined
  const write = () => {
    if (!mayAsk || underWay !== undefined) return
    underWay = pool
      .query('checkpoint')
      .catch((error: unknown) => {
        failure ??= error instanceof Error ? error : new Error(String(error))
      })
      .finally(() => {
        underWay = undefined
      })
  }
  const ended = async () => {
    await underWay
    if (failure !== undefined) throw failure
  }
  return { write, ended }
}
