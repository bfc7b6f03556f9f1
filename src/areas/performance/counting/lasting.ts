import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { CivilDate } from '../../../calendar/index.ts'

/**
 * Which of some days in order a period lasts on, as columns: from `first` until before `until`, by their places. A period
 * that lasts on none of them has `until` no greater than `first`.
 */
export const lastsOn = (
  started: RawBuilder<unknown>,
  ended: RawBuilder<unknown>,
  days: readonly CivilDate[],
): RawBuilder<unknown> => {
  const before = (day: RawBuilder<unknown>) => sql`width_bucket(${day} - 1, ${days}::date[])`
  return sql`${before(started)} as first, case when ${ended} is null then ${days.length} else ${before(ended)} end as until`
}
