import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** What judging managers' work against a timescale needs to answer at once. */
export const up = async (database: Kysely<unknown>): Promise<void> => {
  await sql`
    -- The first day on which so many working days have passed, as working_day_count counts them.
    create table working_day_end (through integer primary key, day date not null);
    insert into working_day_end (through, day) select through, min(day) from working_day_count group by through;
    analyze working_day_end;

    -- A condition that the planner weighs without reading samples of whole documents.
    drop index entry_answering_drift;
    create index entry_answering_drift on entry (happened_on)
      where step = 'managementOversight' and answers -> 'drift' is not null;

    -- Versions of plans with goals.
    create index if not exists entry_with_plan on entry (happened_on) include (lineage, step)
      where jsonb_typeof(answers -> 'plan') = 'array';

    -- The versions of a timescale that judge, each in its time: the council's own take the place of common practice in
    -- theirs, and of several the one that began last. A function, so that the queries that judge are planned without it.
    create function timescale_versions(named text, practice jsonb)
      returns table (from_day date, until_day date, unit text, span integer)
    language plpgsql stable rows 2 as $$
    #variable_conflict use_column
    begin
      return query
        with version as (
          select rank, (each ->> 'from')::date as starts, coalesce((each ->> 'until')::date, 'infinity') as ends,
            each #>> '{within,unit}' as counted_in, (each #>> '{within,count}')::integer as so_many
          from (
            select 0 as rank, jsonb_array_elements(practice) as each
            union all
            select 1, jsonb_array_elements(coalesce(council.settings #> array['policies', named], '[]')) from council
          ) declared
        ), boundary as (
          select starts as day from version union select ends + 1 from version where ends < 'infinity'
        ), spell as (
          select day, coalesce(lead(day) over (order by day) - 1, 'infinity'::date) as last_day from boundary
        )
        select distinct on (spell.day) spell.day, spell.last_day, version.counted_in, version.so_many
        from spell join version on version.starts <= spell.day and version.ends >= spell.day
        order by spell.day, version.rank desc, version.starts desc;
    end $$;
  `.execute(database)
}
