import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/**
 * Two questions that nearly every list asks stand in the database, which then plans them once and not with every list: what a
 * child without a name is called, and who is near family or lives with somebody. And whose records a worker opened last is
 * found by an index, however often that worker looked at anything; what open work waits for somebody is read from an index
 * alone.
 */
export const up = async (database: Kysely<unknown>): Promise<void> => {
  await sql`
    create function name_by_mother(child bigint, unborn boolean) returns text
      language plpgsql stable parallel safe set plan_cache_mode = force_generic_plan as $$
    declare
      mother text := (
        select nullif(case
            when coalesce(v.preferred, v.given) ~ '^[⺀-鿿가-힣]+$' and v.family ~ '^[⺀-鿿가-힣]+$'
              then v.family || coalesce(v.preferred, v.given)
            else concat_ws(' ', coalesce(v.preferred, v.given), v.family) end, '')
        from relationship b join identity_version v on v.identity = b.one and v.known_to = 'infinity'
        where b.other = child and b.kind in ('mother', 'parent') and b.known_to = 'infinity'
        order by b.kind, b.id limit 1);
    begin
      if unborn then return 'Unborn baby' || coalesce(' of ' || mother, ''); end if;
      return coalesce('Baby of ' || mother, 'Name not known');
    end $$;

    create function records_of_kin(records bigint[], kinds text[], today date) returns bigint[]
      language plpgsql stable parallel safe set plan_cache_mode = force_generic_plan as $$
    begin
      return array(
        with kin (identity) as materialized (
          select unnest(records)
          union select b.other from relationship b where b.one = any (records) and b.kind = any (kinds)
            and b.known_to = 'infinity' and (b.ended_on is null or b.ended_on > today)
          union select b.one from relationship b where b.other = any (records) and b.kind = any (kinds)
            and b.known_to = 'infinity' and (b.ended_on is null or b.ended_on > today)
          union select r.identity from residence own join residence r on r.household = own.household
            where own.identity = any (records)
              and own.known_to = 'infinity' and (own.ended_on is null or own.ended_on > today)
              and r.known_to = 'infinity' and (r.ended_on is null or r.ended_on > today))
        select kin.identity from kin
        union select other.identity from person self join person other on other.person = self.person
          where self.person <> self.identity and self.identity in (select kin.identity from kin)
        union select other.identity from person other
          where other.person <> other.identity and other.person in (select kin.identity from kin));
    end $$;

    drop index duty_open;
    create index duty_open on duty (identity, due_on) include (step, anchored_on)
      where met_on is null and lapsed_on is null and known_to = 'infinity';
  `.execute(database)
  // A log that stands in a schema of its own gets the same index from its owner (`store/access-log`).
  await sql`
    do $$ begin
      if to_regclass('public.access_log') is not null then
        create index access_log_worker_at_idx1 on public.access_log (worker, at)
          where act = 'child' and answer = 'open' and identity is not null;
      end if;
    end $$`.execute(database)
}
