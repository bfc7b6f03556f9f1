import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { DatabaseError } from 'pg'
import type { PoolClient } from 'pg'
import { isEmptyDatabase, takeTurnWithCouncil, undoCutOff, withClient, withTurnWithCouncil } from '../store/index.ts'
import type { Database, Tables, TakenOff } from '../store/index.ts'

/** What is done for a county in the database, one after the other. */
export type BuildSteps = {
  /** Throws where the database no longer holds what it held when the build began: another was quicker. */
  readonly look: (queries: Kysely<Tables>) => Promise<void>
  /** Loads what was told; answers with the indexes that this took off the tables. */
  readonly tell: (client: PoolClient, transaction: Kysely<Tables>) => Promise<readonly TakenOff[]>
  readonly putInOrder: (clients: readonly [PoolClient, ...PoolClient[]], takenOff: readonly TakenOff[]) => Promise<void>
  /** Writes the council and whatever follows from what was told, and counts. */
  readonly finish: (client: PoolClient, transaction: Kysely<Tables>) => Promise<void>
}

/** A commit need not wait for the disk: a build that is lost is built again. */
const withoutWaiting = async (transaction: Kysely<Tables>): Promise<void> => {
  await sql`set local synchronous_commit = off`.execute(transaction)
}

/** Builds in the place of what is there, in one transaction: whatever fails leaves the database as it was. */
const buildInPlace = (database: Database, steps: BuildSteps): Promise<void> =>
  withClient(database, (client, queries) =>
    queries.transaction().execute(async transaction => {
      await takeTurnWithCouncil(transaction)
      await steps.look(transaction)
      await withoutWaiting(transaction)
      await steps.putInOrder([client], await steps.tell(client, transaction))
      await steps.finish(client, transaction)
    }),
  )

/** Undoes what failed; where the server refuses that as well, says both. */
const undone = async (queries: Kysely<Tables>, failure: unknown): Promise<unknown> => {
  try {
    await undoCutOff(queries)
    return failure
  } catch (error) {
    // With the connection lost there is nothing more to say: whoever opens the database next undoes it.
    if (!(error instanceof DatabaseError)) return failure
    return new AggregateError(
      [failure, error],
      'The build failed, and what it had written is there still: the next command that opens this database takes it out.',
    )
  }
}

/** In several transactions, so that two connections can put it in order. What fails is undone at once. */
const buildInParts = async (
  database: Database,
  client: PoolClient,
  queries: Kysely<Tables>,
  steps: BuildSteps,
): Promise<void> => {
  try {
    const takenOff = await queries.transaction().execute(async transaction => {
      await withoutWaiting(transaction)
      return steps.tell(client, transaction)
    })
    await withClient(database, other => steps.putInOrder([client, other], takenOff))
    await queries.transaction().execute(async transaction => {
      await withoutWaiting(transaction)
      await steps.finish(client, transaction)
    })
  } catch (error) {
    throw await undone(queries, error)
  }
}

/**
 * Builds whole or not at all. In a database in which there is nothing yet it takes several transactions: the council itself
 * comes with the last, and until then there is none; what is cut off is undone by whoever opens the database next. Where any
 * row is, it takes one, so that whatever fails leaves it.
 */
export const buildWhole = async (database: Database, steps: BuildSteps): Promise<void> => {
  const isBuilt = await withTurnWithCouncil(database, async (client, queries) => {
    await undoCutOff(queries)
    await steps.look(queries)
    if (!(await isEmptyDatabase(queries))) return false
    await buildInParts(database, client, queries, steps)
    return true
  })
  if (!isBuilt) await buildInPlace(database, steps)
}
