import { sql } from 'kysely'
import { birthday, endKnown, linkedPerson, maybeSettledSince, personOf, rowKnown } from './asked.ts'
import type { Share } from '../measure.ts'
import type { Asked, Expression, Fragment } from './asked.ts'

/**
 * The episodes of a kind that started on or ended in the days asked, as believed at the instant: `child`, `identity`,
 * `entry` (which opened it), `started`, `ended`, `detail`.
 */
export const episodesBy = (
  kind: string,
  asked: Asked,
  { day, back = asked.from }: { readonly day: 'started' | 'ended'; readonly back?: string },
): Fragment => {
  const ended = endKnown('e', asked)
  return sql`(
    select ${personOf(sql`e.identity`, asked)} as child, e.identity, e.opened_by as entry, e.started_on as started,
      ${ended} as ended, e.detail
    from episode e
    where e.kind = ${sql.lit(kind)} and ${rowKnown('e', asked)} and ${maybeSettledSince('e', sql`${back}::date`, asked)}
      and ${day === 'started' ? sql`e.started_on between ${back}::date and ${asked.to}::date` : sql`${ended} between ${back}::date and ${asked.to}::date`}
  )`
}

/**
 * Children in an episode of a kind on any day asked, one row for each episode: `child`, `identity`, `entry`, `started`, `ended`.
 * For one who puts the periods of a child together: several records of one child may stand on the same day.
 */
export const inEpisode = (kind: string, asked: Asked): Fragment => {
  const ended = endKnown('e', asked)
  return sql`(
    select ${personOf(sql`e.identity`, asked)} as child, e.identity, e.opened_by as entry, e.started_on as started, ${ended} as ended
    from episode e
    where e.kind = ${sql.lit(kind)} and ${rowKnown('e', asked)} and ${maybeSettledSince('e', sql`${asked.from}::date`, asked)}
      and e.started_on <= ${asked.to} and coalesce(${ended}, 'infinity') > ${asked.from}::date
  )`
}

type Stock = {
  /** Which episodes, by their columns as `e`. */
  readonly where?: Expression
  /** The ages between which a child counts: from one birthday on, and until another. */
  readonly fromAge?: number
  readonly underAge?: number
}

/**
 * Children in an episode of a kind on any day asked, as believed at the instant, each child once on any day: `child`,
 * `identity`, `entry`, `started`, `ended`. Where several records are one child, their periods become one.
 */
export const stockOf = (kind: string, asked: Asked, choice: Stock = {}): Fragment => {
  const { where = sql`true`, fromAge, underAge } = choice
  const isAged = fromAge !== undefined || underAge !== undefined
  const birth = isAged
    ? sql`left join identity_version b on b.identity = e.identity and ${rowKnown('b', asked)}`
    : sql``
  // Greatest and least leave out what is unknown: one whose birth is not recorded counts by the episode alone.
  const started =
    fromAge === undefined ? sql`e.started_on` : sql`greatest(e.started_on, ${birthday(sql`b.born_on`, fromAge)})`
  const end = endKnown('e', asked)
  const ended = underAge === undefined ? end : sql`least(${end}, ${birthday(sql`b.born_on`, underAge)})`
  return sql`(
    with held as materialized (
      select e.identity, ${linkedPerson(sql`e.identity`, asked)} as person, e.opened_by as entry, ${started} as started, ${ended} as ended
      from episode e
      ${birth}
        where e.kind = ${sql.lit(kind)} and ${rowKnown('e', asked)} and ${where}
        and ${maybeSettledSince('e', sql`${asked.from}::date`, asked)}
        and e.started_on <= ${asked.to} and (${end} is null or ${end} > ${asked.from})
    )
    select identity as child, identity, entry, started, ended from held where person is null
    union all
    select person, identity, entry, lower(period), upper(period) from (
      select person, min(identity) as identity, min(entry) as entry,
        unnest(range_agg(daterange(started, ended))) as period
      from held where person is not null and (ended is null or started < ended) group by person
    ) merged
  )`
}

/** The same periods from the day on which they have lasted for so long: `2 years`. */
export const lastingFor = (long: string, of: Fragment): Fragment => sql`(
  select child, identity, since as started, ended from (
    select held.*, (held.started + ${sql.lit(long)}::interval)::date as since from ${of} held
  ) each where ended is null or since < ended
)`

/**
 * Periods of children, gathered: one row a child with `periods`, a set of ranges of days. From a table with `child`,
 * `started` and `ended`.
 */
const periodsOf = (of: Fragment): Fragment => sql`(
  select child, min(identity) as identity, range_agg(daterange(started, ended)) as periods
  from ${of} held where ended is null or started < ended group by child
)`

/**
 * A stock cut into pieces by whether something holds of the child: `child`, `identity`, `started`, `ended`, `counted`.
 * The pieces of a child are together the child's periods in the stock, less those in `except`, and overlap nowhere.
 */
export const pieces = ({ of, holds, except }: Share): Fragment => sql`(
  with stock_of as materialized (select * from ${periodsOf(of)} gathered),
  ${
    except === undefined
      ? sql`base as (select * from stock_of),`
      : sql`except_of as materialized (select child, periods from ${periodsOf(except)} gathered),
        base as materialized (
          select stock_of.child, stock_of.identity,
            stock_of.periods - coalesce(except_of.periods, '{}'::datemultirange) as periods
          from stock_of left join except_of using (child)
        ),`
  }
  true_of as materialized (select child, periods from ${periodsOf(holds)} gathered),
  cut as (
    select base.child, base.identity, true as counted, unnest(base.periods * true_of.periods) as period
    from base join true_of using (child)
    union all
    select base.child, base.identity, false, unnest(base.periods - coalesce(true_of.periods, '{}'::datemultirange))
    from base left join true_of using (child)
  )
  select child, identity, lower(period) as started, upper(period) as ended, counted from cut
)`
