import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { note } from '../../../access/log.ts'
import { allocatedTo, mayKnowOf, mayOpen } from '../../../access/visibility.ts'
import type { Context } from '../../../access/context.ts'
import { addHours } from '../../../calendar/index.ts'
import type { Instant } from '../../../calendar/index.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import type { Queries } from '../../../ledger/ledger.ts'
import { nameInQuery } from '../../../people/index.ts'
import { paths } from '../paths.ts'
import { sentenceOf } from '../story/story.ts'

/** Something that somebody else wrote about one's children: one line. */
export type WrittenLine = {
  readonly entry: number
  readonly children: readonly { readonly name: string; readonly href: string }[]
  readonly sentence: string
  readonly href: string
  readonly by: string
  readonly at: Instant
  readonly corrected: boolean
}

export type Written = { readonly lines: readonly WrittenLine[]; readonly total: number }

type Row = {
  readonly entry: number
  readonly version: number
  readonly step: string
  readonly answers: Readonly<Record<string, unknown>>
  readonly outcome: string
  readonly by: string
  readonly at: Instant
  readonly total: number
  readonly children: readonly { readonly identity: number; readonly name: string }[]
}

/** The pages on which one reads what others wrote; an entry's own page shows that entry alone. */
const looksAtChild = ['child', 'story', 'chronology', 'summary for tonight'] as const

/** How far back what nobody has looked at is told. */
export const daysTold = 30

/** Whose children: a worker's own, and those of the workers whom that one covers today. */
type Of = { readonly worker: number; readonly covered: readonly number[]; readonly own: boolean }

const children = (context: Context, { worker, covered, own }: Of) => sql`
  select person.person from (${allocatedTo([worker, ...covered])}) episode join person on person.identity = episode.identity
  where ${own && covered.length === 0 ? mayKnowOf(context, 'episode.identity') : mayOpen(context, 'episode.identity', 'few')}
  group by person.person`

const atUtc = (column: RawBuilder<unknown>) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** The newest entries of others about some children, a row an entry with the children it is about, and how many there are. */
const newest = async (
  queries: Queries,
  context: Context,
  of: Of,
  which: RawBuilder<unknown>,
  most: number,
): Promise<readonly Row[]> => {
  const { rows } = await sql<Row>`
    with mine as materialized (${children(context, of)}),
    looked as materialized (
      select mine.person, max(access_log.at) as at
      from mine join person each on each.person = mine.person
      left join access_log on access_log.identity = each.identity and access_log.worker = ${of.worker}
        and access_log.answer = 'open' and access_log.act in (${sql.join(looksAtChild.map(act => sql.lit(act)))})
        and access_log.at > ${addHours(context.now, -24 * daysTold)}::timestamptz
      group by mine.person),
    written as materialized (
      select entry.lineage, entry.recorded_at, array_agg(distinct looked.person) as people
      from looked join person each on each.person = looked.person
      join entry_subject on entry_subject.identity = each.identity
      join entry on entry.lineage = entry_subject.lineage and entry.superseded_at = 'infinity' and not entry.withdrawn
      where entry.author <> ${of.worker} and ${which}
      group by entry.lineage, entry.recorded_at),
    shown as materialized (
      select written.*, count(*) over () as total from written order by written.recorded_at desc, written.lineage desc limit ${most})
    select shown.lineage as entry, entry.version, entry.step, entry.answers, entry.outcome, ${atUtc(sql`shown.recorded_at`)} as at,
      worker.given || ' ' || worker.family as by, shown.total,
      (select json_agg(json_build_object('identity', version.identity, 'name', ${nameInQuery('version')}) order by version.born_on)
        from identity_version version where version.identity = any (shown.people) and version.known_to = 'infinity') as children
    from shown join entry on entry.lineage = shown.lineage and entry.superseded_at = 'infinity' join worker on worker.worker = entry.author
    order by shown.recorded_at desc, shown.lineage desc`.execute(queries)
  return rows
}

const asLines = (rules: Rules, rows: readonly Row[]): Written => ({
  total: rows[0]?.total ?? 0,
  lines: rows.map(row => ({
    entry: row.entry,
    children: row.children.map(({ identity, name }) => ({ name, href: paths.child({ child: identity }) })),
    sentence: sentenceOf(rules, row),
    href: paths.entry({ child: row.children[0]?.identity ?? 0, entry: row.entry }),
    by: row.by,
    at: row.at,
    corrected: row.version > 1,
  })),
})

/** Whoever reads a sentence about a child has looked at it: the log says at which. It does not count as having seen the rest. */
const noteRead = (queries: Queries, context: Context, rows: readonly Row[]): Promise<void> =>
  note(
    queries,
    context,
    rows.flatMap(row =>
      row.children.map(({ identity }) => ({
        act: 'what others wrote',
        answer: 'open' as const,
        identity,
        entry: row.entry,
      })),
    ),
  )

type Asking = { readonly queries: Queries; readonly rules: Rules; readonly context: Context; readonly of: Of }

/** What others wrote about a worker's children since that worker last looked at them, within the days that are told. */
export const writtenByOthers = async ({ queries, rules, context, of }: Asking, most = 12): Promise<Written> => {
  const rows = await newest(
    queries,
    context,
    of,
    sql`entry.recorded_at > greatest(looked.at, ${addHours(context.now, -24 * daysTold)}::timestamptz)
      and not exists (select 1 from access_log read where read.identity = each.identity and read.worker = ${of.worker}
        and read.act = 'entry' and read.entry = entry.lineage and read.answer = 'open' and read.at >= entry.recorded_at)`,
    most,
  )
  await noteRead(queries, context, rows)
  return asLines(rules, rows)
}

/** What others did about a worker's children between two instants: while that worker was away. */
export const writtenBetween = async (
  { queries, rules, context, of }: Asking,
  from: Instant,
  before: Instant,
  most = 30,
): Promise<Written> => {
  const rows = await newest(
    queries,
    context,
    of,
    sql`entry.recorded_at >= ${from}::timestamptz and entry.recorded_at < ${before}::timestamptz`,
    most,
  )
  await noteRead(queries, context, rows)
  return asLines(rules, rows)
}
