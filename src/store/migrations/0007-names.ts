import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/**
 * Names as they are searched: small letters without their marks, letters that have no mark to lose written out, hyphens
 * and stops as spaces, apostrophes both left out and as spaces (`obrien`, `o brien`), and a name in Han, Hangul or kana
 * also written together as it is there (family name first). Every word has a space before it.
 */
export const up = async (database: Kysely<unknown>): Promise<void> => {
  await sql`
    create function folded_words(name text) returns text language sql immutable parallel safe strict as $$
      select regexp_replace(
        normalize(
          regexp_replace(
            translate(
              replace(replace(replace(lower(normalize(name, NFD)), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'),
              'łŁøØđĐðÐþÞıħĦŧŦ‐‑–—-.,', 'llooddddttihhtt       '
            ),
            '[\u0300-\u036f]', '', 'g'
          ),
          NFC
        ),
        ' +', ' ', 'g'
      )
    $$;

    create function folded_name(given text, preferred text, family text) returns text
      language sql immutable parallel safe as $$
      select ' ' || regexp_replace(words, '[''’‘ʼʻ${sql.raw('`')}´]', '', 'g')
        || case when words ~ '[''’‘ʼʻ${sql.raw('`')}´]'
          then ' ' || regexp_replace(words, '[''’‘ʼʻ${sql.raw('`')}´]', ' ', 'g') else '' end
        || case when family ~ '^[⺀-鿿가-힣]+$'
          then ' ' || family || coalesce(given, '') || ' ' || family || coalesce(preferred, '') else '' end
      from (select folded_words(concat_ws(' ', given, preferred, family)) as words) as folded
    $$;

    alter table identity_version
      add column search_name text generated always as (folded_name(given, preferred, family)) stored;
    drop index identity_version_names;
    create index identity_version_names on identity_version using gin (search_name gin_trgm_ops)
      where known_to = 'infinity';
  `.execute(database)
}
