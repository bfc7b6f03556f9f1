import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { addMonths, dateAt } from '../../calendar/index.ts'
import type { CivilDate, Instant } from '../../calendar/index.ts'
import type { Tables } from '../../store/index.ts'

/** A child of the record as somebody outside may know it. */
export type KnownChild = {
  readonly identity: number
  readonly given: string
  readonly preferred: string | null
  readonly family: string
  readonly bornOn: CivilDate
  readonly sex: string | null
  readonly household: number
  readonly line: string
  readonly town: string | null
  readonly postcode: string | null
  /** Whether anybody works with the child now. */
  readonly isOpen: boolean
}

/** Children under 17 who live at an address, in an order that the seed alone decides; as many as are asked for. */
export const someKnownChildren = async (
  queries: Kysely<Tables>,
  { seed, opens, count }: { readonly seed: number; readonly opens: Instant; readonly count: number },
): Promise<readonly KnownChild[]> => {
  const today = dateAt(opens)
  const { rows } = await sql<KnownChild>`
    select identity.identity, version.given, version.preferred, version.family, version.born_on as "bornOn", version.sex,
      home.household, household.line, household.town, household.postcode,
      exists (select 1 from episode where episode.identity = identity.identity and episode.ended_on is null
        and episode.known_to = 'infinity') as "isOpen"
    from identity join person on person.identity = identity.identity and person.person = identity.identity
      join identity_version version on version.identity = identity.identity and version.known_to = 'infinity'
      join lateral (select residence.household from residence where residence.identity = identity.identity
        and residence.known_to = 'infinity' and residence.ended_on is null
        order by residence.started_on desc, residence.id limit 1) home on true
      join household using (household)
    where identity.kind = 'child' and version.born_on > ${addMonths(today, -17 * 12)}::date and version.given is not null
      and version.family is not null and version.died_on is null
      and not exists (select 1 from restriction where restriction.identity = identity.identity)
    order by md5(identity.identity || ' ' || ${seed}::text), identity.identity
    limit ${count}`.execute(queries)
  return rows
}
