import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Delay } from '../journey/duty-to-show.ts'
import type { Duty, Entry } from './read.ts'

/** The step by which somebody decides that work waits on purpose. */
export const delayStep = 'purposefulDelay'

const dayIn = (answer: unknown): string | undefined => (typeof answer === 'string' ? answer.slice(0, 10) : undefined)

/**
 * Why a duty waits on purpose, from the entries about its child, newest decision first; undefined where nobody decided
 * so. A decision is about one duty alone: that of its rule which follows from the same entry. The next visit is another.
 */
export const delayOf = (entries: readonly Entry[], duty: Pick<Duty, 'rule' | 'anchor'>): Delay | undefined => {
  const decided = entries
    .filter(({ step, follows, answers }) => step === delayStep && follows === duty.anchor && answers.rule === duty.rule)
    .toSorted((one, other) => other.entry - one.entry)[0]
  const until = dayIn(decided?.answers.until)
  return decided === undefined || until === undefined
    ? undefined
    : { until, why: String(decided.answers.why), by: decided.authorName, entry: decided.entry }
}

/**
 * The same for lists: a query with a row for each person, rule and anchor that waits on purpose. There are few such
 * decisions, so that they are found first and looked up for each duty.
 */
export const delaysInQuery: RawBuilder<unknown> = sql`
  select distinct on (of_child.person, decided.answers ->> 'rule', decided.follows)
    of_child.person, decided.answers ->> 'rule' as rule, decided.follows as anchor,
    (decided.answers ->> 'until')::date as until, decided.answers ->> 'why' as why, decided.author, decided.lineage
  from entry decided
  join entry_subject on entry_subject.lineage = decided.lineage
  join person of_child on of_child.identity = entry_subject.identity
  where decided.step = ${sql.lit(delayStep)} and decided.superseded_at = 'infinity' and not decided.withdrawn
    and decided.follows is not null and decided.answers ? 'rule'
  order by of_child.person, decided.answers ->> 'rule', decided.follows, decided.lineage desc`

/** A row of such a query under this name, as JSON; null where the duty does not wait on purpose. */
export const delayAsJson = (alias: string): RawBuilder<Delay | null> => {
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  return sql<Delay | null>`case when ${column('until')} is not null then json_build_object(
    'until', ${column('until')}, 'why', ${column('why')}, 'entry', ${column('lineage')},
    'by', (select decider.given || ' ' || decider.family from worker decider where decider.worker = ${column('author')})) end`
}
