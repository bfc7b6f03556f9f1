import { sql } from 'kysely'
import type { Kysely } from 'kysely'

const special: Readonly<Record<string, string>> = {
  ...{
    ł: 'l',
    Ł: 'l',
    ø: 'o',
    Ø: 'o',
    đ: 'd',
    Đ: 'd',
    ð: 'd',
    Ð: 'd',
    þ: 't',
    Þ: 't',
    ı: 'i',
    ħ: 'h',
    Ħ: 'h',
    ŧ: 't',
    Ŧ: 't',
  },
  ...{ '‐': ' ', '‑': ' ', '–': ' ', '—': ' ', '-': ' ', '.': ' ', ',': ' ' },
}

/** Latin letters with marks (the blocks from Latin-1 to Extended-B, and Extended Additional), each with its plain small letter. */
const plainLetters = (): Readonly<Record<string, string>> => {
  const letters: Record<string, string> = { ...special }
  for (const [first, last] of [
    [0xc0, 0x24f],
    [0x1e00, 0x1eff],
  ] as const)
    for (let code = first; code <= last; code += 1) {
      const letter = String.fromCodePoint(code)
      const plain = letter.normalize('NFD').charAt(0).toLowerCase()
      if (/^[a-z]$/.test(plain)) letters[letter] = plain
    }
  return letters
}

const apostrophes = "'’‘ʼʻ`´"

/**
 * Names as they are searched: small letters without their marks, hyphens and stops as spaces, apostrophes both left out
 * and as spaces (`obrien`, `o brien`), and a name in Han, Hangul or kana also written together as it is there (family
 * name first). Every word has a space before it. Most names are plain, and quick.
 */
export const up = async (database: Kysely<unknown>): Promise<void> => {
  const letters = plainLetters()
  const [marked, plain] = [sql.lit(Object.keys(letters).join('')), sql.lit(Object.values(letters).join(''))]
  const [quotes, spaces] = [sql.lit(apostrophes), sql.lit(' '.repeat(apostrophes.length))]
  await sql`
    create function folded_words(name text) returns text language plpgsql immutable parallel safe strict as $$
    begin
      if octet_length(name) = length(name) then return translate(lower(name), '-.,', '   '); end if;
      return replace(replace(replace(
        translate(lower(normalize(name, NFC)), ${marked}, ${plain}), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe');
    end $$;

    create function folded_name(given text, preferred text, family text) returns text
      language plpgsql immutable parallel safe as $$
    declare
      words text := folded_words(concat_ws(' ', given, preferred, family));
      joined text := translate(words, ${quotes}, '');
      folded text := ' ' || joined;
    begin
      if joined <> words then folded := folded || ' ' || translate(words, ${quotes}, ${spaces}); end if;
      if octet_length(family) > length(family) and family ~ '^[⺀-鿿가-힣]+$' then
        folded := folded || ' ' || family || coalesce(given, '') || ' ' || family || coalesce(preferred, '');
      end if;
      return folded;
    end $$;

    alter table identity_version
      add column search_name text generated always as (folded_name(given, preferred, family)) stored;
    drop index identity_version_names;
    create index identity_version_names on identity_version using gin (search_name gin_trgm_ops)
      where known_to = 'infinity';
    create index identity_version_expected_on on identity_version (expected_on)
      where expected_on is not null and known_to = 'infinity';
  `.execute(database)
}
