import { sql } from 'kysely'
import type { CivilDate } from '../calendar/index.ts'
import type { AnyStep } from '../journey/index.ts'
import type { Queries } from './ledger.ts'
import type { Subject, ToRecord } from './record.ts'

/** The records of these children that are several to a person, these included: none where nobody's are linked. */
export const linkedRecords = async (queries: Queries, identities: readonly number[]): Promise<readonly number[]> => {
  const { rows } = await sql<{ readonly identity: number }>`
    select distinct same.identity from person self join person same on same.person = self.person
    where self.identity = any (${[...identities]}::bigint[])
      and exists (select from person other where other.person = self.person and other.identity <> self.identity)
    order by same.identity`.execute(queries)
  return rows.map(({ identity }) => identity)
}

/** What says in which record of a child an entry belongs. */
type Belonging = Pick<ToRecord, 'step' | 'subjects' | 'outcome' | 'follows'> & { readonly happenedOn: CivilDate }

/**
 * The children with the record of each in which an entry belongs. Of a child with several linked records it is the one
 * that holds what the entry follows, else the one in which the work is due, else the one whose period it bears on that
 * day, else the one that was open: what is due is met where it is due. A record that holds what is followed and in which
 * nothing is due or running gives way to one with a period that the entry ends or changes.
 */
export const inTheirRecords = async (
  queries: Queries,
  declared: AnyStep,
  { step, subjects, outcome, follows, happenedOn }: Belonging,
): Promise<readonly Subject[]> => {
  const { closes = [], changes = [] } = declared.outcomes[outcome] ?? {}
  const ended = [...closes, ...changes]
  const borne = [...ended, ...[declared.within ?? []].flat()]
  const runs = (kinds: readonly string[]) => sql`exists (select from episode where episode.identity = same.identity
    and episode.started_on <= ${happenedOn}::date and coalesce(episode.ended_on, 'infinity') > ${happenedOn}::date
    and episode.known_to = 'infinity' and episode.kind = any (${kinds}::text[]))`
  const { rows } = await sql<{ readonly asked: number; readonly identity: number }>`
    select distinct on (asked) asked, identity from (
      select self.identity as asked, same.identity, ${runs(ended)} as ends, ${runs(borne)} as bears,
        exists (select from entry_subject led where led.identity = same.identity and led.lineage = ${follows ?? null}::bigint) as led,
        (select min(coalesce(duty.due_on, duty.anchored_on)) from duty where duty.identity = same.identity and duty.step = ${step}
          and duty.met_on is null and duty.lapsed_on is null and duty.known_to = 'infinity') as due_on
      from person self join person same on same.person = self.person
      where self.identity = any (${subjects.map(({ identity }) => identity)}::bigint[])
        and exists (select from person other where other.person = self.person and other.identity <> self.identity)
    ) record
    order by asked, (led and (bears or due_on is not null)) desc, (ends and ${follows !== undefined}::boolean) desc, led desc,
      due_on nulls last, bears desc, identity <> asked, identity`.execute(queries)
  if (rows.length === 0) return subjects
  const recordOf = new Map(rows.map(({ asked, identity }) => [asked, identity]))
  return subjects.map(subject => ({ ...subject, identity: recordOf.get(subject.identity) ?? subject.identity }))
}
