import type { Database } from '../database.ts'

/** Has what is changed written to disk beside the work that changes it. */
export type WrittenAhead = {
  /** Asks for all that is changed so far; not while it is being written already. */
  readonly write: () => void
  /** When nothing is being written any more. */
  readonly ended: () => Promise<void>
}

/** Whether it is worth asking, and ours to ask: a server that waits for no disk gains nothing by it. */
export const mayWriteAhead = async ({ pool }: Pick<Database, 'pool'>): Promise<boolean> => {
  const { rows } = await pool.query<{ may: boolean }>(
    "select pg_has_role('pg_checkpoint', 'usage') and current_setting('fsync') = 'on' as may",
  )
  return rows[0]?.may === true
}

/** A great transaction has little left to write at its end where the server wrote meanwhile. Does nothing where it may not. */
export const writtenAhead = ({ pool }: Pick<Database, 'pool'>, may: boolean): WrittenAhead => {
  let mayAsk = may
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
