import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

// The calendar came with the tables, and no council brings it.
const withoutRecords = ['working_day_count', 'working_day_end']

/** Every table in which records may be, and whether we may empty it. */
export const tablesOfRecords = async (
  database: Kysely<Tables>,
): Promise<readonly { readonly name: string; readonly mayEmpty: boolean }[]> => {
  const { rows } = await sql<{ name: string; mayEmpty: boolean }>`
    select tablename as name, has_table_privilege(format('%I.%I', schemaname, tablename), 'truncate') as "mayEmpty"
    from pg_tables where schemaname = current_schema() and tablename not like 'kysely%'
      and not (tablename = any (${withoutRecords}::text[])) order by tablename`.execute(database)
  return rows
}

/** Takes every row out of every table but the access log's. */
export const emptyRecords = async (database: Kysely<Tables>): Promise<void> => {
  const tables = (await tablesOfRecords(database)).filter(({ name }) => !['access_log', 'access_seal'].includes(name))
  await sql`truncate ${sql.join(tables.map(({ name }) => sql.table(name)))} restart identity cascade`.execute(database)
}

/** Takes every row out of every table, the access log's too: for a whole county that is replaced, and nothing less. */
export const emptyEveryTable = async (database: Kysely<Tables>): Promise<void> => {
  await emptyRecords(database)
  await sql`
    do $$
    begin
      alter table access_log disable trigger access_log_append_only;
      alter table access_seal disable trigger access_seal_append_only;
      truncate access_log, access_seal restart identity;
      alter table access_log enable trigger access_log_append_only;
      alter table access_seal enable trigger access_seal_append_only;
    end $$`.execute(database)
}
