import { sql } from 'kysely'
import type { Asked, Expression, Fragment } from './asked.ts'

/** What a row of a measure says; what is left out is null. */
type Columns = {
  /** The child that the row concerns: the person, and the record in which it stands. */
  readonly child?: Expression
  readonly identity?: Expression
  readonly worker?: Expression
  /** The entry that is counted or that opened what is counted. */
  readonly entry?: Expression
  /** The team that did the work, where the record names it; otherwise it is the child's team on that day. */
  readonly team?: Expression
  /** Days, cases: what a mean is taken of. */
  readonly value?: Expression
  /** Whether the row is in the numerator. */
  readonly counted?: Expression
  /** A fixed breakdown of the measure's own, such as who made a contact. */
  readonly category?: Expression
}

const columns = ({ child, identity, worker, entry, team, value, counted, category }: Columns) => sql`
  (${child ?? sql`null`})::bigint as child, (${identity ?? child ?? sql`null`})::bigint as identity,
  (${worker ?? sql`null`})::bigint as worker, (${entry ?? sql`null`})::bigint as entry,
  (${team ?? sql`null`})::text as team, (${value ?? sql`null`})::numeric as value,
  (${counted ?? sql`null`})::boolean as counted, (${category ?? sql`null`})::text as category`

/** Rows of things that happen on a day: those from the first to the last day asked. */
export const flowRows = (
  { from, to }: Asked,
  {
    day,
    of,
    where,
    ...named
  }: Columns & { readonly day: Expression; readonly of: Fragment; readonly where?: Expression },
): Fragment => sql`(
  select (${day})::date as day, ${columns(named)} from ${of}
  where ${day} between ${from} and ${to} and ${where ?? sql`true`}
)`

/** Rows of things that last: those in stock on any day asked. In stock on a day is started by then and not ended by then. */
export const stockRows = (
  { from, to }: Asked,
  {
    started,
    ended,
    of,
    where,
    ...named
  }: Columns & {
    readonly started: Expression
    readonly ended: Expression
    readonly of: Fragment
    readonly where?: Expression
  },
): Fragment => sql`(
  select (${started})::date as started, (${ended})::date as ended, ${columns(named)} from ${of}
  where ${started} <= ${to} and (${ended} is null or (${ended} > ${from} and ${ended} > ${started}))
    and ${where ?? sql`true`}
)`
