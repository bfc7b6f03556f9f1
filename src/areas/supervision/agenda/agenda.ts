import { note } from '../../../access/log.ts'
import type { Context } from '../../../access/context.ts'
import { addDays } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import type { becameOfDecision } from '../../../journey/steps/supervision.ts'
import type { Queries } from '../../../ledger/ledger.ts'
import { notFound, page } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { caseloadOf } from '../caseload.ts'
import type { HeldChild } from '../caseload.ts'
import { paths } from '../paths.ts'
import { supervises } from '../who.ts'
import { supervisionStanding, workerOf } from '../workers.ts'
import type { SupervisedWorker } from '../workers.ts'
import { agendaChild } from './child.ts'
import type { AgendaChild } from './child.ts'
import { knownAbout } from './known.ts'

/** A decision about the work as a whole, as a supervision holds it. */
export type WholeDecision = {
  readonly key: string
  readonly what: string
  readonly who: string
  readonly byWhen: string
}

/** The last supervision of a worker, with what is still to be asked about from it. */
export type LastSupervision = {
  readonly entry: number
  readonly held: CivilDate
  readonly open: readonly WholeDecision[]
}

const rowsIn = (answer: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(answer)
    ? answer.flatMap((each: unknown) =>
        typeof each === 'object' && each !== null ? [each as Readonly<Record<string, unknown>>] : [],
      )
    : []

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What was decided last time, and what of the decisions before still goes on. */
const stillOpen = (answers: Readonly<Record<string, unknown>>): readonly WholeDecision[] => [
  ...rowsIn(answers.decisions).map(row => ({
    key: text(row.key),
    what: text(row.what),
    who: text(row.who),
    byWhen: text(row.byWhen),
  })),
  ...rowsIn(answers.lastDecisions)
    .filter(({ became }) => became === ('goesOn' satisfies keyof typeof becameOfDecision))
    .map(row => ({ key: text(row.key), what: text(row.what), who: '', byWhen: '' })),
]

const lastSupervisionOf = async (
  queries: Queries,
  { lastEntry }: Pick<SupervisedWorker, 'lastEntry'>,
): Promise<LastSupervision | undefined> => {
  if (lastEntry === null) return undefined
  const row = await queries
    .selectFrom('entry')
    .select(['answers', 'happened_on'])
    .where('lineage', '=', lastEntry)
    .where('superseded_at', '=', 'infinity')
    .executeTakeFirst()
  return row === undefined ? undefined : { entry: lastEntry, held: row.happened_on, open: stillOpen(row.answers) }
}

/** How far back an agenda looks where there has been no supervision. */
const firstLookDays = 91
const longestLookDays = 370

/** Notes that a manager read what the record says of each child of a worker. */
export const noteChildren = (
  queries: Queries,
  context: Context,
  act: string,
  children: readonly { readonly child: number }[],
): Promise<void> =>
  note(
    queries,
    context,
    children.map(({ child }) => ({ act, answer: 'open' as const, identity: child })),
  )

export type Agenda = {
  readonly last: LastSupervision | undefined
  readonly since: CivilDate
  readonly children: readonly AgendaChild[]
  readonly unseen: number
}

/** The agenda of a worker's supervision, from the record; every child on it is noted in the access log. */
export const agendaOf = async (
  { database, rules, context }: Asked,
  worker: SupervisedWorker,
  besides: readonly HeldChild[] = [],
): Promise<Agenda> => {
  const queries = database.plannedOnce
  const [last, caseload] = await Promise.all([
    lastSupervisionOf(queries, worker),
    caseloadOf(queries, context, worker.worker),
  ])
  const held = [
    ...caseload.children,
    ...besides.filter(({ child }) => !caseload.children.some(each => each.child === child)),
  ]
  const since = last?.held ?? addDays(context.today, -firstLookDays)
  const [known] = await Promise.all([
    knownAbout(queries, context, held, addDays(context.today, -longestLookDays)),
    noteChildren(queries, context, 'supervision agenda', held),
  ])
  return {
    last,
    since,
    children: held.map(child => agendaChild(rules, context, child, known, since)),
    unseen: caseload.unseen,
  }
}

/** The children of an agenda that need words most: those with something late, drifting or decided and not done. */
const wanting = ({ late, drift, decisions, events }: AgendaChild): number =>
  late.length * 2 +
  drift.filter(({ answeredUntil }) => answeredUntil === undefined).length * 2 +
  decisions.filter(each => each.late).length +
  events.filter(({ overseen }) => overseen === false).length

/** The page of a worker's agenda. */
export const showAgenda = async (asked: Asked & { readonly params: { readonly worker: number } }): Promise<Answer> => {
  const { database, context, params } = asked
  const worker = await workerOf(database.plannedOnce, context, params.worker)
  if (worker === undefined) return notFound()
  const agenda = await agendaOf(asked, worker)
  return page('areas/supervision/agenda/agenda.njk', {
    title: 'Supervision agenda',
    worker,
    standing: supervisionStanding(worker, context.today),
    agenda,
    children: agenda.children.toSorted((one, other) => wanting(other) - wanting(one)),
    wanting: agenda.children.filter(child => wanting(child) > 0).length,
    praised: agenda.children.filter(({ praise }) => praise.length > 0).length,
    paths: {
      record: supervises(context) ? paths.record({ worker: worker.worker }) : undefined,
      worker: paths.worker({ worker: worker.worker }),
      last: agenda.last === undefined ? undefined : paths.supervision({ entry: agenda.last.entry }),
    },
  })
}
