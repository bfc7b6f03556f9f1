import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { allocatedTo, mayKnowOf, mayOpen } from '../../../access/visibility.ts'
import type { Context } from '../../../access/context.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { nameInQuery } from '../../../people/index.ts'
import type { Episode } from '../../../ledger/read.ts'
import type { Tables } from '../../../store/tables.ts'

/** A child in a list of one's own. */
export type MyChild = {
  readonly identity: number
  readonly name: string
  readonly bornOn: CivilDate | null
  readonly open: readonly Pick<Episode, 'kind' | 'startedOn' | 'detail'>[]
  readonly nextDue: CivilDate | null
}

/**
 * The children allocated to a worker, oneself unless another is named, by name, with their open episodes and the next day
 * on which something is due.
 */
export const childrenOf = async (
  database: Kysely<Tables>,
  context: Context,
  of = context.worker,
): Promise<readonly MyChild[]> => {
  const { rows } = await sql<MyChild>`
    with mine as materialized (
      select distinct person.person from (${allocatedTo([of])}) episode join person on person.identity = episode.identity
      where ${of === context.worker ? mayKnowOf(context, 'episode.identity', 'few') : mayOpen(context, 'episode.identity', 'few')})
    select mine.person as identity, ${nameInQuery('version')} as name, version.born_on as "bornOn",
      coalesce((select json_agg(json_build_object('kind', episode.kind, 'startedOn', episode.started_on, 'detail', episode.detail))
        from person each join episode on episode.identity = each.identity
        where each.person = mine.person and episode.ended_on is null and episode.known_to = 'infinity'), '[]') as open,
      (select min(duty.due_on) from person each join duty on duty.identity = each.identity
        where each.person = mine.person and duty.met_on is null and duty.lapsed_on is null and duty.known_to = 'infinity') as "nextDue"
    from mine join identity_version version on version.identity = mine.person and version.known_to = 'infinity'
    order by lower(version.family) nulls last, lower(version.given), mine.person`.execute(database)
  return rows
}

export type RecentChild = { readonly identity: number; readonly name: string; readonly bornOn: CivilDate | null }

/** The children whose record this worker has opened of late, the latest first, as far as it still opens. */
export const recentChildren = async (
  database: Kysely<Tables>,
  context: Context,
  most = 8,
): Promise<readonly RecentChild[]> => {
  const { rows } = await sql<RecentChild>`
    with looked as materialized (
      select person.person, max(recent.id) as last
      from (select id, identity from access_log where worker = ${context.worker} and answer = 'open' and act = 'child'
        and identity is not null order by at desc limit 200) recent
      join person on person.identity = recent.identity
      group by person.person order by last desc limit ${most})
    select looked.person as identity, ${nameInQuery('version')} as name, version.born_on as "bornOn"
    from looked join identity_version version on version.identity = looked.person and version.known_to = 'infinity'
    where ${mayOpen(context, 'looked.person', 'few')}
    order by looked.last desc`.execute(database)
  return rows
}
