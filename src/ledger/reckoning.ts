import type { Instant } from '../calendar/index.ts'
import { reckon, reconcile } from '../journey/index.ts'
import type { Known, KnowledgeChange, Rules } from '../journey/index.ts'
import { believedRows } from './believed.ts'
import type { Stored } from './believed.ts'
import type { Queries } from './ledger.ts'
import { bornOnOf, occurrencesAbout } from './occurrences.ts'
import { dutyAsStored, episodeAsStored } from './stored-columns.ts'

/**
 * Reckons an identity's episodes and duties from all its entries and writes what has changed, as known from an instant
 * on. The one way in which they are written while the system runs; the caller holds the identity's lock.
 */
export const reckonAnew = async (queries: Queries, rules: Rules, identity: number, at: Instant): Promise<void> => {
  const reckoned = reckon(rules, await bornOnOf(queries, identity), await occurrencesAbout(queries, identity))
  const believed = await believedRows(queries, identity)
  const change = reconcile(believed, reckoned, at)

  const episodes = numbersOf(believed.episodes, change.episodes)
  if (episodes.ceased.length > 0)
    await queries.updateTable('episode').set({ known_to: at }).where('id', 'in', episodes.ceased).execute()
  for (const { id, known } of episodes.settled)
    await queries
      .updateTable('episode')
      .set({ ended_on: known.row.endedOn, closed_by: known.row.closedBy, settled_known_from: at })
      .where('id', '=', id)
      .execute()
  if (change.episodes.begins.length > 0)
    await queries
      .insertInto('episode')
      .values(change.episodes.begins.map(known => episodeAsStored(identity, known)))
      .execute()

  const duties = numbersOf(believed.duties, change.duties)
  if (duties.ceased.length > 0)
    await queries.updateTable('duty').set({ known_to: at }).where('id', 'in', duties.ceased).execute()
  for (const { id, known } of duties.settled)
    await queries
      .updateTable('duty')
      .set({
        met_by: known.row.metBy,
        met_on: known.row.metOn,
        lapsed_by: known.row.lapsedBy,
        lapsed_on: known.row.lapsedOn,
        settled_known_from: at,
      })
      .where('id', '=', id)
      .execute()
  if (change.duties.begins.length > 0)
    await queries
      .insertInto('duty')
      .values(change.duties.begins.map(known => dutyAsStored(identity, known)))
      .execute()
}

const numbersOf = <Row extends object>(believed: readonly Stored<Row>[], change: KnowledgeChange<Row>) => {
  const numbers = new Map<object, number>(believed.map(known => [known.row, known.id]))
  const settled: { readonly id: number; readonly known: Known<Row> }[] = []
  for (const known of change.settles) {
    const id = numbers.get(known.before)
    if (id !== undefined) settled.push({ id, known })
  }
  return { settled, ceased: change.ceases.flatMap(({ row }) => numbers.get(row) ?? []) }
}
