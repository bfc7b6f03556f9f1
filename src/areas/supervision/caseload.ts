import { sql } from 'kysely'
import type { Context } from '../../access/context.ts'
import { mayKnowOf, mayOpen } from '../../access/visibility.ts'
import type { CivilDate } from '../../calendar/index.ts'
import { caseloadKinds } from '../../journey/allocation-parts.ts'
import type { Rules } from '../../journey/index.ts'
import type { Queries } from '../../ledger/ledger.ts'
import { nameInQuery } from '../../people/index.ts'

/** A child in a worker's hands, under the number of the person, with every record that is this child. */
export type HeldChild = {
  readonly child: number
  readonly identities: readonly number[]
  readonly name: string
  readonly bornOn: CivilDate | null
  readonly open: readonly { readonly kind: string; readonly startedOn: CivilDate }[]
}

export type Caseload = {
  readonly children: readonly HeldChild[]
  /** How many more there are whose record does not open to the reader. */
  readonly unseen: number
}

const kinds = sql.join(caseloadKinds.map(kind => sql.lit(kind)))

const columns = sql`version.identity as child, array(select mate.identity from person mate where mate.person = version.identity) as identities,
  ${nameInQuery('version')} as name, version.born_on as "bornOn",
  coalesce((select json_agg(json_build_object('kind', episode.kind, 'startedOn', episode.started_on))
    from person mate join episode on episode.identity = mate.identity
    where mate.person = version.identity and episode.ended_on is null and episode.known_to = 'infinity'), '[]') as open`

/** The children in a worker's hands whose records open to whoever asks, by name. */
export const caseloadOf = async (queries: Queries, context: Context, worker: number): Promise<Caseload> => {
  const { rows } = await sql<HeldChild & { readonly opens: boolean }>`
    with mine as materialized (
      select distinct person.person from episode a join person on person.identity = a.identity
      where a.detail ? 'worker' and a.detail ->> 'worker' = ${String(worker)} and a.kind in (${kinds})
        and a.ended_on is null and a.known_to = 'infinity' and ${mayKnowOf(context, 'a.identity', 'few')}
    )
    select ${columns}, ${mayOpen(context, 'version.identity', 'few')} as opens
    from mine join identity_version version on version.identity = mine.person and version.known_to = 'infinity'
    order by lower(version.family) nulls last, lower(version.given), version.identity`.execute(queries)
  return {
    children: rows.filter(({ opens }) => opens),
    unseen: rows.filter(({ opens }) => !opens).length,
  }
}

/** These children, as far as their records open to whoever asks, by name. */
export const childrenNamed = async (
  queries: Queries,
  context: Context,
  children: readonly number[],
): Promise<readonly HeldChild[]> => {
  if (children.length === 0) return []
  const { rows } = await sql<HeldChild>`
    with mine as materialized (
      select distinct person.person from person where person.identity = any (${[...children]}::bigint[])
    )
    select ${columns}
    from mine join identity_version version on version.identity = mine.person and version.known_to = 'infinity'
    where ${mayOpen(context, 'version.identity', 'few')}
    order by lower(version.family) nulls last, lower(version.given), version.identity`.execute(queries)
  return rows
}

/** The most telling thing that is so of a child. */
export const standingOf = ({ pathway }: Rules, { open }: Pick<HeldChild, 'open'>): string =>
  open.flatMap(({ kind }) => pathway.episodes[kind]?.standing ?? []).toSorted((one, other) => other.rank - one.rank)[0]
    ?.words ?? 'Not open to children’s services'
