import { sql } from 'kysely'
import { replay } from '../journey/index.ts'
import type { Known, KnownRows, Recording, Rules } from '../journey/index.ts'
import { inTransaction } from '../store/index.ts'
import { dutyAsStored, episodeAsStored, storedRows } from './believed.ts'
import type { Ledger, Queries } from './ledger.ts'

/** All that was ever recorded about an identity, in the order of recording. */
export const recordingsAbout = async (queries: Queries, identity: number): Promise<readonly Recording[]> => {
  const entries = await queries
    .selectFrom('entry_subject')
    .innerJoin('entry', 'entry.lineage', 'entry_subject.lineage')
    .select([
      'entry.id',
      'entry.lineage',
      'entry.step',
      'entry.answers',
      'entry.outcome',
      'entry.happened_on',
      'entry.completed_on',
      'entry.follows',
      'entry.recorded_at',
      'entry.withdrawn',
    ])
    .where('entry_subject.identity', '=', identity)
    .orderBy('entry.recorded_at')
    .orderBy('entry.id')
    .execute()
  const births = await queries
    .selectFrom('identity_version')
    .select(['born_on', 'known_from'])
    .where('identity', '=', identity)
    .orderBy('known_from')
    .orderBy('id')
    .execute()
  const recordings: (Recording & { readonly order: number })[] = [
    ...births.map(({ born_on, known_from }) => ({ at: known_from, bornOn: born_on ?? undefined, order: 0 })),
    ...entries.map(row =>
      row.withdrawn
        ? { at: row.recorded_at, withdrawn: row.lineage, order: row.id }
        : {
            at: row.recorded_at,
            order: row.id,
            occurrence: {
              entry: row.lineage,
              step: row.step,
              answers: row.answers,
              outcome: row.outcome,
              happenedOn: row.happened_on,
              completedOn: row.completed_on,
              follows: row.follows,
            },
          },
    ),
  ]
  return recordings.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : one.order - other.order))
}

const comparable = (rows: readonly Known<object>[]): string =>
  rows
    .map(({ row, knownFrom, settledKnownFrom, knownTo }) =>
      JSON.stringify([
        Object.entries(row).sort(([one], [other]) => (one < other ? -1 : 1)),
        knownFrom,
        settledKnownFrom,
        knownTo,
      ]),
    )
    .sort()
    .join('\n')

/** Whether what is stored of an identity is what its entries say, past knowledge included. */
const agrees = async (queries: Queries, identity: number, rebuilt: KnownRows): Promise<boolean> => {
  const stored = await storedRows(queries, identity, { pastToo: true })
  return (
    comparable(stored.episodes) === comparable(rebuilt.episodes) &&
    comparable(stored.duties) === comparable(rebuilt.duties)
  )
}

const rebuildOne = async (queries: Queries, rules: Rules, identity: number, repair: boolean): Promise<boolean> => {
  if (repair)
    await queries.selectFrom('identity').select('identity').where('identity', '=', identity).forUpdate().execute()
  const rebuilt = replay(rules, await recordingsAbout(queries, identity))
  if (await agrees(queries, identity, rebuilt)) return true
  if (!repair) return false
  await queries.deleteFrom('episode').where('identity', '=', identity).execute()
  await queries.deleteFrom('duty').where('identity', '=', identity).execute()
  if (rebuilt.episodes.length > 0)
    await queries
      .insertInto('episode')
      .values(rebuilt.episodes.map(known => episodeAsStored(identity, known)))
      .execute()
  if (rebuilt.duties.length > 0)
    await queries
      .insertInto('duty')
      .values(rebuilt.duties.map(known => dutyAsStored(identity, known)))
      .execute()
  return false
}

/** How a rebuilding went: how many children there are, and the identities whose stored rows differed from their entries. */
export type Rebuilding = { readonly identities: number; readonly differed: readonly number[] }

/**
 * Rebuilds the episodes and duties of every child from the entries and compares them with what is stored; where they
 * differ the rebuilt rows replace the stored, unless only a comparison was asked for. Children are done in batches.
 */
export const rebuild = async (
  { database, rules }: Ledger,
  {
    repair = true,
    progress,
  }: { readonly repair?: boolean; readonly progress?: (done: number, of: number) => void } = {},
): Promise<Rebuilding> => {
  const identities = await database.sql
    .selectFrom('entry_subject')
    .select('identity')
    .distinct()
    .union(database.sql.selectFrom('episode').select('identity'))
    .union(database.sql.selectFrom('duty').select('identity'))
    .orderBy('identity')
    .execute()
  const differed: number[] = []
  const batch = 200
  for (let at = 0; at < identities.length; at += batch) {
    await inTransaction(
      database,
      async queries => {
        await sql`set constraints all deferred`.execute(queries)
        for (const { identity } of identities.slice(at, at + batch))
          if (!(await rebuildOne(queries, rules, identity, repair))) differed.push(identity)
      },
      { isolation: 'read committed' },
    )
    progress?.(Math.min(at + batch, identities.length), identities.length)
  }
  return { identities: identities.length, differed }
}
