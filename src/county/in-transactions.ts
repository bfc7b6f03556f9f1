import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { PoolClient } from 'pg'
import { takeTurnWithCouncil, undoCutOff, withClient, withTurnWithCouncil } from '../store/index.ts'
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

/** Acknowledged by the commit alone: until then nothing need reach the disk, and a build that is lost is built again. */
const withoutWaiting = async (transaction: Kysely<Tables>): Promise<void> => {
  await sql`set local synchronous_commit = off`.execute(transaction)
}

/** Builds in the place of what is there, in one transaction: whatever fails leaves the database as it was. */
export const buildInPlace = (database: Database, steps: BuildSteps): Promise<void> =>
  withClient(database, (client, queries) =>
    queries.transaction().execute(async transaction => {
      await takeTurnWithCouncil(transaction)
      await steps.look(transaction)
      await withoutWaiting(transaction)
      await steps.putInOrder([client], await steps.tell(client, transaction))
      await steps.finish(client, transaction)
    }),
  )

/**
 * Builds where there is nothing yet, in several transactions, so that two connections can put it in order. The council
 * itself comes with the last: until then the database holds none. What fails is undone at once; what is cut off, by whoever
 * opens the database next.
 */
export const buildFirst = (database: Database, steps: BuildSteps): Promise<void> =>
  withTurnWithCouncil(database, async (client, queries) => {
    await undoCutOff(queries)
    await steps.look(queries)
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
      // Where the connection is lost as well, it is why the build failed, and whoever opens the database next undoes it.
      await undoCutOff(queries).catch(() => undefined)
      throw error
    }
  })
