import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import { isForOurWorkers, mayKnowOf, stillWaits } from '../../../access/visibility.ts'
import type { Context } from '../../../access/context.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { allocationKinds } from '../../../journey/allocation-parts.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import { linkedRecords, nameInQuery } from '../../../people/index.ts'
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

export type WaitingCount = { readonly sort: Sort; readonly children: number }

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

const isOpen = sql`duty.met_on is null and duty.lapsed_on is null and duty.known_to = 'infinity'`

/**
 * Children with work due and nobody responsible for them in any part, one row a person. Hardly anybody has two records, so
 * those who have are found first: a person's own number is that of its first record.
 */
const whoWaits = (rules: Rules, context: Context) => sql`
  with linked as materialized ${linkedRecords},
  held_linked as materialized (
    select coalesce(linked.person, held.identity) as person from episode held left join linked on linked.identity = held.identity
    where ${isResponsible('held')} and held.ended_on is null
      and held.identity in (select linked.identity from linked union select linked.person from linked)
  ),
  due as materialized (
    select duty.identity, ${sortOf(rules)} as sort, duty.step, duty.due_on, duty.anchored_on
    from (
      select duty.* from (
        select duty.identity, duty.step, duty.due_on, duty.anchored_on, duty.anchor from duty
        where ${isOpen} and not exists (
          select 1 from episode held where held.identity = duty.identity and ${isResponsible('held')} and held.ended_on is null)
        offset 0
      ) duty
      where ${mayKnowOf(context, 'duty.identity')}
      offset 0
    ) duty where ${isForOurWorkers('duty')} and ${stillWaits('duty', context)}
  ),
  child as materialized (
    select coalesce(linked.person, due.identity) as person, min(due.identity) as identity, min(due.sort) as sort,
      count(*) as pieces, min(due.due_on) as due_on, min(due.anchored_on) as anchored_on,
      (array_agg(due.step order by due.due_on nulls last, due.anchored_on))[1] as step
    from due left join linked on linked.identity = due.identity
    where coalesce(linked.person, due.identity) not in (select held_linked.person from held_linked)
    group by 1
  )`

const sortName = (column: RawBuilder<unknown>) => sql`(array['socialCare', 'leavingCare', 'earlyHelp'])[${column} + 1]`

/** The quadrant of a child's home today, as a table beside it. */
const home = (identity: RawBuilder<unknown>, { today }: Context) => sql`lateral (
    select district.quadrant from residence join household using (household) join district using (district)
    where residence.identity = ${identity} and residence.known_to = 'infinity' and residence.started_on <= ${today}::date
      and (residence.ended_on is null or residence.ended_on > ${today}::date)
    order by residence.started_on desc, residence.id desc limit 1
  ) home on true`

/** Those whose work is of a sort and whose home is in a quadrant, where these are asked for. */
const chosen = (context: Context, { sort, quadrant }: Pick<WaitingAsked, 'sort' | 'quadrant'>) => sql`
  chosen as materialized (
    select child.* from child
    ${quadrant === undefined ? sql`` : sql`left join ${home(sql`child.identity`, context)}`}
    where ${sort === undefined ? sql`true` : sql`${sortName(sql`child.sort`)} = ${sort}`}
      and ${quadrant === undefined ? sql`true` : sql`coalesce(home.quadrant, 'none') = ${quadrant}`}
  )`

/** The same with since when nobody has been allocated, and who was last. */
const waiting = sql`waiting as materialized (
    select chosen.*, greatest(chosen.anchored_on, before.ended_on) as since, before.worker as last_worker
    from chosen
    left join lateral (
      select held.ended_on, held.worker from episode held
      where held.identity = chosen.identity and ${isResponsible('held')} and held.ended_on is not null
      order by held.ended_on desc, held.id desc limit 1
    ) before on true
  )`

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

/** A page of those who wait for somebody to be allocated, how many there are, and how many of each sort of work in all. */
export const waitingChildren = async (
  database: Kysely<Tables>,
  rules: Rules,
  context: Context,
  asked: WaitingAsked,
): Promise<WaitingFound> => {
  const { rows } = await sql<WaitingFound>`${whoWaits(rules, context)}, ${chosen(context, asked)}, ${waiting},
    page as materialized (
      select waiting.*, row_number() over (order by ${orderOf(asked)}) as place
      from waiting ${named(asked)}
      order by place limit ${asked.perPage} offset ${(asked.page - 1) * asked.perPage}
    ),
    shown as (
      select page.identity, ${nameInQuery('version')} as name, version.born_on as "bornOn", ${sortName(sql`page.sort`)} as sort,
        page.step, page.due_on as "dueOn", page.pieces, page.since, home.quadrant,
        worker.given || ' ' || worker.family as "lastWorker", page.place
      from page
      join identity_version version on version.identity = page.identity and version.known_to = 'infinity'
      left join worker on worker.worker = page.last_worker
      left join ${home(sql`page.identity`, context)}
    )
    select (select coalesce(json_agg(shown order by shown.place), '[]') from shown) as children,
      (select count(*) from waiting) as total,
      (select coalesce(json_agg(each), '[]') from (
        select ${sortName(sql`child.sort`)} as sort, count(*) as children from child group by 1 order by 1) each) as counts`.execute(
    database,
  )
  return rows[0] ?? { children: [], total: 0, counts: [] }
}

/** How many wait whose work is of a sort and whose home is in a quadrant. */
export const countWaiting = async (
  database: Kysely<Tables>,
  rules: Rules,
  context: Context,
  asked: Pick<WaitingAsked, 'sort' | 'quadrant'>,
): Promise<number> => {
  const { rows } = await sql<{ readonly children: number }>`${whoWaits(rules, context)}, ${chosen(context, asked)}
    select count(*) as children from chosen`.execute(database)
  return rows[0]?.children ?? 0
}
