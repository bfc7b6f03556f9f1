import { page, refused, route, textOf } from '../../../web/index.ts'
import { addDays } from '../../../calendar/index.ts'
import { coveredBy } from '../../../council/absences.ts'
import { wholeNumber } from '../../../web/path.ts'
import type { Answer, Asked, QueryValues } from '../../../web/index.ts'
import { filterView, listingIn } from '../../../web/tables/index.ts'
import { stepsOfRole } from '../child/recordable.ts'
import { workOf } from '../my-work/due.ts'
import { whoseWork } from '../my-work/whose.ts'
import type { Whose } from '../my-work/whose.ts'
import { paths } from '../paths.ts'
import { workTable } from './list.ts'
import { scopesFor, scopeTitles, seesAllWork } from './scopes.ts'
import { workDue } from './work-due.ts'
import type { WorkAsked, WorkCounts, WorkOrder, WorkWhen } from './work-asked.ts'

const perPage = 50

const whens: Readonly<Record<WorkWhen, string>> = {
  overdue: 'Late',
  onPurpose: 'Late on purpose',
  today: 'Today',
  soon: 'In the next 7 days',
  later: 'Later',
}
const orders: readonly WorkOrder[] = ['due', 'child', 'worker', 'work']

const isWhen = (text: string): text is WorkWhen => Object.hasOwn(whens, text)

const bands = (counts: WorkCounts, address: (query: QueryValues) => string, chosen: WorkWhen | undefined) =>
  // Nobody need read that nothing waits on purpose.
  (Object.keys(whens) as WorkWhen[])
    .filter(when => when !== 'onPurpose' || counts.onPurpose > 0 || chosen === when)
    .map(when => ({
      text: whens[when],
      count: counts[when],
      href: address({ when }),
      chosen: when === chosen,
      late: when === 'overdue' && counts.overdue > 0,
    }))

/** The worker whose work is asked for, where that is not one's own: one whom one covers today, or answers for. */
const otherAsked = async (asked: Asked): Promise<Pick<Whose, 'worker' | 'name' | 'role'> | 'refused' | undefined> => {
  const { database, context, query } = asked
  const of = wholeNumber.read(textOf(query.of))
  if (of === undefined || of === context.worker) return undefined
  const covered = await coveredBy(database.sql, context.worker, {
    from: context.today,
    before: addDays(context.today, 1),
  })
  const absence = covered.find(({ worker }) => worker === of)
  if (absence !== undefined) return { worker: of, name: absence.name, role: context.role }
  const whose = await whoseWork(asked, of, 'work due of a worker')
  return whose === 'refused' || whose === 'nobody' ? 'refused' : whose
}

const showWork = async (asked: Asked): Promise<Answer> => {
  const { database, rules, context, query } = asked
  const other = await otherAsked(asked)
  if (other === 'refused') return refused()
  const scopes = other === undefined ? scopesFor(context) : []
  if (other === undefined && scopes.length === 0) return refused()
  const scope = scopes.find(each => each === textOf(query.scope)) ?? scopes[0] ?? 'mine'
  const own = stepsOfRole(rules, context)
  const seesAll = seesAllWork(context) && other === undefined
  const all = seesAll || textOf(query.whose) === 'all'
  const when = isWhen(textOf(query.when)) ? (textOf(query.when) as WorkWhen) : undefined
  const step = Object.hasOwn(rules.pathway.steps, textOf(query.step)) ? textOf(query.step) : undefined
  const worker = /^[1-9]\d{0,14}$/.test(textOf(query.worker)) ? Number(textOf(query.worker)) : undefined
  const listing = listingIn(query, orders, { by: 'due' })
  const wanted: WorkAsked = {
    scope,
    ...(other === undefined ? {} : { of: other.worker }),
    ...(all ? {} : { steps: workOf(rules, { ...context, role: other?.role ?? context.role }) }),
    ...(when === undefined ? {} : { when }),
    ...(step === undefined ? {} : { step }),
    ...(worker === undefined ? {} : { worker }),
    order: orders.find(each => each === listing.by) ?? 'due',
    descending: listing.descending,
    page: listing.page,
    perPage,
  }
  const found = await workDue(database.sql, context, wanted)
  const kept: QueryValues = { scope, of: other?.worker, whose: all && !seesAll ? 'all' : undefined }
  const chosen: QueryValues = { ...kept, when, step, worker }
  const workers = Object.fromEntries(
    found.counts.byWorkers.map(each => [String(each.worker), `${each.name} (${each.count})`]),
  )
  const steps = Object.fromEntries(
    found.counts.bySteps.map(each => [
      each.step,
      `${rules.pathway.steps[each.step]?.title ?? each.step} (${each.count})`,
    ]),
  )
  const isOfMany = scope === 'team' || scope === 'service' || scope === 'conferences'
  return page('areas/casework/work/work.njk', {
    title: 'Work due',
    heading: other === undefined ? scopeTitles[scope] : `children of ${other.name}`,
    counts: found.counts,
    bands: bands(found.counts, more => paths.work({}, { ...kept, step, worker, ...more }), when),
    allHref: paths.work({}, { ...kept, step, worker }),
    whose: seesAll ? undefined : { all, href: paths.work({}, { ...kept, whose: all ? undefined : 'all' }) },
    scopes: scopes.map(each => ({
      text: scopeTitles[each],
      href: paths.work({}, { scope: each }),
      active: each === scope,
    })),
    filtersView: filterView(
      paths.work(),
      [
        { name: 'when', label: 'When', options: whens },
        { name: 'step', label: 'What', options: steps },
        ...(isOfMany ? [{ name: 'worker', label: 'Worker', options: workers }] : []),
      ],
      Object.fromEntries(
        Object.entries({ when, step, worker: worker?.toString() }).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, value]],
        ),
      ),
      Object.fromEntries(
        Object.entries(kept).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
      ),
    ),
    tableView: workTable(rules, found, {
      now: context.now,
      today: context.today,
      listing,
      perPage,
      withWorker: isOfMany,
      caption: when === undefined ? 'Work due' : `Work due: ${whens[when].toLowerCase()}`,
      mayRecord: name => own.includes(name),
      address: more => paths.work({}, { ...chosen, ...more }),
    }),
  })
}

const hasWork = (context: Asked['context']): boolean => scopesFor(context).length > 0 || context.role === 'director'

export const workRoutes = [
  route({
    method: 'GET',
    path: paths.work,
    permission: hasWork,
    audit: 'work due',
    asksTheSame: true,
    answer: showWork,
  }),
]

export const workNavigation = [
  { text: 'Work due', to: paths.work(), permission: (context: Asked['context']) => scopesFor(context).length > 0 },
]
