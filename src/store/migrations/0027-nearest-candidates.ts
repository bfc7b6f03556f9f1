import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/**
 * Of those whose names are alike fewer are brought to be compared, and the nearest in age before others: to gather what is known
 * of each takes longest, and the right one is among the first.
 */
export const up = async (database: Kysely<unknown>): Promise<void> => {
  await sql`
    create or replace function match_candidates(
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
        -- Two names that sound or begin alike; where a date of birth is told, one that is near it or may be a slip of it. Those
        -- of the very name come first, and then those born nearest.
        (select v.identity from identity_version v
          where v.known_to = 'infinity' and v.match_keys && name_keys
            and (birth is null or v.born_on is null or abs(v.born_on - birth) < 800
              or (extract(day from v.born_on) = extract(day from birth) and extract(month from v.born_on) = extract(month from birth)))
          order by v.search_name <> whole_name, abs(v.born_on - birth) limit 160)
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
}
