import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { mayKnowOf, mayOpen, roleMatrix } from '../../../access/index.ts'
import type { Context } from '../../../access/index.ts'
import type { CivilDate, Instant, Period } from '../../../calendar/index.ts'
import type { Tables } from '../../../store/index.ts'
import { concernsChildren } from '../measure.ts'
import type { Measure } from '../measure.ts'
import { rowKnown } from '../rows/asked.ts'
import type { Fragment } from '../rows/asked.ts'
import { rowsOn, withPlaces } from './place.ts'

/** One thing that was counted, for one who may know of it. */
export type Listed = {
  readonly identity: number | null
  readonly worker: number | null
  readonly name: string
  readonly bornOn: CivilDate | null
  /** Whether the reader may open the child's record. */
  readonly opens: boolean
  readonly day: CivilDate
  readonly started: CivilDate | null
  readonly value: number | null
  readonly counted: boolean | null
  readonly category: string | null
  /** Where the row belongs, by their names. */
  readonly service: string | null
  readonly quadrant: string | null
  readonly team: string | null
}

/** Which of the rows are wanted: those of a part, and those in the numerator or out of it. */
export type Choice = {
  readonly service?: string
  readonly quadrant?: string
  readonly team?: string
  /** The team as it was called on the day of the row. */
  readonly called?: string
  readonly counted?: boolean
}

export type RowList = {
  readonly rows: readonly Listed[]
  /** How many rows of those chosen there are in all, and how many of them the reader sees. */
  readonly inAll: number
  readonly visible: number
}

const orders = {
  name: sql`name`,
  age: sql`born_on`,
  day: sql`on_day`,
  value: sql`value`,
  counted: sql`counted`,
  team: sql`team_name`,
} as const

export type Order = keyof typeof orders

export const orderNames = Object.keys(orders) as readonly Order[]

type Wanted = { readonly by: Order; readonly descending: boolean; readonly offset: number; readonly limit: number }

/**
 * Whom a part finds in lists: the children whose records open to it; a part that opens no child but sees figures down to
 * their children finds those it may know of.
 */
const mayList = (context: Context) =>
  roleMatrix[context.role].opens === 'none'
    ? mayKnowOf(context, 'chosen.identity')
    : mayOpen(context, 'chosen.identity')

const isChosen = ({ service, quadrant, team, called, counted }: Choice) => sql`
  ${service === undefined ? sql`true` : sql`coalesce(service, '') = ${service}`}
  and ${quadrant === undefined ? sql`true` : sql`coalesce(quadrant, '') = ${quadrant}`}
  and ${team === undefined ? sql`true` : sql`coalesce(team_key, '') = ${team}`}
  and ${called === undefined ? sql`true` : sql`coalesce(team_name, '') = ${called}`}
  and ${counted === undefined ? sql`true` : sql`coalesce(counted, false) = ${counted}`}`

/** Rows with the name and birth of the child, or the name of the worker, as known. */
const withNames = (rows: Fragment, when: Period, known: Instant): Fragment => sql`(
  select r.*, who.born_on, coalesce(who.name, worker.given || ' ' || worker.family, 'Name not known') as name
  from ${rows} r
  left join lateral (
    select nullif(concat_ws(' ', coalesce(v.preferred, v.given), v.family), '') as name, v.born_on
    from identity_version v where v.identity = r.identity and ${rowKnown('v', { ...when, known })} limit 1
  ) who on true
  left join worker on worker.worker = r.worker
)`

/** The rows that a measure counted in a period, or on its last day, as known at an instant: for a list that opens them. */
export const listRows = async (
  database: Kysely<Tables>,
  context: Context,
  measure: Measure,
  when: Period,
  known: Instant,
  choice: Choice,
  { by, descending, offset, limit }: Wanted,
): Promise<RowList> => {
  const aboutChildren = concernsChildren(measure)
  const placed = (rows: Fragment) => withPlaces(rows, when, known)
  // Where every row belongs is asked only where it decides which rows are shown; otherwise for those that are.
  const placeFirst =
    by === 'team' || [choice.service, choice.quadrant, choice.team, choice.called].some(each => each !== undefined)
  const counted = rowsOn(measure, when, known)
  const order = sql`${orders[by]} ${descending ? sql`desc` : sql`asc`} nulls last, name, identity, entry`
  const { rows } = await sql<Listed & Omit<RowList, 'rows'>>`
    with chosen as materialized (
      select * from ${placeFirst ? placed(counted) : counted} each where ${isChosen(choice)}
    ), visible as materialized (
      select chosen.* from chosen where ${aboutChildren ? mayList(context) : sql`true`}
    ), page as materialized (
      select * from ${withNames(sql`visible`, when, known)} named order by ${order} limit ${limit} offset ${offset}
    )
    select page.identity, page.worker, page.name, page.born_on as "bornOn", page.on_day as day,
      ${measure.over === 'stock' ? sql`page.started` : sql`null::date`} as started, page.value::float8 as value, page.counted,
      page.category, coalesce(service.name, page.service) as service,
      coalesce(quadrant.name, page.quadrant) as quadrant, page.team_name as team,
      ${aboutChildren ? mayOpen(context, 'page.identity', 'few') : sql`false`} as opens,
      (select count(*) from chosen)::int as "inAll", (select count(*) from visible)::int as visible
    from (select 1) once left join ${placeFirst ? sql`page` : placed(sql`page`)} page on true
    left join service on service.service = page.service left join quadrant on quadrant.quadrant = page.quadrant
    order by ${order}`.execute(database)
  const [first] = rows
  return {
    rows: rows.filter(row => (row.name as string | null) !== null),
    inAll: first?.inAll ?? 0,
    visible: first?.visible ?? 0,
  }
}
