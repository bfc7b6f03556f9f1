import { sql } from 'kysely'
import { entryKnown, entryOfEach, maybeSettledSince, personOf, rowKnown } from './asked.ts'
import type { Asked, Fragment } from './asked.ts'

type Choice = {
  /** By which of its two days an entry is placed. */
  readonly by?: 'happened_on' | 'completed_on'
  readonly outcome?: string
  /** How far before the first day asked entries are wanted as well, for what looks back. */
  readonly back?: string
}

/**
 * The entries of a step as believed at the instant, one row for each child that they are about: `day`, `child`,
 * `identity`, `entry`, `outcome`, `happened_on`, `completed_on`, `follows`, `partner`, `team`.
 */
export const entriesOf = (
  step: string,
  asked: Asked,
  { by = 'happened_on', outcome, back = '0 days' }: Choice = {},
): Fragment => sql`(
  select ${sql.ref(`e.${by}`)} as day, ${personOf(sql`e.identity`, asked)} as child, e.identity, e.lineage as entry, e.outcome,
    e.happened_on, e.completed_on, e.follows, e.partner, e.team
  from ${entryOfEach('e')}
  where e.step = ${sql.lit(step)} and ${entryKnown('e', asked)}
    and ${outcome === undefined ? sql`true` : sql`e.outcome = ${sql.lit(outcome)}`}
    and ${sql.ref(`e.${by}`)} between (${asked.from}::date - ${sql.lit(back)}::interval)::date and ${asked.to}::date
)`

/**
 * The same with `again`: whether the child had another such entry before that day and on or after the same day one year
 * before.
 */
export const entriesAgain = (step: string, asked: Asked, choice: Omit<Choice, 'back'> = {}): Fragment => sql`(
  select each.*, coalesce(first_value(day) over (
      partition by child order by day groups between 1 preceding and 1 preceding
    ) >= (day - interval '1 year')::date, false) as again
  from ${entriesOf(step, asked, { ...choice, back: '1 year' })} each
)`

/**
 * The same with `in_time`: whether the duty of that step which the entry met was met by the day it was due. An entry that
 * met no duty is not in time. `anchor` is the entry from which the clock ran.
 */
export const entriesWithDuty = (step: string, asked: Asked, choice: Omit<Choice, 'back'> = {}): Fragment => sql`(
  select each.*, met.anchor, coalesce(met.in_time, false) as in_time
  from ${entriesOf(step, asked, choice)} each
  left join ${dutiesMet(step, asked)} met on met.entry = each.entry and met.identity = each.identity
)`

/** Read once, which offset 0 sees to: looked up for each entry they would take three times as long. */
const dutiesMet = (rule: string, asked: Asked): Fragment => sql`(
  select d.met_by as entry, d.identity, d.anchor, d.met_on <= d.due_on as in_time from duty d
  where d.rule = ${sql.lit(rule)} and ${rowKnown('d', asked)} and d.settled_known_from <= ${asked.known}
    and ${maybeSettledSince('d', sql`${asked.from}::date`, asked)} and d.met_on >= ${asked.from} offset 0
)`
