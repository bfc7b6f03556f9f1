import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { CivilDate, Instant } from '../../calendar/index.ts'
import type { Tables } from '../../store/index.ts'

/** A child of whom nothing was written since an instant, with whom a social worker works. */
export type CalledAbout = {
  readonly identity: number
  readonly worker: number
  readonly team: string
  readonly bornOn: CivilDate | null
  readonly inCare: boolean
}

/**
 * Children in the hands of social workers about whom nothing is known from an instant on: what the night writes of them is
 * the last thing known.
 */
export const childrenUntouchedSince = async (
  queries: Kysely<Tables>,
  since: Instant,
): Promise<readonly CalledAbout[]> => {
  const { rows } = await sql<CalledAbout>`
    with written as materialized (
      select unnest(entry.subjects) as identity from entry
      where entry.recorded_at >= ${since}::timestamptz
        or (entry.superseded_at >= ${since}::timestamptz and entry.superseded_at <> 'infinity')
    )
    select episode.identity, (episode.detail ->> 'worker')::bigint as worker, episode.detail ->> 'team' as team,
      version.born_on as "bornOn", exists (select 1 from episode care where care.identity = episode.identity
        and care.kind = 'lookedAfter' and care.ended_on is null and care.known_to = 'infinity') as "inCare"
    from episode
      join identity_version version on version.identity = episode.identity and version.known_to = 'infinity'
    where episode.kind = 'socialWorkerAllocation' and episode.ended_on is null and episode.known_to = 'infinity'
      and episode.identity not in (select identity from person where person <> identity)
      and exists (select 1 from episode open where open.identity = episode.identity and open.ended_on is null
        and open.known_to = 'infinity' and open.kind in ('childProtectionPlan', 'lookedAfter', 'childInNeedPlan'))
      and not exists (select 1 from written where written.identity = episode.identity)
    order by episode.identity`.execute(queries)
  return rows
}
