import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { keepsAt, workersTold } from '../access/keepers.ts'
import type { Instant } from '../calendar/index.ts'
import { keepersFor } from '../people/matching/index.ts'
import type { Tables } from '../store/tables.ts'
import { probeOf } from './probes.ts'

type Queries = Kysely<Tables>

/**
 * Restricted people whom a child of a request may be: the same day of birth and one name, or both names. Whatever the
 * record has ever called them counts, so that a child under a new name is still found by the old one. And those whom
 * somebody has found in the record already.
 */
const restrictedLike = (request: number, at: Instant) => sql`
  select of_person.person
  from request_link link
  join person linked on linked.identity = link.identity
  join person of_person on of_person.person = linked.person
  join restriction on restriction.identity = of_person.identity
  where link.request = ${request} and link.known_to = 'infinity'
    and restriction.started_at <= ${at}::timestamptz and restriction.ended_at > ${at}::timestamptz
  union
  select of_person.person
  from restriction
  join person of_person on of_person.identity = restriction.identity
  join person record on record.person = of_person.person
  join identity_version version on version.identity = record.identity
  join request_child child on child.request = ${request}
  cross join lateral (select
    folded_words(coalesce(child.given, '')) as given, folded_words(coalesce(child.family, '')) as family,
    folded_words(coalesce(version.given, '')) as known_given, folded_words(coalesce(version.family, '')) as known_family) word
  cross join lateral (select
    (word.given <> '' and word.given in (word.known_given, word.known_family)) as has_given,
    (word.family <> '' and word.family in (word.known_given, word.known_family)) as has_family,
    child.born_on = version.born_on or child.expected_on = version.expected_on as has_birth) alike
  where restriction.started_at <= ${at}::timestamptz and restriction.ended_at > ${at}::timestamptz
    and ((alike.has_birth and (alike.has_given or alike.has_family))
      or (alike.has_given and alike.has_family
        and (child.born_on is null or version.born_on is null or abs(child.born_on - version.born_on) < 800)))`

/** The keepers of restricted people who were once called so. Where one has none today, whoever answers then. */
const keepersByFormerNames = async (queries: Queries, request: number, at: Instant): Promise<readonly number[]> => {
  const { rows } = await sql<{ worker: number | null }>`
    with alike as materialized (${restrictedLike(request, at)})
    select distinct alike.person, keeper.worker from alike
    left join (person record join keeper on keeper.identity = record.identity and ${keepsAt('keeper', at)})
      on record.person = alike.person`.execute(queries)
  return workersTold(
    queries,
    rows.map(({ worker }) => worker),
    at,
  )
}

/**
 * The keepers of restricted people whom a request may be about, by what the record says of them now or has ever called
 * them. Nobody where it is about no such person.
 */
export const keepersOfLike = async (queries: Queries, request: number, at: Instant): Promise<readonly number[]> => {
  const [sent, children, former] = await Promise.all([
    queries
      .selectFrom('request')
      .select(['sender', 'answers'])
      .where('request', '=', request)
      .executeTakeFirstOrThrow(),
    queries
      .selectFrom('request_child')
      .select(['given', 'family', 'born_on as bornOn', 'expected_on as expectedOn', 'sex', 'answers'])
      .where('request', '=', request)
      .execute(),
    keepersByFormerNames(queries, request, at),
  ])
  const found = [...former]
  for (const child of children) found.push(...(await keepersFor(queries, probeOf(sent, child), at)))
  return [...new Set(found)]
}
