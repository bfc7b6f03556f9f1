import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { mayKnowOf, mayOpen, roleMatrix } from '../../../access/index.ts'
import type { Context } from '../../../access/index.ts'
import type { CivilDate, Instant, Period } from '../../../calendar/index.ts'
import type { Tables } from '../../../store/index.ts'
import { concernsChildren } from '../measure.ts'
import type { Measure } from '../measure.ts'
import { rowKnown } from '../rows/asked.ts'
import { placedRows } from './place.ts'

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
  readonly service: string | null
  readonly quadrant: string | null
  readonly team: string | null
}

/** Which of the rows are wanted: those of a part, and those in the numerator or out of it. */
export type Choice = {
  readonly service?: string
  readonly quadrant?: string
  readonly team?: string
  readonly counted?: boolean
}

export type RowList = {
  readonly rows: readonly Listed[]
  /** How many rows of those chosen there are in all, and how many of them the reader may see. */
  readonly inAll: number
  readonly visible: number
}

const orders = {
  name: sql`name`,
  age: sql`"bornOn"`,
  day: sql`day`,
  value: sql`value`,
  counted: sql`counted`,
  team: sql`team`,
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
    ? mayKnowOf(context, 'placed.identity')
    : mayOpen(context, 'placed.identity')

const chosen = ({ service, quadrant, team, counted }: Choice) => sql`
  ${service === undefined ? sql`true` : sql`coalesce(service, '') = ${service}`}
  and ${quadrant === undefined ? sql`true` : sql`coalesce(quadrant, '') = ${quadrant}`}
  and ${team === undefined ? sql`true` : sql`coalesce(team_key, '') = ${team}`}
  and ${counted === undefined ? sql`true` : sql`coalesce(counted, false) = ${counted}`}`

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
  const started = measure.over === 'stock' ? sql`placed.started` : sql`null::date`
  const { rows } = await sql<Listed & { readonly inAll: number; readonly visible: number }>`
    with placed as materialized (
      select * from ${placedRows(measure, when, known)} each where ${chosen(choice)}
    ), visible as materialized (
      select placed.*, ${started} as since from placed where ${aboutChildren ? mayList(context) : sql`true`}
    ), named as (
      select visible.identity, visible.worker, visible.on_day as day, visible.since as started, visible.value,
        visible.counted, visible.category, visible.service, visible.quadrant, visible.team_name as team, who."bornOn",
        coalesce(who.name, worker.given || ' ' || worker.family, 'Name not known') as name
      from visible
      left join lateral (
        select nullif(concat_ws(' ', coalesce(v.preferred, v.given), v.family), '') as name, v.born_on as "bornOn"
        from identity_version v where v.identity = visible.identity and ${rowKnown('v', { ...when, known })} limit 1
      ) who on true
      left join worker on worker.worker = visible.worker
    ), page as (
      select * from named order by ${orders[by]} ${descending ? sql`desc` : sql`asc`} nulls last, name, identity
      limit ${limit} offset ${offset}
    )
    select page.*, ${aboutChildren ? mayOpen(context, 'page.identity', 'few') : sql`false`} as opens,
      (select count(*) from placed)::int as "inAll", (select count(*) from visible)::int as visible
    from (select 1) once left join page on true
    order by ${orders[by]} ${descending ? sql`desc` : sql`asc`} nulls last, name, identity`.execute(database)
  const [first] = rows
  return {
    rows: rows.filter(row => (row.name as string | null) !== null),
    inAll: first?.inAll ?? 0,
    visible: first?.visible ?? 0,
  }
}
