import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** What somebody outside has begun to write and not sent. */
export const up = async (database: Kysely<unknown>): Promise<void> => {
  await sql`
    create table begun_form (
      form_key text primary key,
      -- Of the cookie of the browser in which it is written, and of the code by which it is gone on with.
      token_hash text not null unique,
      code_hash text unique,
      kind text check (kind in ('support', 'concern')),
      sender text check (sender in ('parent', 'carer', 'youngPerson', 'public', 'professional')),
      -- What was typed, by the names of the inputs, on the pages that are done; each child apart.
      typed jsonb not null default '{}',
      children jsonb not null default '[]',
      done text[] not null default '{}',
      begun_at timestamptz not null,
      -- Until when the browser's cookie opens it, and until when it is kept at all.
      open_until timestamptz not null,
      keep_until timestamptz not null,
      -- Once it is sent nothing of what was typed stays here.
      request bigint references request,
      -- A worry about a child is never kept behind a code.
      check (code_hash is null or kind = 'support')
    );
    create index begun_form_by_keep_until on begun_form (keep_until);
  `.execute(database)
}
