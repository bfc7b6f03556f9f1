import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { CivilDate } from '../../../calendar/index.ts'
import type { Tables } from '../../../store/index.ts'
import type { Share } from '../measure.ts'
import type { Fragment } from '../rows/asked.ts'
import { lastsOn } from './lasting.ts'
import { nothing } from './tally.ts'
import type { Tally } from './tally.ts'

/** So many days have a bit each in a number that is exact in JavaScript as well. */
export const mostDaysOfShares = 50

/** On which of the days each child of a table is there: a bit for each day, by child. */
const daysThere = (of: Fragment, days: readonly CivilDate[]): Fragment => sql`(
  select child, bit_or((1::bigint << until) - (1::bigint << first)) as days
  from (select child, ${lastsOn(sql`started`, sql`ended`, days)} from ${of} held) placed where first < until group by child
)`

type Alike = { readonly stands: number; readonly holds: number; readonly children: number }

const isSet = (bits: number, place: number): boolean => Math.floor(bits / 2 ** place) % 2 === 1

/**
 * How many children were in stock on each of so many days, which come in order, and of how many of them it held: what the
 * rows would give, without cutting anybody's periods into rows.
 */
export const countShares = async (
  database: Kysely<Tables>,
  { of, except, holds }: Share,
  days: readonly CivilDate[],
): Promise<readonly Tally[]> => {
  const less = except === undefined ? sql`` : sql`left join ${daysThere(except, days)} less using (child)`
  const stands = except === undefined ? sql`stock.days` : sql`stock.days & ~coalesce(less.days, 0)`
  const { rows } = await sql<Alike>`
    select stands, holds, count(*)::int as children from (
      select ${stands} as stands, ${stands} & coalesce(held.days, 0) as holds
      from ${daysThere(of, days)} stock ${less} left join ${daysThere(holds, days)} held using (child)
    ) each where stands <> 0 group by 1, 2`.execute(database)
  return days.map((_, place) =>
    rows
      .filter(({ stands: bits }) => isSet(bits, place))
      .reduce<Tally>(
        (sum, { holds: bits, children }) => ({
          ...sum,
          rows: sum.rows + children,
          counted: sum.counted + (isSet(bits, place) ? children : 0),
        }),
        nothing,
      ),
  )
}
