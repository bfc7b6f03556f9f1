import { sql } from 'kysely'
import type { Kysely } from 'kysely'

const apostrophes = "'’‘ʼʻ`´"

/**
 * Keys by which people who may be the same are found: of each given name with each family name the sounds of both, and the
 * beginnings of both, in either order. They follow from the names, and the table itself keeps them, whoever writes it.
 * Two keys that collide only bring one more person to be compared.
 */
export const up = async (database: Kysely<unknown>): Promise<void> => {
  await sql`
    create extension if not exists fuzzystrmatch;

    create function sound_of_word(word text) returns int language sql immutable parallel safe as $$
      select hashtext(case when octet_length(word) = length(word) then dmetaphone(word) else word end)
    $$;

    create function words_of_name(name text) returns text[] language plpgsql immutable parallel safe as $$
    declare
      words text := translate(folded_words(name), ${sql.lit(apostrophes)}, '');
    begin
      -- Each sign of Han or Hangul is a word.
      if words ~ '[⺀-鿿가-힣]' then words := regexp_replace(words, '([⺀-鿿가-힣])', ' \\1 ', 'g'); end if;
      return (array_remove(string_to_array(words, ' '), ''))[1:6];
    end $$;

    create function match_keys_between(ones text[], others text[]) returns int[]
      language plpgsql immutable parallel safe as $$
    declare
      one text;
      other text;
      keys int[] := '{}';
    begin
      foreach one in array ones loop
        foreach other in array others loop
          continue when one = other;
          keys := keys || array[sound_of_word(one) # sound_of_word(other), hashtext(left(one, 3)) # hashtext(left(other, 3))];
        end loop;
      end loop;
      return keys;
    end $$;

    create function match_keys_of_names(given text, preferred text, family text) returns int[]
      language plpgsql immutable parallel safe as $$
    declare
      firsts text[] := coalesce(words_of_name(concat_ws(' ', given, preferred)), '{}');
      families text[] := coalesce(words_of_name(family), '{}');
    begin
      return match_keys_between(
        case when firsts = '{}' then families else firsts end,
        case when families = '{}' then firsts else families end);
    end $$;

    -- Most names are two plain words, and quick.
    create function match_keys_of(given text, preferred text, family text) returns int[]
      language sql immutable parallel safe as $$
      select case
        when given is null and preferred is null and family is null then '{}'
        when preferred is null and given || ' ' || family ~ '^[A-Za-z]+ [A-Za-z]+$' then array[
          hashtext(dmetaphone(given)) # hashtext(dmetaphone(family)),
          hashtext(left(lower(given), 3)) # hashtext(left(lower(family), 3))]
        else match_keys_of_names(given, preferred, family) end
    $$;

    alter table identity_version add column match_keys int[]
      generated always as (match_keys_of(given, preferred, family)) stored;
    create index identity_version_match_keys on identity_version using gin (match_keys) with (fastupdate = off)
      where known_to = 'infinity';
  `.execute(database)
  await candidates(database)
}

/**
 * Whom a description may be of, by all that is asked for at once, each with what is known of it. A function of the database,
 * so that its plan is made once for each connection and not at every key that is pressed.
 */
const candidates = (database: Kysely<unknown>) =>
  sql`
    create function match_candidates(
      name_keys int[], whole_name text, beginnings text[], births date[], birth date, expected date, number text,
      postcode_is text, mother_keys int[]
    ) returns table (
      identity bigint, kind text, person bigint, given text, family text, preferred text, born_on date, expected_on date,
      sex text, lines text[], postcodes text[], nhs_number text, mothers_given text[], mothers_family text[]
    ) language plpgsql stable parallel safe rows 40 set plan_cache_mode = force_generic_plan as $$
    #variable_conflict use_column
    begin
      return query
      with found (identity) as materialized (
        -- Two names that sound or begin alike; where a date of birth is told, one that is near it or may be a slip of it.
        (select v.identity from identity_version v
          where v.known_to = 'infinity' and v.match_keys && name_keys
            and (birth is null or v.born_on is null or abs(v.born_on - birth) < 800
              or (extract(day from v.born_on) = extract(day from birth) and extract(month from v.born_on) = extract(month from birth)))
          order by v.search_name <> whole_name limit 300)
        union
        -- Born on that day, or with day and month exchanged, and a name that begins alike.
        (select v.identity from identity_version v
          where v.known_to = 'infinity' and v.born_on = any (births) and v.search_name like any (beginnings) limit 300)
        union
        (select i.identity from identifier i
          where i.scheme = 'nhsNumber' and i.value = number and i.known_to = 'infinity' limit 20)
        union
        -- Ever at that postcode, and a name that begins alike, or that birth, or not yet born.
        (select r.identity from household h
            join residence r on r.household = h.household and r.known_to = 'infinity'
            join identity_version v on v.identity = r.identity and v.known_to = 'infinity'
          where h.postcode = postcode_is and (v.search_name like any (beginnings) or v.born_on = any (births)
            or (expected is not null and v.expected_on is not null)) limit 300)
        union
        (select b.other from identity_version v
            join relationship b on b.one = v.identity and b.kind in ('mother', 'parent') and b.known_to = 'infinity'
          where v.known_to = 'infinity' and v.match_keys && mother_keys
          limit 300)
      )
      select v.identity, i.kind, p.person, v.given, v.family, v.preferred, v.born_on, v.expected_on, v.sex,
        home.lines, home.postcodes,
        (select n.value from identifier n
          where n.identity = v.identity and n.scheme = 'nhsNumber' and n.known_to = 'infinity' limit 1),
        mother.givens, mother.families
      from found
        join identity_version v on v.identity = found.identity and v.known_to = 'infinity'
        join identity i on i.identity = v.identity
        join person p on p.identity = v.identity
        cross join lateral (
          select array_agg(h.line) as lines, array_agg(h.postcode) as postcodes
          from residence r join household h on h.household = r.household
          where r.identity = v.identity and r.known_to = 'infinity') home
        cross join lateral (
          select array_agg(m.given) as givens, array_agg(m.family) as families
          from relationship b join identity_version m on m.identity = b.one and m.known_to = 'infinity'
          where b.other = v.identity and b.kind = 'mother' and b.known_to = 'infinity') mother;
    end $$;
  `.execute(database)
