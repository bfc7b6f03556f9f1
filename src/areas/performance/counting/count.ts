import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import { addDays } from '../../../calendar/index.ts'
import type { CivilDate, Instant, Period } from '../../../calendar/index.ts'
import { lastsOn, mostDaysAsBits } from '../../../oversight/index.ts'
import type { Tables } from '../../../store/index.ts'
import type { Measure } from '../measure.ts'
import type { Asked, Fragment } from '../rows/asked.ts'
import { countLoads } from './loads.ts'
import { boundaries, layers, span } from './periods.ts'
import { countShares } from './shares.ts'
import { add, nothing, standing } from './tally.ts'
import type { Lasting, Tally } from './tally.ts'

type Group = { readonly category: string | null }
type Counted = Tally & Group

const numbers = sql`count(*)::int as rows, (count(*) filter (where r.counted))::int as counted,
  coalesce(sum(r.value), 0)::float8 as sum, max(r.value)::float8 as highest`

const categoryOf = (split: boolean): RawBuilder<string | null> => (split ? sql`r.category` : sql`null::text`)

/** Bucket i holds the days from the i-th boundary until before the next; 0 the days before the first. */
const bucket = (day: RawBuilder<unknown>, days: readonly CivilDate[]) => sql`width_bucket(${day}, ${days}::date[])`

/** What was counted in each period, by the measure's own category where it is split. */
const flows = async (
  database: Kysely<Tables>,
  measure: Measure,
  periods: readonly Period[],
  known: Instant,
  split: boolean,
): Promise<readonly ReadonlyMap<string | null, Tally>[]> => {
  const days = boundaries(periods)
  const { rows } = await sql<Counted & { readonly atom: number }>`
    select ${bucket(sql`r.day`, days)} as atom, ${categoryOf(split)} as category, ${numbers}
    from ${measure.rows({ ...span(periods), known })} r group by 1, 2`.execute(database)
  const place = new Map(days.map((day, index) => [day, index + 1]))
  return periods.map(({ from, to }) => {
    const [first = 0, after = 0] = [place.get(from), place.get(addDays(to, 1))]
    return gather(rows.filter(({ atom }) => atom >= first && atom < after))
  })
}

const gather = (rows: readonly Counted[]): ReadonlyMap<string | null, Tally> => {
  const gathered = new Map<string | null, Tally>()
  for (const row of rows) gathered.set(row.category, add(gathered.get(row.category) ?? nothing, row))
  return gathered
}

/** The rows of a flow by which children count once in a period: the first or the last of each child's in each bucket. */
const onceEach = (rows: Fragment, which: 'first' | 'last', days: readonly CivilDate[]): Fragment => sql`(
  select distinct on (atom, child) * from (select ${bucket(sql`each.day`, days)} as atom, each.* from ${rows} each) placed
  order by atom, child, day ${which === 'first' ? sql`` : sql`desc`}, entry
)`

/** The rows of a measure in one period, a child once where the measure says so. */
export const rowsInPeriod = (measure: Measure, period: Period, known: Instant): Fragment => {
  const rows = measure.rows({ ...period, known })
  return measure.oncePerChild === undefined ? rows : onceEach(rows, measure.oncePerChild, [period.from])
}

const flowsOnceEach = async (
  database: Kysely<Tables>,
  measure: Measure & { readonly oncePerChild: 'first' | 'last' },
  periods: readonly Period[],
  known: Instant,
  split: boolean,
): Promise<readonly ReadonlyMap<string | null, Tally>[]> => {
  const counted = periods.map((): ReadonlyMap<string | null, Tally> => new Map())
  for (const layer of layers(periods)) {
    const days = boundaries(layer)
    const { rows } = await sql<Counted & { readonly atom: number }>`
      select ${bucket(sql`r.day`, days)} as atom, ${categoryOf(split)} as category, ${numbers}
      from ${onceEach(measure.rows({ ...span(layer), known }), measure.oncePerChild, days)} r group by 1, 2`.execute(
      database,
    )
    for (const { from, place } of layer) counted[place] = gather(rows.filter(({ atom }) => days[atom - 1] === from))
  }
  return counted
}

type Series = readonly (readonly [string | null, readonly Tally[]])[]

/** What stood on each of some days in order, from the rows that last. */
const stocksFromRows = async (
  database: Kysely<Tables>,
  rows: Fragment,
  days: readonly CivilDate[],
  split: boolean,
): Promise<Series> => {
  const { rows: found } = await sql<Lasting & Group>`
    select * from (
      select ${lastsOn(sql`r.started`, sql`r.ended`, days)}, ${categoryOf(split)} as category, ${numbers}
      from ${rows} r group by 1, 2, 3
    ) lasting where first < until`.execute(database)
  return [...Map.groupBy(found, row => row.category)].map(
    ([category, lasting]) => [category, standing(lasting, days.length)] as const,
  )
}

/** The same of a measure that can be counted without its rows. */
const stocksWithoutRows = (
  database: Kysely<Tables>,
  { share, load }: Measure,
  asked: Asked,
  days: readonly CivilDate[],
): Promise<readonly Tally[]> | undefined =>
  share !== undefined && days.length <= mostDaysAsBits
    ? countShares(database, share(asked), days)
    : load !== undefined
      ? countLoads(database, load(asked), days)
      : undefined

/** What stood on each day, which may come in any order. */
const stocks = async (
  database: Kysely<Tables>,
  measure: Measure,
  days: readonly CivilDate[],
  known: Instant,
  split: boolean,
): Promise<readonly ReadonlyMap<string | null, Tally>[]> => {
  const points = [...new Set(days)].sort()
  const asked = { from: points[0] ?? '', to: points.at(-1) ?? '', known, on: points }
  const whole = split ? undefined : await stocksWithoutRows(database, measure, asked, points)
  const series: Series =
    whole === undefined ? await stocksFromRows(database, measure.rows(asked), points, split) : [[null, whole]]
  return days.map(day => {
    const point = points.indexOf(day)
    return new Map(series.map(([category, tallies]) => [category, tallies[point] ?? nothing]))
  })
}

/** When a measure is asked for: a flow in a period, a stock on its last day. */
export type When = Period

const countBy = async (
  database: Kysely<Tables>,
  measure: Measure,
  whens: readonly When[],
  known: Instant,
  split: boolean,
): Promise<readonly ReadonlyMap<string | null, Tally>[]> => {
  if (whens.length === 0) return []
  if (measure.over === 'stock')
    return stocks(
      database,
      measure,
      whens.map(({ to }) => to),
      known,
      split,
    )
  const { oncePerChild } = measure
  return oncePerChild === undefined
    ? flows(database, measure, whens, known, split)
    : flowsOnceEach(database, { ...measure, oncePerChild }, whens, known, split)
}

/** What a measure counted in each period (a flow), or what stood on the last day of each (a stock), as known at an instant. */
export const count = async (
  database: Kysely<Tables>,
  measure: Measure,
  whens: readonly When[],
  known: Instant,
): Promise<readonly Tally[]> =>
  (await countBy(database, measure, whens, known, false)).map(each => each.get(null) ?? nothing)

/** The same for each of the measure's own categories. */
export const countByCategory = (
  database: Kysely<Tables>,
  measure: Measure,
  whens: readonly When[],
  known: Instant,
): Promise<readonly ReadonlyMap<string | null, Tally>[]> => countBy(database, measure, whens, known, true)

/** Children under 18 by the estimate of the latest 30 June on or before each day, as known; null before the first estimate. */
export const populations = async (
  database: Kysely<Tables>,
  days: readonly CivilDate[],
  known: Instant,
): Promise<readonly (number | null)[]> => {
  const estimates = await database
    .selectFrom('population')
    .selectAll()
    .where('known_from', '<=', known)
    .orderBy('year')
    .orderBy('known_from')
    .execute()
  return days.map(
    day => estimates.findLast(({ year }) => `${String(year).padStart(4, '0')}-06-30` <= day)?.under_18 ?? null,
  )
}
