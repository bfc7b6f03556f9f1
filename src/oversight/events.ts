import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { significantEventNames, significantEvents } from '../journey/index.ts'
import type { SignificantEvent } from '../journey/index.ts'
import { entryKnown, personOf } from '../ledger/known.ts'
import { entriesAsked, isAsked, named } from './asked.ts'
import type { Asked, Fragment } from './asked.ts'
import { withinTimescale } from './timescale.ts'

const steps = [
  ...new Set(significantEventNames.flatMap(name => significantEvents[name].entries.map(({ step }) => step))),
] as readonly string[]

/** The name of the event that an entry is, in a query; null where it is none. */
const eventName = (alias: string): RawBuilder<string | null> => {
  const cases = significantEventNames.flatMap(name => {
    const { entries }: SignificantEvent = significantEvents[name]
    return entries.map(
      ({ step, outcomes }) =>
        sql`when ${sql.ref(`${alias}.step`)} = ${sql.lit(step)}
          and ${outcomes === undefined ? sql`true` : sql`${sql.ref(`${alias}.outcome`)} in (${named(outcomes)})`}
          then ${sql.lit(name)}`,
    )
  })
  return sql`case ${sql.join(cases, sql` `)} end`
}

/**
 * The significant events of the days asked, as believed at the instant, a row for each child: `event`, `day` (on which it
 * was complete), `child`, `identity`, `entry`, `team`, `by_day` (by when a manager's oversight is in time), `seen_on` (the
 * first oversight on or after it) and `in_time`.
 */
export const eventsWithOversight = (asked: Asked): Fragment => {
  const found = sql`(
    select * from (
      select ${eventName('e')} as event, e.completed_on as day, ${personOf(sql`e.identity`, asked)} as child, e.identity,
        e.lineage as entry, e.team
      from ${entriesAsked('e', asked)}
      where e.step in (${named(steps)}) and ${entryKnown('e', asked)} and ${isAsked(sql`e.identity`, asked)}
        and e.completed_on between ${asked.from}::date and ${asked.to}::date
    ) named where event is not null
  )`
  return sql`(
    with happened as materialized (select * from ${withinTimescale('managementOversight', found, sql`day`)} judged),
    looked as materialized (
      select o.identity, o.happened_on as day from ${entriesAsked('o', asked)}
      where o.step = 'managementOversight' and o.outcome <> 'done' and ${entryKnown('o', asked)}
        and ${isAsked(sql`o.identity`, asked)} and o.happened_on >= (select min(day) from happened)
    ),
    answered as (
      select happened.identity, happened.entry, min(looked.day) as seen_on
      from happened join looked on looked.identity = happened.identity and looked.day >= happened.day
      group by 1, 2
    )
    select happened.*, answered.seen_on, coalesce(answered.seen_on <= happened.by_day, false) as in_time
    from happened left join answered on answered.identity = happened.identity and answered.entry = happened.entry
  )`
}
