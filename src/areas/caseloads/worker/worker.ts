import { ageInWords, inWords } from '../../../calendar/index.ts'
import { note } from '../../../access/log.ts'
import { workerNames, workKindNames, workKinds } from '../../../council/index.ts'
import { countTransfersToAnswer } from '../../../ledger/transfer-requests.ts'
import { roles } from '../../../journey/roles.ts'
import { lineChart } from '../../../web/charts/index.ts'
import type { ChartView } from '../../../web/charts/index.ts'
import { counted, notFound, numberInWords, page, refused, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { filteredBy, filterView } from '../../../web/tables/index.ts'
import { dayAsked, dayFilters, dayInAddress } from '../asking.ts'
import type { DayAsked } from '../asking.ts'
import { awayByWorker } from '../loads/away.ts'
import { caseloadsOn, childrenOf, loadOf, weightOf } from '../loads/load.ts'
import type { Caseloads, Load } from '../loads/load.ts'
import { policyInWords } from '../loads/policy-words.ts'
import { limitsInWords, roomInWords } from '../loads/words.ts'
import { paths } from '../paths.ts'
import { allocates, passesChildrenOn, seesCaseloads } from '../who.ts'
import { childrenHeld } from './children.ts'
import type { ChildHeld } from './children.ts'
import { heldOnDays, historyDays } from './history.ts'
import type { HeldOn } from './history.ts'

const months = 24

const weights = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 })

/** A worker's children and their weight at the end of each month, and on the day. */
const historyChart = (
  caseloads: Caseloads,
  load: Load,
  days: readonly string[],
  held: readonly HeldOn[],
): ChartView => {
  const points = (of: (own: readonly HeldOn[]) => number) =>
    days.map(on => ({ on, value: of(held.filter(each => each.on === on)) }))
  return lineChart({
    title: `The load over ${months} months`,
    series: [
      { label: 'Children', points: points(own => own.reduce((sum, { children }) => sum + children, 0)) },
      { label: 'Weight', points: points(own => weightOf(caseloads.policy, own)) },
    ],
    ...(load.allowed === null
      ? {}
      : { levels: [{ label: 'Allowed now', value: load.allowed, kind: 'limit' as const }] }),
    sayDate: inWords,
  })
}

const byKind = ({ held }: Load) =>
  workKindNames.flatMap(kind => {
    const children = childrenOf(held, kind)
    return children === 0 ? [] : [{ kind: workKinds[kind], children }]
  })

const inBrief = (load: Load, { asAt }: DayAsked): string => {
  const on = asAt.present ? '' : `On ${inWords(asAt.on)}: `
  const holds = counted(load.children, 'child', 'children')
  if (load.allowed === null) return `${on}${holds}, weighing ${numberInWords(load.weight)}.`
  const limits = limitsInWords(load)
  return `${on}${holds}, weighing ${numberInWords(load.weight)} of the ${numberInWords(load.allowed)} that policy allows${limits === '' ? '' : ` (${limits})`}: ${roomInWords(load)}.`
}

const childLine = (caseloads: Caseloads, today: string, child: ChildHeld) => ({
  identity: child.identity,
  name: child.name,
  age: child.bornOn === null ? '' : ageInWords(child.bornOn, today),
  href: paths.child({ child: child.identity }),
  kind: child.kind === null ? 'Co-worked' : workKinds[child.kind],
  weight: child.kind === null ? '' : weights.format(caseloads.policy.weights[child.kind]),
  since: child.since,
  nextDue: child.nextDue,
  late: child.nextDue !== null && child.nextDue < today,
  transferAsked: child.transferAsked,
  mayPass: child.part !== null,
})

const loadOfWorker = async ({ database }: Asked, caseloads: Caseloads, worker: number): Promise<Load | undefined> => {
  const found = caseloads.loads.find(each => each.worker === worker)
  if (found !== undefined) return found
  const name = (await workerNames(database.sql, [worker])).get(worker)
  if (name === undefined) return undefined
  const places = caseloads.organisation.posted.get(worker)?.places ?? []
  return loadOf(caseloads.policy, { worker, name, newlyQualifiedOn: null, places }, [], caseloads.asAt.on)
}

/** What has just been done, for whoever comes here from doing it. */
const doneInWords = ({ query }: Pick<Asked, 'query'>): string | undefined => {
  const count = (name: string) => (/^[1-9]\d{0,2}$/.test(textOf(query[name])) ? Number(textOf(query[name])) : undefined)
  const [moved, placed] = [count('moved'), count('placed')]
  if (moved !== undefined) return `Recorded: ${counted(moved, 'child', 'children')} reallocated.`
  return placed === undefined ? undefined : `Recorded for ${counted(placed, 'child', 'children')}.`
}

/** A worker’s caseload on a day, its past, and the children in it. */
const showLoad = async (asked: Asked, worker: number, action: string): Promise<Answer> => {
  const { database, context, query } = asked
  const day = dayAsked(query, context)
  const isOwn = worker === context.worker
  const days = historyDays(day.asAt.on, months)
  const caseloads = await caseloadsOn(database.sql, day.asAt)
  const [load, children, held, toAnswer, away] = await Promise.all([
    loadOfWorker(asked, caseloads, worker),
    childrenHeld(database.sql, context, worker, day.asAt),
    heldOnDays(database.sql, worker, days, day.asAt),
    isOwn ? countTransfersToAnswer(database.sql, context) : 0,
    awayByWorker(database.sql, day.asAt.on, [worker]),
  ])
  if (load === undefined) return notFound()
  const line = (child: ChildHeld) => childLine(caseloads, context.today, child)
  const own = children.filter(({ part }) => part !== null)
  const manages = allocates(context)
  return page(
    'areas/caseloads/worker/worker.njk',
    {
      title: isOwn ? 'My caseload' : 'A worker’s caseload',
      errors: day.errors,
      name: load.name,
      isOwn,
      places: load.places.map(({ role, team }) => ({
        role: roles[role],
        team: team.name,
        href: seesCaseloads(context) ? paths.team({ team: team.team }, dayInAddress(day, context)) : undefined,
      })),
      done: doneInWords(asked),
      away: away.get(worker),
      brief: inBrief(load, day),
      knownOn: day.knownOn,
      kinds: byKind(load),
      children: own.map(line),
      coWorked: children.filter(({ part }) => part === null).map(line),
      present: day.asAt.present,
      actions:
        day.asAt.present && own.length > 0 && (manages || (isOwn && passesChildrenOn(context)))
          ? {
              transfer: paths.place({ act: 'transfer' }),
              coWork: manages ? paths.place({ act: 'co-work' }) : undefined,
              leaving: manages ? paths.leaving({ worker }) : undefined,
            }
          : undefined,
      transfers: isOwn ? { count: toAnswer, href: paths.transfers() } : undefined,
      history: historyChart(caseloads, load, days, held),
      filtersView: filterView(action, dayFilters, filteredBy(query, dayFilters)),
      policy: policyInWords(caseloads.policy),
    },
    { status: day.errors.length > 0 ? 422 : 200 },
  )
}

/** A worker's own caseload. */
export const showMine = (asked: Asked): Promise<Answer> => showLoad(asked, asked.context.worker, paths.myCaseload())

/** A worker's caseload, for the worker and for those who see all loads. */
export const showWorker = async (asked: Asked & { readonly params: { readonly worker: number } }): Promise<Answer> => {
  const { context, database, params } = asked
  if (params.worker !== context.worker && !seesCaseloads(context)) {
    await note(database.sql, context, { act: 'caseload of a worker', answer: 'refused' })
    return refused()
  }
  return showLoad(asked, params.worker, paths.worker({ worker: params.worker }))
}
