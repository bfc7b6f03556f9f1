import { sql } from 'kysely'
import type { ClientBase } from 'pg'
import { replay } from '../journey/index.ts'
import type { Rules } from '../journey/index.ts'
import { copyInto, inTransaction, withClient } from '../store/index.ts'
import type { CopyValue } from '../store/index.ts'
import type { Ledger, Queries } from './ledger.ts'
import { recordingsAbout } from './recordings.ts'
import { dutyColumns, dutyValues, episodeColumns, episodeValues } from './stored-columns.ts'

/** What is rebuilt lies beside what is stored, in tables that this connection alone sees and every transaction empties. */
const rebuiltTables = [
  { stored: 'episode', rebuilt: 'rebuilt_episode', columns: episodeColumns },
  { stored: 'duty', rebuilt: 'rebuilt_duty', columns: dutyColumns },
] as const

type Rebuilt = (typeof rebuiltTables)[number]

const columnsOf = ({ columns }: Rebuilt) => sql.join(Object.keys(columns).map(name => sql.ref(name)))

const makeTables = async (queries: Queries): Promise<void> => {
  for (const table of rebuiltTables)
    await sql`create temporary table ${sql.table(table.rebuilt)} on commit delete rows as
      select ${columnsOf(table)} from ${sql.table(table.stored)} with no data`.execute(queries)
}

const dropTables = async (queries: Queries): Promise<void> => {
  for (const { rebuilt } of rebuiltTables) await sql`drop table ${sql.table(rebuilt)}`.execute(queries)
}

/** The identities of which a row, past knowledge included, is stored and not rebuilt, or rebuilt and not stored. */
const differing = async (queries: Queries, identities: readonly number[]): Promise<readonly number[]> => {
  const rowsIn = (table: Rebuilt, name: string, counted: number) =>
    sql`select ${columnsOf(table)}, ${sql.lit(counted)} as counted from ${sql.table(name)}
      where identity = any(${identities}::bigint[])`
  // Of each row as many are stored as are rebuilt, or they differ: both are read once.
  const differences = rebuiltTables.map(
    table => sql`
      select identity from (${rowsIn(table, table.stored, 1)} union all ${rowsIn(table, table.rebuilt, -1)}) each
      group by ${columnsOf(table)} having sum(counted) <> 0`,
  )
  const { rows } = await sql<{ identity: number }>`
    select distinct identity from (${sql.join(differences, sql` union all `)}) differing order by identity`.execute(
    queries,
  )
  return rows.map(({ identity }) => identity)
}

const replace = async (queries: Queries, identities: readonly number[]): Promise<void> => {
  for (const table of rebuiltTables) {
    const columns = columnsOf(table)
    const theirs = sql`where identity = any(${identities}::bigint[])`
    await sql`delete from ${sql.table(table.stored)} ${theirs}`.execute(queries)
    await sql`insert into ${sql.table(table.stored)} (${columns})
      select ${columns} from ${sql.table(table.rebuilt)} ${theirs}`.execute(queries)
  }
}

type Batch = { readonly rules: Rules; readonly identities: readonly number[]; readonly repair: boolean }

/** Rebuilds some identities under their locks, and answers with those whose stored rows differed. */
const rebuildSome = async (
  client: ClientBase,
  queries: Queries,
  { rules, identities, repair }: Batch,
): Promise<readonly number[]> => {
  await queries
    .selectFrom('identity')
    .select('identity')
    .where('identity', 'in', [...identities])
    .orderBy('identity')
    .$if(repair, query => query.forUpdate())
    .execute()
  const recordings = await recordingsAbout(queries, identities)
  const rows: Record<Rebuilt['stored'], (readonly CopyValue[])[]> = { episode: [], duty: [] }
  for (const identity of identities) {
    const rebuilt = replay(rules, recordings.get(identity) ?? [])
    for (const known of rebuilt.episodes) rows.episode.push(episodeValues(identity, known))
    for (const known of rebuilt.duties) rows.duty.push(dutyValues(identity, known))
  }
  for (const { stored, rebuilt, columns } of rebuiltTables) await copyInto(client, rebuilt, columns, rows[stored])
  const differed = await differing(queries, identities)
  if (repair && differed.length > 0) await replace(queries, differed)
  return differed
}

/** How a rebuilding went: how many children there are, and the identities whose stored rows differed from their entries. */
export type Rebuilding = { readonly identities: number; readonly differed: readonly number[] }

/** Every identity that has an entry, an episode or a duty. */
export const identitiesIn = async (queries: Queries): Promise<readonly number[]> => {
  const rows = await queries
    .selectFrom('entry_subject')
    .select('identity')
    .distinct()
    .union(queries.selectFrom('episode').select('identity'))
    .union(queries.selectFrom('duty').select('identity'))
    .orderBy('identity')
    .execute()
  return rows.map(({ identity }) => identity)
}

const atOnce = 1000

/**
 * Rebuilds the episodes and duties of every child, or of some, from the entries and compares them with what is stored;
 * where they differ the rebuilt rows replace the stored, unless only a comparison was asked for. Children are done in batches.
 */
export const rebuild = (
  { database, rules }: Ledger,
  {
    repair = true,
    only,
    progress,
  }: {
    readonly repair?: boolean
    readonly only?: readonly number[]
    readonly progress?: (done: number, of: number) => void
  } = {},
): Promise<Rebuilding> =>
  withClient(database, async (client, through) => {
    const identities = only ?? (await identitiesIn(through))
    const isolation = repair ? 'read committed' : 'repeatable read'
    const differed: number[] = []
    await makeTables(through)
    for (let at = 0; at < identities.length; at += atOnce) {
      const batch = { rules, identities: identities.slice(at, at + atOnce), repair }
      const some = await inTransaction({ sql: through }, queries => rebuildSome(client, queries, batch), { isolation })
      differed.push(...some)
      progress?.(at + batch.identities.length, identities.length)
    }
    await dropTables(through)
    return { identities: identities.length, differed }
  })
