import { sql } from 'kysely'
import type { Instant, Period } from '../../../calendar/index.ts'
import { caseloadKinds } from '../../../journey/allocation-parts.ts'
import type { Measure } from '../measure.ts'
import { endKnown, rowKnown } from '../rows/asked.ts'
import type { Expression, Fragment } from '../rows/asked.ts'
import { teamOfWorker } from '../rows/workers.ts'
import { rowsInPeriod } from './count.ts'

/** The rows of a measure in a period (a flow) or on its last day (a stock), each with that day of its own as `on_day`. */
export const rowsOn = (measure: Measure, when: Period, known: Instant): Fragment =>
  measure.over === 'flow'
    ? sql`(select each.*, each.day as on_day from ${rowsInPeriod(measure, when, known)} each)`
    : sql`(select each.*, ${when.to}::date as on_day from ${measure.rows({ from: when.to, to: when.to, known })} each)`

/**
 * Such rows with where each belonged on its day, as known: `team_key`, `team_name`, `service`, `quadrant`. The team is the
 * one that did the work where the record names it, else the child's, or the worker's, on that day; where the team covers
 * the whole county the quadrant is that of the child's home, in the district in which it was known to stand.
 */
export const withPlaces = (rows: Fragment, when: Period, known: Instant): Fragment => {
  const asked = { ...when, known }
  const onDay = (alias: string, ended: Expression) =>
    sql`${sql.ref(`${alias}.started_on`)} <= r.on_day and (${ended} is null or ${ended} > r.on_day)`
  return sql`(
    select r.*, own.team as team_key, t.name as team_name, t.service, coalesce(t.quadrant, home.quadrant) as quadrant
    from ${rows} r
    left join lateral (
      select a.detail ->> 'team' as team from episode a
      where r.team is null and r.worker is null and a.identity = r.identity
        and a.kind in (${sql.join(caseloadKinds.map(kind => sql.lit(kind)))})
        and ${rowKnown('a', asked)} and ${onDay('a', endKnown('a', asked))}
      order by array_position(${sql.lit(`{${caseloadKinds.join(',')}}`)}::text[], a.kind), a.started_on desc, a.id desc
      limit 1
    ) allocated on true
    left join lateral (
      select coalesce(
        r.team, allocated.team, case when r.worker is not null then ${teamOfWorker(sql`r.worker`, sql`r.on_day`, asked)} end
      ) as team
    ) own on true
    left join lateral (
      select each.name, each.service, each.quadrant from team each
      where each.team = own.team and ${rowKnown('each', asked)} and ${onDay('each', sql`each.ended_on`)}
      order by each.started_on desc, each.id desc limit 1
    ) t on true
    left join lateral (
      select h.household, h.district from residence x join household h using (household)
      where t.quadrant is null and x.identity = r.identity and ${rowKnown('x', asked)} and ${onDay('x', sql`x.ended_on`)}
      order by x.started_on desc, x.id desc limit 1
    ) house on true
    -- Where a house was said to be when that was known, of those of which something else has been said since.
    left join (
      select distinct on (household) household, district from household_before
      where known_to > ${known}::timestamptz order by household, known_to, id
    ) was on was.household = house.household
    left join district home on home.district = case when was.household is null then house.district else was.district end
  )`
}
