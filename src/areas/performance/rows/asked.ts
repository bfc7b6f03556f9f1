import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { CivilDate, Instant } from '../../../calendar/index.ts'
import { rowKnown } from '../../../ledger/known.ts'

/**
 * What a measure is asked: the days in question, both included, as known at an instant. Where a stock is asked for on some
 * of these days alone, `on` names them in order: its rows may then leave out every other day.
 */
export type Asked = {
  readonly from: CivilDate
  readonly to: CivilDate
  readonly known: Instant
  readonly on?: readonly CivilDate[]
}

/** A piece of SQL that stands as a table, in parentheses of its own. */
export type Fragment = RawBuilder<unknown>

/** One column or value of a row. */
export type Expression = RawBuilder<unknown>

export {
  endKnown,
  entryKnown,
  entryOfEach,
  linkedPerson,
  maybeSettledSince,
  personOf,
  rowKnown,
  settledKnown,
} from '../../../ledger/known.ts'

/** The working days of a day, to subtract from those of another: to be joined once for each end, as `alias`. */
export const workingDaysTo = (alias: string, day: Expression): Fragment =>
  sql`left join working_day_count ${sql.ref(alias)} on ${sql.ref(`${alias}.day`)} = ${day}`

/** The day on which somebody becomes so many years old; one born on 29 February does so on 1 March in a common year. */
export const birthday = (bornOn: Expression, years: number): RawBuilder<CivilDate> =>
  sql`((${bornOn} + make_interval(years => ${sql.lit(years)}))::date
    + case when extract(month from ${bornOn}) = 2 and extract(day from ${bornOn}) = 29
        and extract(day from ${bornOn} + make_interval(years => ${sql.lit(years)})) = 28 then 1 else 0 end)`

/** When a child was born, as was believed at the instant: a scalar for the identity given. */
export const bornOn = (identity: Expression, asked: Asked): RawBuilder<CivilDate | null> =>
  sql`(select born.born_on from identity_version born
    where born.identity = ${identity} and ${rowKnown('born', asked)} limit 1)`
