import { paths as common, notFound, page, redirect } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { inWords } from '../../../calendar/index.ts'
import { listingIn, tableView } from '../../../web/tables/index.ts'
import type { Column } from '../../../web/tables/index.ts'
import { decisionLines } from '../oversight/decisions.ts'
import { eventDays, heldOf, overseenShare, unanswered, waits } from '../held.ts'
import type { Held } from '../held.ts'
import { paths } from '../paths.ts'
import { isSupervised, manages, supervises } from '../who.ts'
import { supervisionStanding, workersOf } from '../workers.ts'
import type { SupervisedWorker } from '../workers.ts'

/** What stands in a part: workers, and what is so of the children whom they hold. */
type Part = {
  readonly workers: readonly SupervisedWorker[]
  readonly held: Held
}

const partOf = (workers: readonly SupervisedWorker[], { drift, events, praise }: Held): Part => {
  const numbers = new Set(workers.map(({ worker }) => worker))
  const own = <Row extends { readonly worker: number }>(rows: readonly Row[]) =>
    rows.filter(({ worker }) => numbers.has(worker))
  return { workers, held: { drift: own(drift), events: own(events), praise: own(praise) } }
}

const countsOf = ({ workers, held }: Part, today: string) => {
  const withChildren = workers.filter(({ dueBy }) => dueBy !== null)
  const shares = overseenShare(held.events, today)
  return {
    workers: withChildren.length,
    inTime: withChildren.filter(({ dueBy }) => dueBy !== null && dueBy >= today).length,
    waiting: held.events.filter(waits).length,
    overseen: shares.inTime,
    judged: shares.judged,
    drift: held.drift.length,
    open: held.drift.filter(unanswered).length,
    praise: new Set(held.praise.map(({ child }) => child)).size,
  }
}

type Counts = ReturnType<typeof countsOf>

const outOf = (part: number, of: number) =>
  of === 0 ? 'none' : { text: `${Math.round((100 * part) / of)}%`, note: `${part} of ${of}` }

const common3 = <Row extends { readonly counts: Counts }>(
  linkTo: (row: Row) => Readonly<Record<string, string>>,
): readonly Column<Row>[] => [
  {
    name: 'waiting',
    heading: 'Events not looked at',
    numeric: true,
    cell: row => ({ text: row.counts.waiting, link: paths.decisions({}, linkTo(row)) }),
    order: row => row.counts.waiting,
  },
  {
    name: 'overseen',
    heading: 'Looked at in time',
    numeric: true,
    cell: row => outOf(row.counts.overseen, row.counts.judged),
    order: row => (row.counts.judged === 0 ? null : row.counts.overseen / row.counts.judged),
  },
  {
    name: 'open',
    heading: 'Drift without a plan',
    numeric: true,
    cell: row => ({
      text: row.counts.open,
      link: paths.drift({}, { ...linkTo(row), state: 'open' }),
      note: `${row.counts.drift - row.counts.open} with a plan`,
    }),
    order: row => row.counts.open,
  },
  {
    name: 'praise',
    heading: 'Children with good work',
    numeric: true,
    cell: row => row.counts.praise,
    order: row => row.counts.praise,
  },
]

type WorkerRow = { readonly worker: SupervisedWorker; readonly counts: Counts }

const workerColumns = (today: string): readonly Column<WorkerRow>[] => [
  {
    name: 'name',
    heading: 'Worker',
    cell: ({ worker }) => ({ text: worker.name, link: paths.agenda({ worker: worker.worker }) }),
    order: ({ worker }) => worker.name,
  },
  {
    name: 'children',
    heading: 'Children',
    numeric: true,
    cell: ({ worker }) => worker.children,
    order: ({ worker }) => worker.children,
  },
  {
    name: 'last',
    heading: 'Last supervision',
    cell: ({ worker: { worker, lastHeld } }) => ({
      text: lastHeld === null ? 'none yet' : inWords(lastHeld),
      link: paths.worker({ worker }),
    }),
    order: ({ worker }) => worker.lastHeld,
  },
  {
    name: 'due',
    heading: 'Next by',
    cell: ({ worker }) => {
      const standing = supervisionStanding(worker, today)
      return {
        text: worker.dueBy === null ? '' : inWords(worker.dueBy),
        note: standing.words,
        late: standing.late,
      }
    },
    order: ({ worker }) => worker.dueBy,
  },
  ...common3<WorkerRow>(({ worker }) => ({ worker: String(worker.worker) })),
]

type TeamRow = { readonly team: string; readonly name: string; readonly service: string; readonly counts: Counts }

const teamColumns: readonly Column<TeamRow>[] = [
  {
    name: 'name',
    heading: 'Team',
    cell: ({ team, name, service }) => ({ text: name, link: paths.team({ team }), note: service }),
    order: ({ name }) => name,
  },
  {
    name: 'inTime',
    heading: 'Supervision in time',
    numeric: true,
    cell: ({ counts }) => outOf(counts.inTime, counts.workers),
    order: ({ counts }) => (counts.workers === 0 ? null : counts.inTime / counts.workers),
  },
  ...common3<TeamRow>(({ team }) => ({ team })),
]

const orders = ['name', 'children', 'last', 'due', 'inTime', 'waiting', 'overseen', 'open', 'praise'] as const

const measures = [
  ['supervision-in-time', 'Workers whose supervision is in time'],
  ['oversight-after-events', 'Significant events looked at in time'],
  ['drift-no-visit', 'Drift: no visit that counts'],
  ['drift-plan-unchanged', 'Drift: plan unchanged'],
  ['drift-long-in-status', 'Drift: long in one status'],
  ['drift-no-supervision', 'Drift: no supervision about the child'],
  ['drift-assessment-late', 'Drift: assessment open beyond its time'],
  ['drift-no-review-after-plan', 'Drift: no review after a plan ended'],
] as const

const workersTable = (asked: Asked, part: Part, address: (more: object) => string) => {
  const { context, query } = asked
  return tableView({
    caption: 'Workers',
    of: ['worker', 'workers'],
    columns: workerColumns(context.today),
    rows: part.workers.map(worker => ({ worker, counts: countsOf(partOf([worker], part.held), context.today) })),
    listing: listingIn(query, orders, { by: 'due' }),
    address,
    empty: 'The workers of the team stand here, with their children, their supervision and what has stood still.',
    perPage: 60,
  })
}

const teamsTable = (asked: Asked, part: Part) =>
  tableView({
    caption: 'Teams',
    of: ['team', 'teams'],
    columns: teamColumns,
    rows: [...Map.groupBy(part.workers, ({ team }) => team)].map(([team, workers]) => ({
      team,
      name: workers[0]?.teamName ?? team,
      service: workers[0]?.serviceName ?? '',
      counts: countsOf(partOf(workers, part.held), asked.context.today),
    })),
    listing: listingIn(asked.query, orders, { by: 'inTime' }),
    address: more => paths.overview({}, more),
    empty: 'The teams whose workers are supervised stand here.',
    perPage: 100,
  })

const mostDecisions = 8

const show = async (asked: Asked, team: string | undefined): Promise<Answer> => {
  const { database, context } = asked
  const workers = await workersOf(database.sql, context, team === undefined ? {} : { team })
  if (team !== undefined && workers.length === 0) return notFound()
  const part: Part = { workers, held: await heldOf(database.sql, context, workers) }
  const byTeam = team === undefined && context.role !== 'teamManager'
  const waiting = part.held.events.filter(waits)
  return page('areas/supervision/overview/overview.njk', {
    title: 'Supervision and oversight',
    heading: team === undefined ? 'Supervision and oversight' : `Supervision: ${workers[0]?.teamName ?? ''}`,
    counts: countsOf(part, context.today),
    table: byTeam
      ? teamsTable(asked, part)
      : workersTable(asked, part, more =>
          team === undefined ? paths.overview({}, { ...more }) : paths.team({ team }, { ...more }),
        ),
    decisions: byTeam ? [] : await decisionLines(asked, waiting.slice(0, mostDecisions)),
    waiting: waiting.length,
    eventDays,
    records: supervises(context),
    byTeam,
    links: {
      decisions: paths.decisions({}, { team }),
      drift: paths.drift({}, { team, state: 'open' }),
      all: team === undefined ? undefined : paths.overview(),
      measures: measures.map(([figure, text]) => ({
        text,
        href: common.figure({ figure }, { team: team ?? (byTeam ? undefined : context.teams[0]) }),
      })),
    },
  })
}

/** Supervision and oversight: a manager's workers, teams, or one's own. */
export const showOverview = (asked: Asked): Promise<Answer> | Answer =>
  manages(asked.context)
    ? show(asked, undefined)
    : isSupervised(asked.context)
      ? redirect(paths.worker({ worker: asked.context.worker }))
      : notFound()

/** The same for one team. */
export const showTeam = (asked: Asked & { readonly params: { readonly team: string } }): Promise<Answer> =>
  show(asked, asked.params.team)
