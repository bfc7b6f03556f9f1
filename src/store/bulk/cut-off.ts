import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { atOnce } from '../database.ts'
import type { Tables } from '../tables.ts'
import { emptyRecords, tablesOfRecords } from './emptied.ts'
import { tryTurnWithCouncil } from './turn.ts'

/** Writes down that what was begun is whole: from now on nobody undoes it. In the transaction that ends it. */
export const endOfBeginning = async (transaction: Kysely<Tables>): Promise<void> => {
  await transaction.deleteFrom('taken_off').execute()
}

/**
 * Undoes what a build left that was cut off before its last transaction: no record stays, and every index is back. Nothing is
 * done where none was. For whoever has the turn with the council.
 */
export const undoCutOff = (queries: Kysely<Tables>): Promise<void> =>
  atOnce(queries, async transaction => {
    const takenOff = await transaction.selectFrom('taken_off').selectAll().orderBy('place').forUpdate().execute()
    if (takenOff.length === 0) return
    // The council itself is written in the last transaction of all: where it stands, its records are nobody's to empty.
    const council = await transaction.selectFrom('council').select('name').executeTakeFirst()
    if (council === undefined) await emptyRecords(transaction)
    for (const { statement, is_back: isBack } of takenOff) if (!isBack) await sql.raw(statement).execute(transaction)
    await endOfBeginning(transaction)
  })

/** The same for whoever opens a database, of this version or an older one; not while somebody builds there. */
export const undoWhereCutOff = (queries: Kysely<Tables>): Promise<void> =>
  atOnce(queries, async transaction => {
    const { rows } = await sql<{ exists: boolean }>`select to_regclass('taken_off') is not null as exists`.execute(
      transaction,
    )
    if (rows[0]?.exists === true && (await tryTurnWithCouncil(transaction))) await undoCutOff(transaction)
  })

/** Whether a county is being built here now, or was cut off and not undone yet: what there is of it is nobody's to read. */
export const isBeingBuilt = async (queries: Kysely<Tables>): Promise<boolean> =>
  (await queries.selectFrom('taken_off').select('place').limit(1).execute()).length > 0

/** Whether we find nothing in any table but what came with the tables, and may empty each of them. */
export const isEmptyDatabase = async (queries: Kysely<Tables>): Promise<boolean> => {
  const tables = await tablesOfRecords(queries)
  if (!tables.every(({ mayEmpty }) => mayEmpty)) return false
  const { rows } = await sql<{ empty: boolean }>`select ${sql.join(
    tables.map(({ name }) => sql`not exists (select from ${sql.table(name)})`),
    sql` and `,
  )} as empty`.execute(queries)
  return rows[0]?.empty === true
}
