import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Instant } from '../calendar/index.ts'
import type { Tables } from '../store/index.ts'

/**
 * When it was last said who records are related to, where they lived, what numbers they have, how they are reached, where they
 * go and which are one person.
 */
export const latestSaid = async (database: Kysely<Tables>, identities: readonly number[]): Promise<Instant | null> => {
  const these = sql`any (${[...identities]}::bigint[])`
  const { rows } = await sql<{ readonly latest: Instant | null }>`
    select max(greatest(known_from, nullif(known_to, 'infinity'))) as latest from (
      select known_from, known_to from relationship where one = ${these} or other = ${these}
      union all select known_from, known_to from residence where identity = ${these}
      union all select known_from, known_to from identifier where identity = ${these}
      union all select known_from, known_to from contact_detail where identity = ${these}
      union all select known_from, known_to from connection where identity = ${these}
      union all select known_from, known_to from link where one = ${these} or other = ${these}) said`.execute(database)
  return rows[0]?.latest ?? null
}
