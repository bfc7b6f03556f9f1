import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { foldName, scaleFor } from '../../matching/index.ts'
import type { Scale } from '../../matching/index.ts'
import { keptOnce } from '../../store/kept-once.ts'
import type { Tables } from '../../store/tables.ts'

type Commonest = {
  readonly name: 'given' | 'family'
  readonly names: readonly string[]
  readonly shares: readonly number[]
}

/** How common the commonest names are, as the database has counted them for itself. */
const commonest = async (database: Kysely<Tables>): Promise<readonly Commonest[]> => {
  const { rows } = await sql<Commonest>`
    select attname as name, most_common_vals::text::text[] as names, most_common_freqs::float8[] as shares
    from pg_stats where schemaname = current_schema() and tablename = 'identity_version'
      and attname in ('given', 'family') and most_common_vals is not null`.execute(database)
  return rows
}

/** About how many people the register has: what the database reckons, which costs nothing to ask. */
const peopleIn = async (database: Kysely<Tables>): Promise<number> => {
  const { rows } = await sql<{ people: number }>`
    select greatest(0, reltuples)::bigint as people from pg_class where oid = 'person'::regclass`.execute(database)
  return rows[0]?.people ?? 0
}

/** A register that nobody has counted yet is taken for a small one. */
const fewest = 1000

const readScale = async (database: Kysely<Tables>): Promise<Scale> => {
  const [people, common] = await Promise.all([peopleIn(database), commonest(database)])
  const shares = (name: Commonest['name']): ReadonlyMap<string, number> => {
    const counted = common.find(row => row.name === name)
    const map = new Map<string, number>()
    for (const [index, each] of (counted?.names ?? []).entries()) {
      const { joined } = foldName(each)
      map.set(joined, (map.get(joined) ?? 0) + (counted?.shares[index] ?? 0))
    }
    return map
  }
  return scaleFor(Math.max(fewest, people), { given: shares('given'), family: shares('family') })
}

/** Names grow common slowly: they are asked for again after so many questions. */
const questions = 2000

const asked = new WeakMap<object, number>()
const scales = keptOnce<Scale>()

/** The scale of this register, kept for a while: how many people it has and how common their names are. */
export const scaleOf = (database: Kysely<Tables>): Promise<Scale> => {
  // Whatever a transaction does not see yet, others have; it asks for itself.
  if (database.isTransaction) return readScale(database)
  const before = asked.get(database) ?? 0
  asked.set(database, before + 1)
  return scales(database, Math.floor(before / questions), () => readScale(database))
}
