import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Context } from '../../access/context.ts'
import { startOfDay } from '../../calendar/index.ts'
import type { CivilDate } from '../../calendar/index.ts'
import { caseloadKinds } from '../../journey/allocation-parts.ts'
import { endKnown, maybeSettledSince, personOf, rowKnown } from '../../ledger/known.ts'
import type { KnownAt } from '../../ledger/known.ts'
import { keptOnce } from '../../store/kept-once.ts'
import { remembered } from '../../store/remember.ts'
import type { Tables } from '../../store/tables.ts'
import { counted, numberInWords } from '../../web/index.ts'
import type { Glance, GlanceLine } from '../../web/glance.ts'
import { driftToday } from './drift/today.ts'
import { paths } from './paths.ts'
import { supervisionStanding, workersOf } from './workers.ts'
import type { SupervisedWorker } from './workers.ts'

/** How often something stands still without a manager's plan, by the worker who holds the child. */
type OpenByWorker = ReadonlyMap<number, number>

/** In whose hands each child was on the day, as was known at the instant. */
const handsOn = async (
  database: Kysely<Tables>,
  today: CivilDate,
  at: KnownAt,
): Promise<ReadonlyMap<number, number>> => {
  const { rows } = await sql<{ readonly child: number; readonly worker: number }>`
    select distinct on (child) ${personOf(sql`a.identity`, at)} as child, a.worker
    from episode a
    where a.kind in (${sql.join(caseloadKinds.map(kind => sql.lit(kind)))}) and a.worker is not null
      and ${rowKnown('a', at)} and a.started_on <= ${today}::date
      and (${endKnown('a', at)} is null or ${endKnown('a', at)} > ${today}::date)
      and ${maybeSettledSince('a', sql`${today}::date`, at)}
    order by child, a.kind desc`.execute(database)
  return new Map(rows.map(({ child, worker }) => [child, worker]))
}

const countOpen = async (database: Kysely<Tables>, today: CivilDate): Promise<OpenByWorker> => {
  const morning = startOfDay(today)
  const [drift, hands] = await Promise.all([
    driftToday(database, { today, now: morning }),
    handsOn(database, today, { known: morning }),
  ])
  const open = new Map<number, number>()
  for (const { child, plan } of drift) {
    const worker = hands.get(child)
    if (plan === null && worker !== undefined) open.set(worker, (open.get(worker) ?? 0) + 1)
  }
  return open
}

const mornings = keptOnce<OpenByWorker>()

/** Drift as it was known when the day began, counted once a day for the whole county. */
const openThisMorning = (database: Kysely<Tables>, today: CivilDate): Promise<OpenByWorker> =>
  mornings(database, today, () => countOpen(database, today))

const workersToday = (database: Kysely<Tables>, context: Context): Promise<readonly SupervisedWorker[]> =>
  remembered(
    database,
    ['supervision at a glance', context.role, context.services.join(), context.today].join(' '),
    () => workersOf(database, context),
  )

const saysWhat = (open: number, overdue: number, workers: number): string =>
  [
    open === 0
      ? 'Nothing stands still without a manager’s plan, as known this morning.'
      : `${counted(open, 'piece of drift', 'pieces of drift')} ${open === 1 ? 'has' : 'have'} no manager’s plan, as known this morning.`,
    workers === 0
      ? 'No worker holds a child.'
      : `Supervision is overdue for ${overdue === 0 ? 'none' : numberInWords(overdue)} of the ${counted(workers, 'worker', 'workers')} who hold children.`,
  ].join(' ')

/** Drift without a plan, and workers whose supervision is overdue, by team. */
export const whatStandsStill: Glance = async ({ database, context }) => {
  const { today } = context
  const isDirector = context.role === 'director'
  const [open, workers] = await Promise.all([openThisMorning(database.sql, today), workersToday(database.sql, context)])
  const teams = [...Map.groupBy(workers, ({ team }) => team)].map(([team, own]) => ({
    team,
    name: own[0]?.teamName ?? team,
    service: own[0]?.serviceName ?? '',
    open: own.reduce((sum, { worker }) => sum + (open.get(worker) ?? 0), 0),
    overdue: own.filter(worker => supervisionStanding(worker, today).late).length,
  }))
  const total = (of: 'open' | 'overdue') => teams.reduce((sum, team) => sum + team[of], 0)
  return {
    question: 'oversight',
    says: saysWhat(total('open'), total('overdue'), workers.filter(({ dueBy }) => dueBy !== null).length),
    lines: teams
      .filter(team => team.open + team.overdue > 0)
      .map(({ team, name, service, open: drift, overdue }): GlanceLine => ({
        name,
        href: paths.drift({}, { team, state: 'open' }),
        figure: `${drift} without a plan`,
        words: isDirector ? service : '',
        also: {
          text: overdue === 0 ? 'Supervision in time' : `${counted(overdue, 'supervision', 'supervisions')} overdue`,
          href: paths.team({ team }),
        },
        weight: drift + overdue,
      })),
    more: { text: 'Supervision of every team', href: paths.overview() },
  }
}
