import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { CivilDate } from '../../../calendar/index.ts'
import { personOf } from '../../../ledger/known.ts'
import type { KnownAt } from '../../../ledger/known.ts'
import type { Tables } from '../../../store/index.ts'
import { withDays } from '../../../oversight/index.ts'
import type { Share } from '../measure.ts'
import type { Fragment } from '../rows/asked.ts'
import { nothing } from './tally.ts'
import type { Tally } from './tally.ts'

/** On which of the days each child of a table is there: a bit for each day, by child. */
const daysThere = (of: Fragment, days: readonly CivilDate[]): Fragment => sql`(
  select child, bit_or(days) as days from ${withDays(of, days)} held group by child
)`

/** The same of a table with many rows for each child: put together for each record before it is asked whose that is. */
const daysOfMany = (of: Fragment, days: readonly CivilDate[], known: KnownAt): Fragment => sql`(
  select ${personOf(sql`identity`, known)} as child, bit_or(days) as days
  from (select identity, bit_or(days) as days from ${withDays(of, days)} held group by identity) each group by 1
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
  known: KnownAt,
): Promise<readonly Tally[]> => {
  const less = except === undefined ? sql`` : sql`left join ${daysThere(except, days)} less using (child)`
  const stands = except === undefined ? sql`stock.days` : sql`stock.days & ~coalesce(less.days, 0)`
  const { rows } = await sql<Alike>`
    select stands, holds, count(*)::int as children from (
      select ${stands} as stands, ${stands} & coalesce(held.days, 0) as holds
      from ${daysThere(of, days)} stock ${less} left join ${daysOfMany(holds, days, known)} held using (child)
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
