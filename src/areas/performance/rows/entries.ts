import { sql } from 'kysely'
import { entryKnown, personOf } from './asked.ts'
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
  select ${sql.ref(`e.${by}`)} as day, ${personOf(sql`s.identity`, asked)} as child, s.identity, e.lineage as entry, e.outcome,
    e.happened_on, e.completed_on, e.follows, e.partner, e.team
  from entry e
  join entry_subject s on s.lineage = e.lineage
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
export const entriesWithDuty = (step: string, asked: Asked, choice: Choice = {}): Fragment => sql`(
  select each.*, d.anchor, coalesce(d.met_on <= d.due_on, false) as in_time
  from ${entriesOf(step, asked, choice)} each
  left join duty d on d.met_by = each.entry and d.identity = each.identity and d.rule = ${sql.lit(step)}
    and d.known_from <= ${asked.known} and d.known_to > ${asked.known} and d.settled_known_from <= ${asked.known}
)`
