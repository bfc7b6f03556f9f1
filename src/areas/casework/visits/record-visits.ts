import { sql } from 'kysely'
import { contextAt } from '../../../access/context.ts'
import type { Context } from '../../../access/context.ts'
import { addHours } from '../../../calendar/index.ts'
import { nextMoment } from '../../../council/clock.ts'
import { lockSubjects } from '../../../ledger/checks.ts'
import { discardDraft } from '../../../ledger/drafts.ts'
import type { Ledger, Queries } from '../../../ledger/ledger.ts'
import { recordWithin } from '../../../ledger/record.ts'
import type { ToRecord } from '../../../ledger/record.ts'
import { inTransaction } from '../../../store/index.ts'
import type { VisitsRead } from './read-visits.ts'

/**
 * Where a connection is lost the same form is sent again: what it says has been recorded already, by the same person today.
 * Of a child with linked records the entry may stand in another than the one that was open.
 */
const recordedAlready = async (
  queries: Queries,
  context: Context,
  { step, subjects, answers, outcome }: ToRecord,
): Promise<number | undefined> => {
  const row = await queries
    .selectFrom('entry_subject')
    .innerJoin('entry', 'entry.lineage', 'entry_subject.lineage')
    .select('entry.lineage')
    .where(
      sql<boolean>`entry_subject.identity in (select same.identity from person self
        join person same on same.person = self.person where self.identity = ${subjects[0]?.identity ?? 0})`,
    )
    .where('entry.step', '=', step)
    .where('entry.outcome', '=', outcome)
    .where('entry.author', '=', context.worker)
    .where('entry.withdrawn', '=', false)
    .where('entry.superseded_at', '=', sql<string>`'infinity'`)
    .where('entry.recorded_at', '>', addHours(context.now, -24))
    .where(sql<boolean>`entry.answers = ${JSON.stringify(answers)}::jsonb`)
    .executeTakeFirst()
  return row?.lineage
}

/**
 * Records a visit to a family in one transaction: all its entries or none. Answers with them. One who sends the same
 * again is given what stands, and the draft that was begun for it is thrown away.
 */
export const recordVisits = (
  ledger: Ledger,
  context: Context,
  draft: number,
  { visits, planned }: VisitsRead,
): Promise<readonly number[]> =>
  inTransaction(
    ledger.database,
    async queries => {
      const [first, ...others] = visits
      if (first === undefined) throw new Error('A visit is to somebody.')
      await lockSubjects(
        queries,
        [...new Set(visits.flatMap(({ subjects }) => subjects.map(({ identity }) => identity)))].sort(
          (one, other) => one - other,
        ),
      )
      const twin = await recordedAlready(queries, context, first)
      if (twin !== undefined) {
        await discardDraft(queries, context, draft)
        return [twin]
      }
      const writing = contextAt(context, await nextMoment(queries))
      const recorded = [await recordWithin(queries, ledger, writing, { ...first, draft })]
      for (const entry of [...others, ...planned]) recorded.push(await recordWithin(queries, ledger, writing, entry))
      return recorded
    },
    { isolation: 'read committed' },
  )
