import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { CivilDate, Instant } from '../../../calendar/index.ts'

/** The day of which caseloads are asked, and the instant whose knowledge counts. */
export type AsAt = {
  readonly on: CivilDate
  readonly known: Instant
  /** The day at whose end that instant is; undefined where it is now. */
  readonly knownOn: CivilDate | undefined
  /** Whether this is today, as known now. */
  readonly present: boolean
}

/** Today, as known now. */
export const atPresent = ({ today, now }: { readonly today: CivilDate; readonly now: Instant }): AsAt => ({
  on: today,
  known: now,
  knownOn: undefined,
  present: true,
})

const column = (alias: string, name: string) => sql.ref(`${alias}.${name}`)

/** When an episode ended, as far as was known at the instant: an ending learnt later is no ending. */
export const endKnown = (alias: string, known: Instant): RawBuilder<CivilDate | null> =>
  sql`case when ${column(alias, 'settled_known_from')} <= ${known}::timestamptz then ${column(alias, 'ended_on')} end`

/** Whether an episode was believed at the instant. */
export const isBelieved = (alias: string, known: Instant): RawBuilder<boolean> =>
  sql`(${column(alias, 'known_from')} <= ${known}::timestamptz and ${column(alias, 'known_to')} > ${known}::timestamptz)`

/**
 * Whether an episode was in stock on the day, as believed at the instant: started by then and not ended by then. What is
 * so at present is what has no end, and there is an index of it.
 */
export const inStock = (alias: string, { on, known, present }: AsAt): RawBuilder<boolean> =>
  present
    ? sql`(${column(alias, 'ended_on')} is null and ${column(alias, 'known_to')} = 'infinity')`
    : sql`(${isBelieved(alias, known)} and ${column(alias, 'started_on')} <= ${on}::date
        and (${endKnown(alias, known)} is null or ${endKnown(alias, known)} > ${on}::date))`
