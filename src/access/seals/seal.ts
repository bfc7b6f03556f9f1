import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Instant } from '../../calendar/index.ts'
import type { Tables } from '../../store/tables.ts'
import { whoWritesTo } from '../../store/writing.ts'
import { digestsOf, hashOf, looksPerSeal } from './digest.ts'
import { keepOutside, readSealFile } from './seal-file.ts'
import type { KeptSeal } from './seal-file.ts'

/**
 * How far the log had come at a moment, and which transactions were adding to it. Once those have ended no look with this
 * number or a lower one can come any more, and those that there are may be sealed.
 */
export type Mark = { readonly through: number; readonly adding: readonly string[] }

const writersOfLog = (database: Kysely<Tables>) => whoWritesTo(database, ['access_log'])

/** How far the log has come now. The number is read first: whoever drew a lower one is then among those that add. */
export const markLog = async (database: Kysely<Tables>): Promise<Mark> => {
  const { rows: looks } = await sql<{
    through: number
  }>`select coalesce(max(id), 0) as through from access_log`.execute(database)
  return { through: looks[0]?.through ?? 0, adding: await writersOfLog(database) }
}

/** Whether all who were adding at the mark are done. */
export const isPast = async (database: Kysely<Tables>, mark: Mark): Promise<boolean> => {
  if (mark.adding.length === 0) return true
  const adding = await writersOfLog(database)
  return !mark.adding.some(one => adding.includes(one))
}

const isTurn = async (transaction: Kysely<Tables>): Promise<boolean> => {
  const { rows } = await sql<{ turn: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('righthelp access log seals')) as turn`.execute(transaction)
  return rows[0]?.turn ?? false
}

const lastSeal = (transaction: Kysely<Tables>) =>
  transaction
    .selectFrom('access_seal')
    .select(['seal', 'through_look'])
    .orderBy('seal', 'desc')
    .limit(1)
    .executeTakeFirst()

const beginLog = (transaction: Kysely<Tables>) =>
  sql`insert into access_seal (seal, after_look, through_look, digests, hash, sealed_at)
    values (0, 0, 0, '', ${randomBytes(32)}, clock_timestamp())`.execute(transaction)

/** Seals the next looks up to a number, and answers how many; the range ends where the last of them does. */
const sealNext = async (transaction: Kysely<Tables>, through: number): Promise<number> => {
  const { rows } = await sql<{ looks: number }>`
    with former as (select seal, through_look, hash from access_seal order by seal desc limit 1),
    look as materialized (
      select access_log.* from access_log
      where access_log.id > (select through_look from former) and access_log.id <= ${through}
      order by access_log.id limit ${looksPerSeal}
    ),
    covered as (select ${digestsOf} as digests, max(look.id) as through_look, count(*) as looks from look),
    sealed as (
      insert into access_seal (seal, after_look, through_look, digests, hash, sealed_at)
      select former.seal + 1, former.through_look, covered.through_look, covered.digests,
        ${hashOf({
          former: sql`former.hash`,
          after: sql`former.through_look`,
          through: sql`covered.through_look`,
          digests: sql`covered.digests`,
        })}, clock_timestamp()
      from former, covered where covered.looks > 0
    )
    select looks from covered`.execute(transaction)
  return rows[0]?.looks ?? 0
}

/**
 * Seals every look up to a mark that is past, in chained batches, unless another process is about it; answers how many
 * were sealed.
 */
export const sealThrough = (database: Kysely<Tables>, { through }: Mark): Promise<number> =>
  database.transaction().execute(async transaction => {
    if (!(await isTurn(transaction))) return 0
    const last = await lastSeal(transaction)
    if (last === undefined) await beginLog(transaction)
    let sealed = 0
    if (through <= (last?.through_look ?? 0)) return sealed
    for (let looks = await sealNext(transaction, through); looks > 0; looks = await sealNext(transaction, through))
      sealed += looks
    return sealed
  })

type SealRow = { readonly seal: number; readonly through: number; readonly hash: string; readonly at: Instant }

const sealsAfter = async (database: Kysely<Tables>, seal: number): Promise<readonly SealRow[]> =>
  database
    .selectFrom('access_seal')
    .select(['seal', 'through_look as through', sql<string>`encode(hash, 'hex')`.as('hash'), 'sealed_at as at'])
    .where('seal', '>', seal)
    .orderBy('seal')
    .execute()

/** What names this log among others: the hash of its seal 0, the database, and whether its council is simulated. */
export const nameOfLog = async (
  database: Kysely<Tables>,
): Promise<Pick<KeptSeal, 'log' | 'database' | 'simulated'> | undefined> => {
  const { rows } = await sql<{ log: string | null; database: string; simulated: boolean }>`
    select (select encode(hash, 'hex') from access_seal where seal = 0) as log, current_database() as database,
      coalesce((select simulated from council limit 1), false) as simulated`.execute(database)
  const [row] = rows
  return row === undefined || row.log === null ? undefined : { ...row, log: row.log }
}

/** Adds to the file outside the database every seal that it has not got yet; answers how many. */
export const keepSealsOutside = async (database: Kysely<Tables>, path: string): Promise<number> => {
  const name = await nameOfLog(database)
  if (name === undefined) return 0
  const last = readSealFile(path).findLast(({ log }) => log === name.log)?.seal ?? -1
  const seals = await sealsAfter(database, last)
  keepOutside(
    path,
    seals.map(seal => ({ ...name, ...seal })),
  )
  return seals.length
}
