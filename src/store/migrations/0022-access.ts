import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/**
 * Seals over the access log, what managers say of records opened with a reason, and who restricted a child and why. The
 * log and its seals are handed to a role of their own afterwards (`store/access-log`), which no migration can do alone.
 */
export const up = async (database: Kysely<unknown>): Promise<void> => {
  await sql`
    -- A seal covers the looks after one number and through another: of each its number and a digest, and over them, the
    -- range and the former seal, a hash. Seal 0 covers nothing; its hash is drawn at random and names this log.
    create table access_seal (
      seal bigint primary key,
      after_look bigint not null,
      through_look bigint not null,
      digests bytea not null,
      hash bytea not null,
      sealed_at timestamptz not null
    );
    create trigger access_seal_append_only before update or delete or truncate on access_seal
      for each statement execute function access_log_is_append_only();

    create index access_log_by_time on access_log (at);
    create index access_log_with_reason on access_log (id) where act = 'openWithReason' and answer = 'open';

    -- What the responsible manager says of a record that was opened with a reason.
    create table reason_review (
      look bigint primary key,
      verdict text not null check (verdict in ('right', 'question')),
      words text not null,
      reviewed_by bigint not null references worker,
      reviewed_at timestamptz not null
    );

    alter table restriction
      add column kind text not null default 'other'
        check (kind in ('staffFamily', 'adoption', 'witnessProtection', 'other')),
      add column placed_by bigint references worker,
      add column ended_by bigint references worker,
      add column ending text;
    alter table keeper
      add column named_by bigint references worker,
      add column ended_by bigint references worker;
  `.execute(database)
}
