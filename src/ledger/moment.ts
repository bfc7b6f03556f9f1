import { sql } from 'kysely'
import { instantAt, millisecondsOf } from '../calendar/index.ts'
import type { Instant } from '../calendar/index.ts'
import { nextMoment } from '../council/clock.ts'
import type { Queries } from './ledger.ts'

/** When it was last known what is due and running for any of these children, or who they are; the caller holds their locks. */
export const latestKnown = async (queries: Queries, identities: readonly number[]): Promise<Instant | null> => {
  const { rows } = await sql<{ readonly latest: Instant | null }>`
    select max(at) as latest from (
      select greatest(known_from, settled_known_from, nullif(known_to, 'infinity')) as at
        from episode where identity = any (${[...identities]}::bigint[])
      union all select greatest(known_from, settled_known_from, nullif(known_to, 'infinity'))
        from duty where identity = any (${[...identities]}::bigint[])
      union all select known_from from identity_version where identity = any (${[...identities]}::bigint[])) known`.execute(
    queries,
  )
  return rows[0]?.latest ?? null
}

/** The next moment of recording: later than an instant, even where that was told by another server's clock ahead of this one's. */
export const momentAfter = async (queries: Queries, latest: Instant | null): Promise<Instant> => {
  const at = await nextMoment(queries)
  return latest === null || at > latest ? at : instantAt(millisecondsOf(latest) + 1)
}

/**
 * The moment at which something is recorded about children whose locks the caller holds: later than what is due and running
 * in their records and the facts were last known, and than whatever the caller is about to change.
 */
export const momentAbout = async (
  queries: Queries,
  identities: readonly number[],
  changed: Instant | null = null,
): Promise<Instant> => {
  const latest = await latestKnown(queries, identities)
  return momentAfter(queries, changed === null || (latest !== null && latest > changed) ? latest : changed)
}
