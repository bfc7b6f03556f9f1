import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import type { Tables } from './tables.ts'

/**
 * The transactions that write to any of these tables and have not ended: a text for each, which no other transaction ever
 * has. Whoever writes holds this lock from before the row has its number until the transaction ends, so that of numbers
 * read before this is asked, only these can still bring a lower one.
 */
export const writersOf = (tables: readonly string[]): RawBuilder<readonly string[]> =>
  sql`array(select distinct virtualtransaction from pg_locks where locktype = 'relation' and mode = 'RowExclusiveLock'
    and database = (select oid from pg_database where datname = current_database())
    and relation in (select to_regclass(name)::oid from unnest(${tables}::text[]) name))`

/** The same, asked by itself. */
export const whoWritesTo = async (database: Kysely<Tables>, tables: readonly string[]): Promise<readonly string[]> => {
  const { rows } = await sql<{ writers: readonly string[] }>`select ${writersOf(tables)} as writers`.execute(database)
  return rows[0]?.writers ?? []
}
