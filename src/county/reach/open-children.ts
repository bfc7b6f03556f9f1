import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { CivilDate, Instant } from '../../calendar/index.ts'
import type { Tables } from '../../store/index.ts'

/** A child or young person who is helped now, with where they live. */
export type OpenChild = {
  readonly identity: number
  readonly bornOn: CivilDate | null
  readonly household: number
  readonly town: string
  /** When it came to be known that help began. */
  readonly since: Instant
}

/** Whoever is helped now and whose home is known. */
export const openChildren = async (queries: Kysely<Tables>): Promise<readonly OpenChild[]> => {
  const { rows } = await sql<OpenChild>`
    with open as materialized (
      select identity, min(known_from) as since from episode
      where ended_on is null and known_to = 'infinity' group by identity
    )
    select distinct on (open.identity) open.identity, open.since, version.born_on as "bornOn", household, household.town
    from open
      join identity_version version on version.identity = open.identity and version.known_to = 'infinity'
      join residence on residence.identity = open.identity and residence.known_to = 'infinity' and residence.ended_on is null
      join household using (household)
    where household.town is not null and version.died_on is null
    order by open.identity, residence.started_on desc, residence.id`.execute(queries)
  return rows
}

/** A parent of somebody who is helped now. */
export type Parent = {
  readonly identity: number
  readonly kind: 'mother' | 'father'
  readonly since: Instant
}

/** Mothers and fathers of whoever is helped now, once each. */
export const parentsOf = async (
  queries: Kysely<Tables>,
  children: readonly OpenChild[],
): Promise<readonly Parent[]> => {
  const { rows } = await sql<Parent>`
    select one as identity, min(kind) as kind, min(child.since) as since
    from relationship join unnest(${children.map(({ identity }) => identity)}::bigint[],
      ${children.map(({ since }) => since)}::timestamptz[]) as child (identity, since) on child.identity = other
    where kind in ('mother', 'father') and known_to = 'infinity' and ended_on is null
    group by one order by one`.execute(queries)
  return rows
}
