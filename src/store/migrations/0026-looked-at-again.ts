import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/**
 * Up to which restriction a request was examined: a child may be restricted while a request about it waits, and then the
 * request is looked at again. Those that came before are looked at once more. And what others wrote of late about the
 * children of a worker, whether the worker has read it, and how old a child was are found by indexes alone.
 */
export const up = async (database: Kysely<unknown>): Promise<void> => {
  await sql`
    alter table request_standing add examined_for bigint not null default 0;
    drop index entry_current;
    create unique index entry_current on entry (lineage) include (recorded_at, author, withdrawn)
      where superseded_at = 'infinity';
    drop index identity_version_by_identity;
    create index identity_version_by_identity on identity_version (identity) include (born_on, known_from, known_to);
  `.execute(database)
  // A log that stands in a schema of its own gets the same index from its owner (`store/access-log`).
  await sql`
    do $$ begin
      if to_regclass('public.access_log') is not null then
        create index access_log_worker_identity_act_at_idx on public.access_log (worker, identity, act, at);
      end if;
    end $$`.execute(database)
}
