import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { timescales } from '../journey/index.ts'
import type { Timescale, TimescaleName } from '../journey/index.ts'
import type { Fragment } from './asked.ts'

/** The versions of common practice, as rows. */
const practiceOf = (name: TimescaleName): Fragment => {
  const { versions }: Timescale = timescales[name]
  return sql`(values ${sql.join(
    versions.map(
      ({ from, until, within: { unit, count } }) =>
        sql`(${sql.lit(from)}::date, ${sql.lit(until ?? 'infinity')}::date, ${sql.lit(unit)}::text, ${sql.lit(count)}::integer)`,
    ),
  )})`
}

/** The council's own versions, as rows: none where it has no policy of its own. */
const ownOf = (name: TimescaleName): Fragment => sql`(
  select (own ->> 'from')::date, coalesce((own ->> 'until')::date, 'infinity'), own #>> '{within,unit}', (own #>> '{within,count}')::integer
  from council cross join jsonb_array_elements(coalesce(council.settings #> ${`{policies,${name}}`}::text[], '[]')) own
)`

/**
 * The versions of a timescale that judge, as rows: `from_day`, `until_day`, `unit`, `span`. The council's own take the
 * place of common practice in their time.
 */
const versionsOf = (name: TimescaleName): Fragment => sql`(
  with own (from_day, until_day, unit, span) as materialized (select * from ${ownOf(name)} own_version)
  select distinct on (day) day as from_day, coalesce(lead_day - 1, 'infinity'::date) as until_day, each.unit, each.span
  from (
    select day, lead(day) over (order by day) as lead_day from (
      select from_day as day from own union select until_day + 1 from own where until_day < 'infinity'
      union select from_day from ${practiceOf(name)} practice (from_day, until_day, unit, span)
      union select until_day + 1 from ${practiceOf(name)} practice (from_day, until_day, unit, span) where until_day < 'infinity'
    ) days
  ) spell
  join (
    select 1 as rank, * from own
    union all select 0, * from ${practiceOf(name)} practice (from_day, until_day, unit, span)
  ) each on each.from_day <= spell.day and each.until_day >= spell.day
  order by day, each.rank desc, each.from_day desc
)`

/** The last day of each number of working days: the day on which so many have passed. */
const workingDayEnds = sql`(select through, min(day) as day from working_day_count group by through)`

/**
 * The rows of a table that a timescale judges, each with `by_day`: the last day that is in time, counted from its `start`.
 * Rows that start before the timescale was in force are left out.
 */
export const withinTimescale = (name: TimescaleName, of: Fragment, start: RawBuilder<unknown>): Fragment => sql`(
  select judged.*, case rule.unit
      when 'workingDays' then work_end.day
      when 'days' then judged_from + rule.span
      when 'months' then (judged_from + make_interval(months => rule.span))::date
      else judged_from + (rule.span + 23) / 24
    end as by_day
  from (select of_table.*, (${start})::date as judged_from from ${of} of_table) judged
  join ${versionsOf(name)} rule on rule.from_day <= judged_from and rule.until_day >= judged_from
  left join working_day_count work_start on work_start.day = judged_from
  left join ${workingDayEnds} work_end on work_end.through = work_start.through + rule.span
)`

/** The first day on which the timescale judged anything: nothing before it is late. */
export const inForceFrom = (name: TimescaleName): RawBuilder<string> =>
  sql<string>`(select min(from_day) from ${versionsOf(name)} rule)`
