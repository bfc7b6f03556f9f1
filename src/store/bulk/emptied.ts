import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

/** Takes every row out of every table but the access log's. */
export const emptyRecords = async (database: Kysely<Tables>): Promise<void> => {
  await sql`
    do $$
    declare
      every_table text;
    begin
      select string_agg(format('%I.%I', schemaname, tablename), ', ') into every_table
        from pg_tables where schemaname = current_schema() and tablename not like 'kysely%'
          and tablename not in ('access_log', 'access_seal')
          -- The calendar came with the tables, and no council brings it.
          and tablename not in ('working_day_count', 'working_day_end');
      execute 'truncate ' || every_table || ' restart identity cascade';
    end $$`.execute(database)
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
