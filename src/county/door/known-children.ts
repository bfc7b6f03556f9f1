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
    select child.identity, child.given, child.preferred, child.family, child.born_on as "bornOn", child.sex,
      home.household, household.line, household.town, household.postcode,
      exists (select 1 from episode where episode.identity = child.identity and episode.ended_on is null
        and episode.known_to = 'infinity') as "isOpen"
    from (
      select version.identity, given, preferred, family, born_on, sex, md5(version.identity || ' ' || ${seed}::text) as turn
      from identity_version version join identity using (identity)
      where version.known_to = 'infinity' and identity.kind = 'child' and born_on > ${addMonths(today, -17 * 12)}::date
        and given is not null and family is not null and died_on is null
        and version.identity not in (select identity from person where person <> identity)
        and not exists (select 1 from restriction where restriction.identity = version.identity)
      order by turn, version.identity
    ) child
      -- Only of as many as are asked for is it looked up where they live.
      cross join lateral (select residence.household from residence where residence.identity = child.identity
        and residence.known_to = 'infinity' and residence.ended_on is null
        order by residence.started_on desc, residence.id limit 1) home
      join household using (household)
    order by child.turn, child.identity
    limit ${count}`.execute(queries)
  return rows
}
