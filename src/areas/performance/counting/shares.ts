import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { CivilDate } from '../../../calendar/index.ts'
import type { Tables } from '../../../store/index.ts'
import { daysOf } from '../../../oversight/index.ts'
import type { Share } from '../measure.ts'
import { nothing } from './tally.ts'
import type { Tally } from './tally.ts'

type Alike = { readonly stands: number; readonly holds: number; readonly children: number }

const isSet = (bits: number, place: number): boolean => Math.floor(bits / 2 ** place) % 2 === 1

/**
 * How many children were in stock on each of so many days, which come in order, and of how many of them it held: what the
 * rows would give, without cutting anybody's periods into rows. What is said of a child is put together in one go, with a bit for
 * each day: the many periods in which something holds are read once and joined with nothing.
 */
export const countShares = async (
  database: Kysely<Tables>,
  { of, except, holds }: Share,
  days: readonly CivilDate[],
): Promise<readonly Tally[]> => {
  const there = daysOf(sql`started`, sql`ended`, days)
  const less = except === undefined ? sql`` : sql`union all select child, null, ${there}, null from ${except} less`
  const { rows } = await sql<Alike>`
    select stands, stands & holds as holds, count(*)::int as children from (
      select bit_or(stock) & ~coalesce(bit_or(less), 0) as stands, coalesce(bit_or(held), 0) as holds from (
        select child, null::bigint as stock, null::bigint as less, ${there} as held from ${holds} held
        union all select child, ${there}, null, null from ${of} stock
        ${less}
      ) said group by child
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
