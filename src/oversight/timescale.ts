import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { timescales } from '../journey/index.ts'
import type { TimescaleName } from '../journey/index.ts'
import type { Fragment } from './asked.ts'

/** The versions of a timescale that judge, as rows: `from_day`, `until_day`, `unit`, `span`. */
const versionsOf = (name: TimescaleName): Fragment =>
  sql`timescale_versions(${sql.lit(name)}, ${sql.lit(JSON.stringify(timescales[name].versions))}::jsonb)`

/**
 * The rows of a table that a timescale judges, each with `by_day`: the last day that is in time, counted from its `start`.
 * Rows that start before the timescale was in force are left out. Working days are looked up for what counts in them alone.
 * With offset 0 a start is worked out once for each row, and not wherever it is compared.
 */
export const withinTimescale = (name: TimescaleName, of: Fragment, start: RawBuilder<unknown>): Fragment => sql`(
  select judged.*, case rule.unit
      when 'workingDays' then work_end.day
      when 'days' then judged_from + rule.span
      when 'months' then (judged_from + make_interval(months => rule.span))::date
      else judged_from + (rule.span + 23) / 24
    end as by_day
  from (select of_table.*, (${start})::date as judged_from from ${of} of_table offset 0) judged
  join ${versionsOf(name)} rule on rule.from_day <= judged_from and rule.until_day >= judged_from
  left join working_day_count work_start on work_start.day = case when rule.unit = 'workingDays' then judged_from end
  left join working_day_end work_end on work_end.through = work_start.through + rule.span
)`

/** No more days than any version of the timescale allows: what took no longer was in time by every one of them. */
export const shortestDays = (name: TimescaleName): RawBuilder<number> =>
  sql<number>`(select min(case unit when 'months' then 28 * span when 'hours' then span / 24 else span end)
    from ${versionsOf(name)} rule)`

/** The first day on which the timescale judged anything: nothing before it is late. */
export const inForceFrom = (name: TimescaleName): RawBuilder<string> =>
  sql<string>`(select min(from_day) from ${versionsOf(name)} rule)`
