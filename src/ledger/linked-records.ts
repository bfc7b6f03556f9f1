import { sql } from 'kysely'
import type { AnyStep } from '../journey/index.ts'
import type { Queries } from './ledger.ts'
import type { Subject, ToRecord } from './record.ts'

/** The kinds of period that an outcome of a step ends or changes, or in which the step is expected. */
const periodsOf = ({ within, outcomes }: AnyStep, outcome: string): readonly string[] => {
  const { closes = [], changes = [] } = outcomes[outcome] ?? {}
  return [...closes, ...changes, ...[within ?? []].flat()]
}

/** Whether any of these is one of several linked records of a person. */
export const isAnyLinked = async (queries: Queries, identities: readonly number[]): Promise<boolean> => {
  const { rows } = await sql`
    select from person self join person other on other.person = self.person and other.identity <> self.identity
    where self.identity = any (${[...identities]}::bigint[]) limit 1`.execute(queries)
  return rows.length > 0
}

/**
 * The children with the record of each in which an entry belongs. Of a child with several linked records it is the one
 * that holds what the entry follows, else the one in which the work is due, else the one whose period it bears on, else
 * the one that was open: what is due is met where it is due.
 */
export const inTheirRecords = async (
  queries: Queries,
  declared: AnyStep,
  { step, subjects, outcome, follows }: Pick<ToRecord, 'step' | 'subjects' | 'outcome' | 'follows'>,
): Promise<readonly Subject[]> => {
  const { rows } = await sql<{ readonly asked: number; readonly identity: number }>`
    select distinct on (self.identity) self.identity as asked, same.identity
    from person self join person same on same.person = self.person
    where self.identity = any (${subjects.map(({ identity }) => identity)}::bigint[])
      and exists (select from person other where other.person = self.person and other.identity <> self.identity)
    order by self.identity,
      exists (select from entry_subject led where led.identity = same.identity and led.lineage = ${follows ?? null}::bigint) desc,
      (select min(coalesce(duty.due_on, duty.anchored_on)) from duty where duty.identity = same.identity and duty.step = ${step}
        and duty.met_on is null and duty.lapsed_on is null and duty.known_to = 'infinity') nulls last,
      exists (select from episode where episode.identity = same.identity and episode.ended_on is null
        and episode.known_to = 'infinity' and episode.kind = any (${[...periodsOf(declared, outcome)]}::text[])) desc,
      same.identity <> self.identity, same.identity`.execute(queries)
  if (rows.length === 0) return subjects
  const recordOf = new Map(rows.map(({ asked, identity }) => [asked, identity]))
  return subjects.map(subject => ({ ...subject, identity: recordOf.get(subject.identity) ?? subject.identity }))
}
