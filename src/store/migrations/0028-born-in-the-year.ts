import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/**
 * Whoever shares two names with a description is looked for by the year of birth at once, where one is told: the year it
 * names, those near it, ten years off, and its last digits exchanged. Only what may decide is gathered of whoever is found,
 * and only of those who come near the one who fits best.
 */
export const up = async (database: Kysely<unknown>): Promise<void> => {
  await sql`
    create function match_keys_born_in(keys int[], years int[]) returns int[]
      language plpgsql immutable parallel safe as $$
    declare
      key int;
      year int;
      found int[] := '{}';
    begin
      -- What the index asks of most names: two keys, and one year.
      if cardinality(keys) = 2 and cardinality(years) = 1 then
        return array[keys[1] # hashint4(years[1]), keys[2] # hashint4(years[1])];
      end if;
      foreach key in array keys loop
        foreach year in array years loop
          found := found || (key # hashint4(year));
        end loop;
      end loop;
      return found;
    end $$;

    create index identity_version_match_keys_born_in on identity_version
      using gin (match_keys_born_in(match_keys, array[coalesce(extract(year from born_on)::int, 0)]))
      with (fastupdate = off) where known_to = 'infinity';

    drop function match_candidates(int[], text, text[], date[], date, date, text, text, int[]);
    create function match_candidates(
      name_keys int[], whole_names text[], initials text[], beginnings text[], births date[], birth date, expected date,
      number text, postcode_is text, mother_keys int[], homes_told boolean
    ) returns table (
      identity bigint, kind text, person bigint, given text, family text, preferred text, born_on date, expected_on date,
      sex text, lines text[], postcodes text[], nhs_number text, mothers_given text[], mothers_family text[]
    ) language plpgsql stable parallel safe rows 40
      set plan_cache_mode = force_generic_plan as $$
    #variable_conflict use_column
    declare
      year int := extract(year from birth);
      keys int[] := array(select distinct unnest(name_keys));
      -- Years further off are looked through for the name as it was told, and not for each of its forms.
      born_keys int[] := case when birth is null then '{}'
        else match_keys_born_in(keys, array[0, year - 1, year, year + 1])
          || match_keys_born_in(name_keys[1:4], array[year - 2, year + 2, year - 10, year + 10,
            year - year % 100 + year % 10 * 10 + year / 10 % 10]) end;
    begin
      return query
      -- How near each comes, roughly: what is told of the name, of the birth, and of number, home or mother.
      with said (identity, by_name, by_birth, by_other) as materialized (
        (select v.identity, 3 + 4 * (v.search_name = any (whole_names))::int,
            coalesce(4 * (v.born_on = any (births))::int + 2 * (abs(v.born_on - birth) < 366)::int, 2), 0
          from identity_version v
          where v.known_to = 'infinity'
            and match_keys_born_in(v.match_keys, array[coalesce(extract(year from v.born_on)::int, 0)]) && born_keys
            and (v.born_on is null or abs(v.born_on - birth) < 800
              or (extract(day from v.born_on) = extract(day from birth)
                and extract(month from v.born_on) = extract(month from birth)))
          order by v.search_name <> all (whole_names), abs(v.born_on - birth) limit 160)
        union all
        (select v.identity, 3 + 4 * (v.search_name = any (whole_names))::int, 0, 0 from identity_version v
          where birth is null and v.known_to = 'infinity' and v.match_keys && keys
          order by v.search_name <> all (whole_names) limit 160)
        union all
        (select v.identity, 2 * (v.search_name like any (beginnings))::int + 3 * (v.search_name = any (whole_names))::int, 3, 0
          from identity_version v
          where v.known_to = 'infinity' and v.born_on = any (births) and v.search_name like any (initials) limit 300)
        union all
        (select i.identity, 0, 0, 10 from identifier i
          where i.scheme = 'nhsNumber' and i.value = number and i.known_to = 'infinity' limit 20)
        union all
        (select r.identity, (v.search_name like any (beginnings))::int, coalesce(4 * (v.born_on = any (births))::int, 2), 3
          from household h
            join residence r on r.household = h.household and r.known_to = 'infinity'
            join identity_version v on v.identity = r.identity and v.known_to = 'infinity'
          where h.postcode = postcode_is and (v.born_on = any (births) or v.match_keys && keys
            or (expected is not null and v.expected_on is not null)
            or ((birth is null or v.born_on is null or abs(v.born_on - birth) < 800)
              and v.search_name like any (initials)))
          limit 300)
        union all
        (select b.other, 0, 0, 4 from identity_version v
            join relationship b on b.one = v.identity and b.kind in ('mother', 'parent') and b.known_to = 'infinity'
          where v.known_to = 'infinity' and v.match_keys && mother_keys
          limit 300)
      ), rated (identity, points) as (
        select said.identity, max(by_name) + max(by_birth) + max(by_other) from said group by said.identity
        order by 2 desc limit 80
      ), found as materialized (
        select rated.identity from rated
        where points >= (select max(points) from rated) - case when birth is null then 6 else 8 end
      )
      select v.identity, i.kind, p.person, v.given, v.family, v.preferred, v.born_on, v.expected_on, v.sex,
        home.lines, home.postcodes,
        (select n.value from identifier n
          where number is not null and n.identity = v.identity and n.scheme = 'nhsNumber' and n.known_to = 'infinity'
          limit 1),
        mother.givens, mother.families
      from found
        join identity_version v on v.identity = found.identity and v.known_to = 'infinity'
        join identity i on i.identity = v.identity
        join person p on p.identity = v.identity
        cross join lateral (
          select array_agg(h.line) as lines, array_agg(h.postcode) as postcodes
          from residence r join household h on h.household = r.household
          where homes_told and r.identity = v.identity and r.known_to = 'infinity') home
        cross join lateral (
          select array_agg(m.given) as givens, array_agg(m.family) as families
          from relationship b join identity_version m on m.identity = b.one and m.known_to = 'infinity'
          where cardinality(mother_keys) > 0 and b.other = v.identity and b.kind = 'mother'
            and b.known_to = 'infinity') mother;
    end $$;
  `.execute(database)
}
