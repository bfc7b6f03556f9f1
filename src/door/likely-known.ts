import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { mayKnowOf } from '../access/visibility.ts'
import type { Context } from '../access/context.ts'
import type { Tables } from '../store/tables.ts'

/**
 * Of the children of some requests who are not found in the record yet, those who most likely are in it: the same day of
 * birth and the same names in either order. Each as `request-position`. For a list: the page of the request looks further.
 */
export const likelyKnown = async (
  queries: Kysely<Tables>,
  context: Context,
  requests: readonly number[],
): Promise<ReadonlySet<string>> => {
  if (requests.length === 0) return new Set()
  const { rows } = await sql<{ place: string }>`
    select child.request || '-' || child.position as place from request_child child
    where child.request = any (${[...requests]}::bigint[]) and child.born_on is not null
      and not exists (select 1 from request_link link where link.request = child.request
        and link.position = child.position and link.known_to = 'infinity')
      and exists (select 1 from identity_version version
        where version.born_on = child.born_on and version.known_to = 'infinity'
          and ((folded_words(version.given) = folded_words(child.given)
              and folded_words(version.family) = folded_words(child.family))
            or (folded_words(version.given) = folded_words(child.family)
              and folded_words(version.family) = folded_words(child.given)))
          and ${mayKnowOf(context, 'version.identity', 'few')})`.execute(queries)
  return new Set(rows.map(({ place }) => place))
}
