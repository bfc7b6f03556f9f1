import { sql } from 'kysely'
import { addYears, inWords } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import type { Queries } from '../../../ledger/ledger.ts'
import { withinTimescale } from '../../../oversight/index.ts'
import { notFound, page, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { listingIn, tableView } from '../../../web/tables/index.ts'
import type { Column } from '../../../web/tables/index.ts'
import { paths } from '../paths.ts'
import { supervises } from '../who.ts'
import { supervisionStanding, workerOf } from '../workers.ts'

/** A supervision in a worker's list. */
type Held = {
  readonly entry: number
  readonly held: CivilDate
  readonly authorName: string
  readonly children: number
  /** By when it was due, counted from the one before; null for the first. */
  readonly dueBy: CivilDate | null
  readonly signedOn: CivilDate | null
}

const supervisionsOf = async (queries: Queries, worker: number): Promise<readonly Held[]> => {
  const { rows } = await sql<Held>`
    with mine as materialized (
      select s.lineage as entry, s.happened_on as held, s.author, lag(s.happened_on) over (order by s.happened_on, s.lineage) as before
      from entry s
      where s.step = 'supervision' and (s.answers ->> 'supervised')::bigint = ${worker} and s.superseded_at = 'infinity' and not s.withdrawn
    ), due as (
      select entry, by_day from ${withinTimescale(
        'supervision',
        sql`(select entry, before as start from mine where before is not null)`,
        sql`start`,
      )} judged
    )
    select mine.entry, mine.held, worker.given || ' ' || worker.family as "authorName", due.by_day as "dueBy",
      (select count(*)::integer from entry_subject where entry_subject.lineage = mine.entry) as children,
      (select min(reply.happened_on) from entry reply where reply.follows = mine.entry and reply.step = 'supervisionReply'
        and reply.superseded_at = 'infinity' and not reply.withdrawn) as "signedOn"
    from mine join worker on worker.worker = mine.author left join due on due.entry = mine.entry
    order by mine.held desc, mine.entry desc`.execute(queries)
  return rows
}

const columns: readonly Column<Held>[] = [
  {
    name: 'held',
    heading: 'Held',
    cell: ({ held, entry }) => ({ text: inWords(held), link: paths.supervision({ entry }) }),
    order: ({ held }) => held,
  },
  {
    name: 'due',
    heading: 'In time',
    cell: ({ held, dueBy }) =>
      dueBy === null
        ? 'the first here'
        : held <= dueBy
          ? { text: 'in time', note: `due by ${inWords(dueBy)}` }
          : { text: 'late', note: `due by ${inWords(dueBy)}`, late: true },
    order: ({ held, dueBy }) => (dueBy === null ? null : held <= dueBy ? 'in time' : 'late'),
  },
  {
    name: 'children',
    heading: 'Children',
    cell: ({ children }) => children,
    order: ({ children }) => children,
    numeric: true,
  },
  { name: 'by', heading: 'With', cell: ({ authorName }) => authorName, order: ({ authorName }) => authorName },
  {
    name: 'signed',
    heading: 'Signed by the worker',
    cell: ({ signedOn }) => (signedOn === null ? 'not yet' : inWords(signedOn)),
    order: ({ signedOn }) => signedOn,
  },
]

/** A worker's supervisions: of oneself, or of a worker whom one answers for. */
export const showWorker = async (
  request: Asked & { readonly params: { readonly worker: number } },
): Promise<Answer> => {
  const { database, context, params, query } = request
  const worker = await workerOf(database.sql, context, params.worker)
  if (worker === undefined) return notFound()
  const rows = await supervisionsOf(database.sql, worker.worker)
  const yearAgo = addYears(context.today, -1)
  const judged = rows.filter(({ held, dueBy }) => dueBy !== null && held >= yearAgo)
  const isOwn = worker.worker === context.worker
  return page('areas/supervision/worker/worker.njk', {
    title: isOwn ? 'My supervision' : 'Supervision of a worker',
    worker,
    isOwn,
    standing: supervisionStanding(worker, context.today),
    inTime: judged.filter(({ held, dueBy }) => dueBy !== null && held <= dueBy).length,
    judged: judged.length,
    unsigned: isOwn
      ? rows
          .filter(({ signedOn }) => signedOn === null)
          .slice(0, 1)
          .map(({ entry, held }) => ({ held, href: paths.supervision({ entry }) }))
      : [],
    table: tableView({
      caption: 'Supervisions held',
      of: ['supervision', 'supervisions'],
      columns,
      rows,
      listing: listingIn(query, ['held', 'due', 'children', 'by', 'signed'], { by: 'held', descending: true }),
      address: more => paths.worker({ worker: worker.worker }, more),
      empty: 'Each supervision that is recorded stands here, with its day, its children and whether it was in time.',
      perPage: 30,
    }),
    saved: textOf(query.saved) !== '',
    paths: {
      agenda: paths.agenda({ worker: worker.worker }),
      record: supervises(context) && !isOwn ? paths.record({ worker: worker.worker }) : undefined,
    },
  })
}
