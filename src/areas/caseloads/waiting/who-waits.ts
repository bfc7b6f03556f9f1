import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import { allocationKinds, mayKnowOf } from '../../../access/visibility.ts'
import type { Context } from '../../../access/context.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import { nameInQuery } from '../../../people/index.ts'
import type { Tables } from '../../../store/index.ts'

/** Whose work waits: of several kinds that are due for a child the first counts. */
export const sorts = { socialCare: 'Social care', leavingCare: 'Leaving care', earlyHelp: 'Early help' } as const
export type Sort = keyof typeof sorts

export const isSort = (text: string): text is Sort => Object.hasOwn(sorts, text)

export type WaitingChild = {
  readonly identity: number
  readonly name: string
  readonly bornOn: CivilDate | null
  readonly sort: Sort
  /** The step that is due first. */
  readonly step: string
  readonly dueOn: CivilDate | null
  readonly pieces: number
  /** Since when work has been due and nobody was allocated. */
  readonly since: CivilDate
  readonly quadrant: string | null
  /** Who was allocated last. */
  readonly lastWorker: string | null
}

export type WaitingCount = { readonly sort: Sort; readonly quadrant: string | null; readonly children: number }

export type WaitingAsked = {
  readonly sort?: Sort | undefined
  readonly quadrant?: string | undefined
  readonly by: 'since' | 'due' | 'name'
  readonly descending: boolean
  readonly page: number
  readonly perPage: number
}

export type WaitingFound = {
  readonly children: readonly WaitingChild[]
  readonly total: number
  readonly counts: readonly WaitingCount[]
}

const stepsOf = ({ pathway }: Rules, family: string): RawBuilder<unknown> =>
  sql`${Object.entries(pathway.steps).flatMap(([name, step]) => (step.family === family ? [name] : []))}::text[]`

const sortOf = (rules: Rules) => sql`case when duty.step = any (${stepsOf(rules, 'earlyHelp')}) then 2
  when duty.step = any (${stepsOf(rules, 'leavingCare')}) then 1 else 0 end`

const isResponsible = (
  alias: string,
) => sql`${sql.ref(`${alias}.kind`)} in (${sql.join(allocationKinds.map(kind => sql.lit(kind)))})
  and ${sql.ref(`${alias}.detail`)} ? 'worker' and ${sql.ref(`${alias}.known_to`)} = 'infinity'`

/** Children with work due and nobody responsible for them in any part, one row a person, and where they live. */
const whoWaits = (rules: Rules, context: Context) => sql`
  with due as materialized (
    select duty.identity, ${sortOf(rules)} as sort, duty.step, duty.due_on, duty.anchored_on
    from duty
    where duty.met_on is null and duty.lapsed_on is null and duty.known_to = 'infinity'
      and ${mayKnowOf(context, 'duty.identity')}
      and not exists (select 1 from episode held where held.identity = duty.identity and ${isResponsible('held')} and held.ended_on is null)
  ),
  -- Who each record is, and whether anybody works with another record of the same child, is asked one by one: they are few.
  alone as materialized (
    select due.*, (select person.person from person where person.identity = due.identity) as person,
      (select count(*) from person self join person mate on mate.person = self.person and mate.identity <> self.identity
        join episode held on held.identity = mate.identity
        where self.identity = due.identity and ${isResponsible('held')} and held.ended_on is null) as held_elsewhere
    from due
  ),
  child as materialized (
    select alone.person, min(alone.identity) as identity, min(alone.sort) as sort, count(*) as pieces,
      min(alone.due_on) as due_on, min(alone.anchored_on) as anchored_on,
      (array_agg(alone.step order by alone.due_on nulls last, alone.anchored_on))[1] as step
    from alone where alone.held_elsewhere = 0 group by alone.person
  ),
  homes as materialized (
    select child.*, home.quadrant
    from child
    left join lateral (
      select district.quadrant from residence join household using (household) join district using (district)
      where residence.identity = child.identity and residence.known_to = 'infinity' and residence.started_on <= ${context.today}::date
        and (residence.ended_on is null or residence.ended_on > ${context.today}::date)
      order by residence.started_on desc, residence.id desc limit 1
    ) home on true
  )`

/** The same with since when nobody has been allocated, and who was last. */
const sinceWhen = sql`waiting as materialized (
    select homes.*, greatest(homes.anchored_on, before.ended_on) as since, before.worker as last_worker
    from homes
    left join lateral (
      select held.ended_on, held.worker from episode held
      where held.identity = homes.identity and ${isResponsible('held')} and held.ended_on is not null
      order by held.ended_on desc, held.id desc limit 1
    ) before on true
  )`

const sortName = (column: RawBuilder<unknown>) => sql`(array['socialCare', 'leavingCare', 'earlyHelp'])[${column} + 1]`

const chosen = ({ sort, quadrant }: WaitingAsked) => sql`
  ${sort === undefined ? sql`true` : sql`${sortName(sql`waiting.sort`)} = ${sort}`}
  and ${quadrant === undefined ? sql`true` : sql`coalesce(waiting.quadrant, 'none') = ${quadrant}`}`

/** Names are looked up for a page alone, unless they order the list. */
const named = ({ by }: WaitingAsked) =>
  by === 'name'
    ? sql`join identity_version version on version.identity = waiting.identity and version.known_to = 'infinity'`
    : sql``

const orderOf = ({ by, descending }: WaitingAsked) => {
  const way = descending ? sql`desc` : sql`asc`
  if (by === 'name') return sql`lower(version.family) ${way}, lower(version.given) ${way}, waiting.identity`
  if (by === 'due') return sql`waiting.due_on ${way} nulls last, waiting.since, waiting.identity`
  return sql`waiting.since ${way}, waiting.due_on nulls last, waiting.identity`
}

/** A page of those who wait for somebody to be allocated, and how many there are of each sort in each quadrant. */
export const waitingChildren = async (
  database: Kysely<Tables>,
  rules: Rules,
  context: Context,
  asked: WaitingAsked,
): Promise<WaitingFound> => {
  const { rows } = await sql<{
    readonly children: readonly WaitingChild[]
    readonly total: number
    readonly counts: readonly WaitingCount[]
  }>`${whoWaits(rules, context)}, ${sinceWhen},
    page as materialized (
      select waiting.*, row_number() over (order by ${orderOf(asked)}) as place
      from waiting ${named(asked)} where ${chosen(asked)}
      order by place limit ${asked.perPage} offset ${(asked.page - 1) * asked.perPage}
    ),
    shown as (
      select page.identity, ${nameInQuery('version')} as name, version.born_on as "bornOn", ${sortName(sql`page.sort`)} as sort,
        page.step, page.due_on as "dueOn", page.pieces, page.since, page.quadrant,
        worker.given || ' ' || worker.family as "lastWorker", page.place
      from page
      join identity_version version on version.identity = page.identity and version.known_to = 'infinity'
      left join worker on worker.worker = page.last_worker
    )
    select (select coalesce(json_agg(shown order by shown.place), '[]') from shown) as children,
      (select count(*) from waiting where ${chosen(asked)}) as total,
      (select coalesce(json_agg(each), '[]') from (
        select ${sortName(sql`waiting.sort`)} as sort, waiting.quadrant, count(*) as children from waiting
        group by 1, 2 order by 1, 2) each) as counts`.execute(database)
  return rows[0] ?? { children: [], total: 0, counts: [] }
}

/** How many wait, by sort of work and quadrant. */
export const waitingCounts = async (
  database: Kysely<Tables>,
  rules: Rules,
  context: Context,
): Promise<readonly WaitingCount[]> => {
  const { rows } = await sql<WaitingCount>`${whoWaits(rules, context)}
    select ${sortName(sql`homes.sort`)} as sort, homes.quadrant, count(*) as children from homes
    group by 1, 2 order by 1, 2`.execute(database)
  return rows
}
