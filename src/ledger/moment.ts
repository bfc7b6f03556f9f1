import { sql } from 'kysely'
import { instantAt, millisecondsOf } from '../calendar/index.ts'
import type { Instant } from '../calendar/index.ts'
import { nextMoment } from '../council/clock.ts'
import type { Queries } from './ledger.ts'

/**
 * The moment at which something is recorded about children whose locks the caller holds: later than all that was known of
 * them before, even where another server's clock is ahead of this one's.
 */
export const momentAbout = async (queries: Queries, identities: readonly number[]): Promise<Instant> => {
  const { rows } = await sql<{ readonly latest: Instant | null }>`
    select max(at) as latest from (
      select greatest(known_from, settled_known_from, nullif(known_to, 'infinity')) as at
        from episode where identity = any (${[...identities]}::bigint[])
      union all select greatest(known_from, settled_known_from, nullif(known_to, 'infinity'))
        from duty where identity = any (${[...identities]}::bigint[])
      union all select known_from from identity_version where identity = any (${[...identities]}::bigint[])) known`.execute(
    queries,
  )
  const latest = rows[0]?.latest ?? null
  const at = await nextMoment(queries)
  return latest === null || at > latest ? at : instantAt(millisecondsOf(latest) + 1)
}
