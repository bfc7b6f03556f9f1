import { sql } from 'kysely'
import type { Context } from '../../../access/context.ts'
import { mayOpen } from '../../../access/visibility.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import type { Queries } from '../../../ledger/ledger.ts'
import { nameInQuery } from '../../../people/index.ts'

/** A child as the pages of the duty team name them. */
export type NamedChild = { readonly child: number; readonly name: string; readonly bornOn: CivilDate | null }

const siblings = sql`array['sibling', 'halfSibling', 'stepSibling']`

/** A child, as its own number of a person. */
export const childNamed = async (queries: Queries, child: number): Promise<NamedChild | undefined> => {
  const { rows } = await sql<NamedChild>`
    select person.person as child, ${nameInQuery('version')} as name, version.born_on as "bornOn"
    from person join identity_version version on version.identity = person.person and version.known_to = 'infinity'
    where person.identity = ${child}`.execute(queries)
  return rows[0]
}

/** Brothers, sisters and other children under the same roof whose records open: the same is often so of them. */
export const childrenBeside = async (
  queries: Queries,
  context: Context,
  child: number,
): Promise<readonly NamedChild[]> => {
  const { rows } = await sql<NamedChild>`
    with own as materialized (
      select mate.identity from person self join person mate on mate.person = self.person where self.identity = ${child}
    ), near as materialized (
      select person.person from (
        select bond.other as identity from own join relationship bond on bond.one = own.identity
          where bond.kind = any (${siblings}) and bond.known_to = 'infinity' and bond.ended_on is null
        union select bond.one from own join relationship bond on bond.other = own.identity
          where bond.kind = any (${siblings}) and bond.known_to = 'infinity' and bond.ended_on is null
        union select there.identity from own
          join residence home on home.identity = own.identity and home.known_to = 'infinity' and home.ended_on is null
          join residence there on there.household = home.household and there.known_to = 'infinity' and there.ended_on is null
      ) beside
      join identity on identity.identity = beside.identity and identity.kind = 'child'
      join person on person.identity = beside.identity
      where beside.identity not in (select own.identity from own)
      group by person.person
    )
    select near.person as child, ${nameInQuery('version')} as name, version.born_on as "bornOn"
    from near join identity_version version on version.identity = near.person and version.known_to = 'infinity'
    where (version.born_on is null or version.born_on > ${context.today}::date - interval '25 years')
      and ${mayOpen(context, 'near.person', 'few')}
    order by version.born_on nulls last, near.person limit 12`.execute(queries)
  return rows
}
