import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { CivilDate, Instant } from '../../../calendar/index.ts'

/** What a measure is asked: the days in question, both included, as known at an instant. */
export type Asked = { readonly from: CivilDate; readonly to: CivilDate; readonly known: Instant }

/** A piece of SQL that stands as a table, in parentheses of its own. */
export type Fragment = RawBuilder<unknown>

/** One column or value of a row. */
export type Expression = RawBuilder<unknown>

const column = (alias: string, name: string) => sql.ref(`${alias}.${name}`)

/** Whether a version of an entry was the one believed at the instant. */
export const entryKnown = (alias: string, { known }: Asked): RawBuilder<boolean> =>
  sql`(${column(alias, 'recorded_at')} <= ${known} and ${column(alias, 'superseded_at')} > ${known}
    and not ${column(alias, 'withdrawn')})`

/** Whether a row was believed at the instant. */
export const rowKnown = (alias: string, { known }: Asked): RawBuilder<boolean> =>
  sql`(${column(alias, 'known_from')} <= ${known} and ${column(alias, 'known_to')} > ${known})`

/** When an episode ended, as far as was known: an ending learnt later is no ending. */
export const endKnown = (alias: string, { known }: Asked): RawBuilder<CivilDate | null> =>
  sql`case when ${column(alias, 'settled_known_from')} <= ${known} then ${column(alias, 'ended_on')} end`

/** When a duty was met or lapsed, as far as was known. */
export const settledKnown = (alias: string, { known }: Asked): RawBuilder<CivilDate | null> =>
  sql`case when ${column(alias, 'settled_known_from')} <= ${known}
    then coalesce(${column(alias, 'met_on')}, ${column(alias, 'lapsed_on')}) end`

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

/**
 * The person that an identity is one record of, as was believed at the instant, where it is linked with others: the lowest
 * identity of the cluster, as `person` has it today. Null for one that is alone. The links are read once for a query, and
 * not at all where nothing asks who the person is.
 */
export const linkedPerson = (identity: Expression, { known }: Asked): RawBuilder<number | null> =>
  sql`((select jsonb_object_agg(linked.identity, linked.person) from cluster_known(${known}) linked)
    ->> (${identity})::text)::bigint`

/** The person that an identity is, alone or linked with others, as was believed at the instant. */
export const personOf = (identity: Expression, asked: Asked): RawBuilder<number> =>
  sql`coalesce(${linkedPerson(identity, asked)}, ${identity})`
