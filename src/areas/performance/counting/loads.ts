import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { CivilDate } from '../../../calendar/index.ts'
import { lastsOn, placedOn } from '../../../oversight/index.ts'
import type { Tables } from '../../../store/index.ts'
import type { Load } from '../measure.ts'
import { standing } from './tally.ts'
import type { Lasting, Tally } from './tally.ts'

/**
 * How many workers held children on each of some days, which come in order, and how many: what the rows would give, without
 * a row for every day on which a number changed.
 */
export const countLoads = async (
  database: Kysely<Tables>,
  { held, within, posted, counted }: Load,
  days: readonly CivilDate[],
): Promise<readonly Tally[]> => {
  const there =
    posted === undefined
      ? sql`standing`
      : sql`(
          select greatest(standing.first, post.first) as first, least(standing.until, post.until) as until, standing.cases
          from standing
          join (select worker, ${lastsOn(sql`started`, sql`ended`, days)} from ${posted} each) post using (worker)
        )`
  const theirs =
    within === undefined
      ? placedOn(held, days)
      : sql`(
          select held.worker, greatest(held.first, inside.first) as first, least(held.until, inside.until) as until
          from ${placedOn(held, days)} held join ${placedOn(within, days)} inside using (identity)
        )`
  const { rows } = await sql<Lasting>`
    with placed as (
      select worker, first, until, count(*)::int as children from ${theirs} each where first < until group by 1, 2, 3
    ), change as (
      select worker, first as place, children from placed
      union all
      select worker, until, -children from placed
    ), standing as (
      select worker, place as first, lead(place) over each as until, sum(sum(children)::int) over each as cases
      from change group by worker, place window each as (partition by worker order by place)
    )
    select first, until, count(*)::int as rows, (count(*) filter (where ${counted}))::int as counted,
      sum(cases)::float8 as sum, max(cases)::float8 as highest
    from ${there} c where cases > 0 and first < until group by 1, 2`.execute(database)
  return standing(rows, days.length)
}
