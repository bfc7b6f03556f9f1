import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { addMonths, endOfMonth, firstOfMonth } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import type { WorkKind } from '../../../council/index.ts'
import type { Tables } from '../../../store/index.ts'
import { kindsInQuery, partInQuery, periodsFlagged, workKindOf, workPeriodsInQuery } from '../loads/parts.ts'
import type { Part } from '../loads/parts.ts'
import { endKnown, isBelieved } from '../loads/stock.ts'
import type { AsAt } from '../loads/stock.ts'

/** What a worker held on one day, by kind of work. */
export type HeldOn = {
  readonly on: CivilDate
  readonly part: Part
  readonly kind: WorkKind
  readonly children: number
}

/** The ends of the months before a day, and the day itself: the days of a history. */
export const historyDays = (on: CivilDate, months = 24): readonly CivilDate[] => {
  const first = firstOfMonth(on)
  return [...Array.from({ length: months }, (_, index) => endOfMonth(addMonths(first, index - months))), on]
}

/** What a worker held on each of some days, as known at the instant: one row for each day, part and kind of work. */
export const heldOnDays = async (
  database: Kysely<Tables>,
  worker: number,
  days: readonly CivilDate[],
  { known }: Pick<AsAt, 'known'>,
): Promise<readonly HeldOn[]> => {
  const wasOn = (alias: string) => sql`${isBelieved(alias, known)} and ${sql.ref(`${alias}.started_on`)} <= day.on_day
    and (${endKnown(alias, known)} is null or ${endKnown(alias, known)} > day.on_day)`
  const { rows } = await sql<HeldOn>`
    with day as (select unnest(${[...days]}::date[]) as on_day),
    held as materialized (
      select day.on_day, held.identity, held.kind from episode held join day on ${wasOn('held')}
      where held.detail ? 'worker' and held.detail ->> 'worker' = ${String(worker)} and held.kind in (${kindsInQuery})
    ),
    work as materialized (
      select day.on_day, each.identity, ${periodsFlagged('each')} from episode each join day on ${wasOn('each')}
      where each.identity in (select held.identity from held) and each.kind in (${workPeriodsInQuery})
      group by day.on_day, each.identity
    )
    select held.on_day as on, ${partInQuery('held')} as part, ${workKindOf('held', 'work')} as kind, count(*) as children
    from held left join work on work.identity = held.identity and work.on_day = held.on_day
    group by 1, 2, 3 order by 1`.execute(database)
  return rows
}
