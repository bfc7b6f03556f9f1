import { isDeepStrictEqual } from 'node:util'
import { dutyKey, episodeKey, replay } from '../journey/index.ts'
import type { DutyRow, EpisodeRow, Known, KnownRows, Rules } from '../journey/index.ts'
import { inTransaction } from '../store/index.ts'
import { dutyAsStored, episodeAsStored, storedRows } from './believed.ts'
import type { StoredRows } from './believed.ts'
import type { Ledger, Queries } from './ledger.ts'
import { recordingsAbout } from './recordings.ts'

/** Whether two lists hold the same rows, known at the same times, in whatever order. */
const sameRows = <Row extends EpisodeRow | DutyRow>(
  some: readonly Known<Row>[],
  others: readonly Known<Row>[],
  key: (row: Row) => string,
): boolean => {
  // What was recorded at one instant may begin a row more than once.
  const left = Map.groupBy(others, ({ row, knownFrom }) => `${key(row)} ${knownFrom}`)
  return (
    some.length === others.length &&
    some.every(one => {
      const alike = left.get(`${key(one.row)} ${one.knownFrom}`) ?? []
      const at = alike.findIndex(
        other =>
          one.settledKnownFrom === other.settledKnownFrom &&
          one.knownTo === other.knownTo &&
          isDeepStrictEqual(one.row, other.row),
      )
      if (at !== -1) alike.splice(at, 1)
      return at !== -1
    })
  )
}

/** Whether what is stored of an identity is what its entries say, past knowledge included. */
const agrees = (stored: StoredRows, rebuilt: KnownRows): boolean =>
  sameRows(stored.episodes, rebuilt.episodes, episodeKey) && sameRows(stored.duties, rebuilt.duties, dutyKey)

const replace = async (queries: Queries, identity: number, rebuilt: KnownRows): Promise<void> => {
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
}

/** Rebuilds some identities under their locks, and answers with those whose stored rows differed. */
const rebuildSome = async (
  queries: Queries,
  rules: Rules,
  identities: readonly number[],
  repair: boolean,
): Promise<readonly number[]> => {
  await queries
    .selectFrom('identity')
    .select('identity')
    .where('identity', 'in', [...identities])
    .orderBy('identity')
    .$if(repair, query => query.forUpdate())
    .execute()
  const recordings = await recordingsAbout(queries, identities)
  const stored = await storedRows(queries, identities, { pastToo: true })
  const differed: number[] = []
  for (const identity of identities) {
    const rebuilt = replay(rules, recordings.get(identity) ?? [])
    if (agrees(stored.get(identity) ?? { episodes: [], duties: [] }, rebuilt)) continue
    differed.push(identity)
    if (repair) await replace(queries, identity, rebuilt)
  }
  return differed
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
  const batch = 1000
  for (let at = 0; at < identities.length; at += batch) {
    const some = identities.slice(at, at + batch).map(({ identity }) => identity)
    differed.push(
      ...(await inTransaction(database, queries => rebuildSome(queries, rules, some, repair), {
        isolation: repair ? 'read committed' : 'repeatable read',
      })),
    )
    progress?.(at + some.length, identities.length)
  }
  return { identities: identities.length, differed }
}
