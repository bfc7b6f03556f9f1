import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Tables } from '../../store/tables.ts'
import { bytesPerLook, digestsOf, hashOf } from './digest.ts'
import { readSealFile, SealFileNotReadable } from './seal-file.ts'
import type { KeptSeal } from './seal-file.ts'
import { nameOfLog } from './seal.ts'

/** What was found: how much is sealed and whole, and the first break in words, where there is one. */
export type Verdict = {
  readonly seals: number
  readonly sealed: number
  readonly unsealed: number
  readonly firstBreak: string | undefined
}

type Seal = {
  readonly seal: number
  readonly after: number
  readonly through: number
  readonly former: number | null
  readonly hash: string
  readonly follows: boolean
  readonly chained: boolean
  readonly same: boolean
}

/** Every seal with what it says of itself, and whether the looks of its range are those that it sealed: one pass over all. */
const examined = async (database: Kysely<Tables>): Promise<readonly Seal[]> => {
  const { rows } = await sql<Seal>`
    with chain as (
      select seal, after_look, through_look, digests, hash, lag(seal) over chained as former,
        lag(through_look) over chained as former_through, lag(hash) over chained as former_hash
      from access_seal window chained as (order by seal)
    )
    select chain.seal, chain.after_look as after, chain.through_look as through, chain.former,
      encode(chain.hash, 'hex') as hash,
      chain.former is null or (chain.after_look = chain.former_through and chain.through_look > chain.after_look) as follows,
      chain.former is null or chain.hash = ${hashOf({
        former: sql`chain.former_hash`,
        after: sql`chain.after_look`,
        through: sql`chain.through_look`,
        digests: sql`chain.digests`,
      })} as chained,
      chain.digests = looks.digests as same
    from chain cross join lateral (
      select ${digestsOf} as digests from access_log look
      where look.id > chain.after_look and look.id <= chain.through_look
    ) looks
    order by chain.seal`.execute(database)
  return rows
}

const looksIn = (digests: Buffer): ReadonlyMap<string, string> => {
  const looks = new Map<string, string>()
  for (let at = 0; at + bytesPerLook <= digests.length; at += bytesPerLook)
    looks.set(digests.readBigInt64BE(at).toString(), digests.toString('hex', at + 8, at + bytesPerLook))
  return looks
}

/** Which look of a seal's range is not as it was sealed. */
const whichLook = async (database: Kysely<Tables>, { seal, after, through }: Seal): Promise<string> => {
  const { rows } = await sql<{ sealed: Buffer; found: Buffer }>`
    select access_seal.digests as sealed, (select ${digestsOf} from access_log look
      where look.id > ${after} and look.id <= ${through}) as found
    from access_seal where seal = ${seal}`.execute(database)
  const [sealed, found] = [rows[0]?.sealed, rows[0]?.found].map(digests => looksIn(digests ?? Buffer.alloc(0)))
  const numbers = [...new Set([...(sealed?.keys() ?? []), ...(found?.keys() ?? [])])].sort(
    (one, other) => Number(one) - Number(other),
  )
  for (const number of numbers) {
    const [then, now] = [sealed?.get(number), found?.get(number)]
    if (now === undefined) return `Look ${number} has been taken out: seal ${seal} covers it.`
    if (then === undefined) return `Look ${number} was put in after seal ${seal}, which covers its place.`
    if (then !== now) return `Look ${number} has been altered since seal ${seal}.`
  }
  return `Seal ${seal} has been altered.`
}

const breakInChain = async (database: Kysely<Tables>, seals: readonly Seal[]): Promise<string | undefined> => {
  for (const [index, seal] of seals.entries()) {
    if (seal.seal !== index) return `Seal ${index} is missing.`
    if (!seal.follows || !seal.chained)
      return `Seal ${seal.seal} has been altered: it does not follow from the one before.`
    if (!seal.same) return whichLook(database, seal)
  }
  return undefined
}

type SealAsKept = Pick<Seal, 'seal' | 'through' | 'hash'>

const breakInFile = (
  seals: readonly SealAsKept[],
  name: Pick<KeptSeal, 'log' | 'database'> & { readonly here: string },
  kept: readonly KeptSeal[],
): string | undefined => {
  const other = kept.find(
    ({ log, database, simulated }) => log !== name.log && database === name.database && !simulated,
  )
  if (other !== undefined)
    return `The file of seals (${name.here}) keeps seal ${other.seal} of another log of this database: that log has been replaced.`
  const ours = kept.filter(({ log }) => log === name.log)
  if (ours.length === 0 && seals.length > 0)
    return `The file of seals (${name.here}) has none of this log’s ${seals.length}: nothing outside the database vouches for them.`
  for (const line of ours) {
    const seal = seals[line.seal]
    if (seal === undefined)
      return `The log has been cut: seal ${line.seal}, through look ${line.through}, is kept in ${name.here} and is not in the database.`
    if (seal.hash !== line.hash || seal.through !== line.through)
      return `Seal ${line.seal} differs from the one kept in ${name.here}: the log or its seals have been altered.`
  }
  return undefined
}

const kept = (path: string): readonly KeptSeal[] | string => {
  try {
    return readSealFile(path)
  } catch (error) {
    if (error instanceof SealFileNotReadable) return error.message
    throw error
  }
}

/**
 * Goes over the whole chain: every look against its seal, every seal against the one before, and all against the file
 * outside the database. The file is asked first where the chain itself is whole or cut, so that the first break is the
 * first in the log.
 */
export const verifyLog = async (database: Kysely<Tables>, path: string): Promise<Verdict> =>
  // One snapshot: looks and seals that come meanwhile are not part of it.
  database
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async transaction => {
      const seals = await examined(transaction)
      const through = seals.at(-1)?.through ?? 0
      const { rows } = await sql<{ sealed: number; unsealed: number; here: string }>`
        select count(*) filter (where id <= ${through}) as sealed, count(*) filter (where id > ${through}) as unsealed,
          current_database() as here from access_log`.execute(transaction)
      const name = await nameOfLog(transaction)
      const outside = kept(path)
      const inChain = await breakInChain(transaction, seals)
      const inFile =
        typeof outside === 'string'
          ? outside
          : breakInFile(seals, { log: name?.log ?? '', database: rows[0]?.here ?? '', here: path }, outside)
      return {
        seals: seals.length,
        sealed: rows[0]?.sealed ?? 0,
        unsealed: rows[0]?.unsealed ?? 0,
        firstBreak: inChain ?? inFile,
      }
    })

/**
 * Whether the seals in the database are those kept outside it, in words where they are not: what is asked before anything
 * more is sealed. It reads the seals and none of the looks.
 */
export const disagreement = async (database: Kysely<Tables>, path: string): Promise<string | undefined> => {
  const outside = kept(path)
  if (typeof outside === 'string') return outside
  const seals = await database
    .selectFrom('access_seal')
    .select(['seal', 'through_look as through', sql<string>`encode(hash, 'hex')`.as('hash')])
    .orderBy('seal')
    .execute()
  const name = await nameOfLog(database)
  // The first seal of a log, and the first file on another machine, have nothing outside to agree with yet.
  if (name === undefined || !outside.some(({ log }) => log === name.log)) return undefined
  return breakInFile(seals, { ...name, here: path }, outside)
}
