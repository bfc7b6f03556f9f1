import { ageInWords, daysBetween, inWords } from '../../../calendar/index.ts'
import { driftKindNames, driftKinds, isDriftKind, timescaleOn } from '../../../journey/index.ts'
import type { TimescaleName } from '../../../journey/index.ts'
import { spanInWords } from '../../../journey/law.ts'
import { driftRules, praiseRules } from '../../../oversight/index.ts'
import { paths as common, page, textOf } from '../../../web/index.ts'
import type { Answer, Asked, QueryValues } from '../../../web/index.ts'
import { filterView, listingIn, tableView } from '../../../web/tables/index.ts'
import type { Column } from '../../../web/tables/index.ts'
import { childrenNamed } from '../caseload.ts'
import type { HeldChild } from '../caseload.ts'
import { heldOf, unanswered } from '../held.ts'
import type { HeldDrift } from '../held.ts'
import { paths } from '../paths.ts'
import { chosenIn, scopeFilters } from '../scope.ts'
import { workersOf } from '../workers.ts'

type Row = { readonly drift: HeldDrift; readonly child: HeldChild; readonly workerName: string; readonly days: number }

const columns = (today: string): readonly Column<Row>[] => [
  {
    name: 'child',
    heading: 'Child',
    cell: ({ child }) => ({
      text: child.name,
      link: common.child({ child: child.child }),
      ...(child.bornOn === null ? {} : { note: `aged ${ageInWords(child.bornOn, today)}` }),
    }),
  },
  {
    name: 'rule',
    heading: 'What stands still',
    cell: ({ drift, child }) =>
      drift.entry === null
        ? driftKinds[drift.rule]
        : {
            text: driftKinds[drift.rule],
            link: common.entry({ child: child.child, entry: drift.entry }),
            ...(drift.what === null ? {} : { note: drift.what }),
          },
    order: ({ drift }) => driftKinds[drift.rule],
  },
  {
    name: 'since',
    heading: 'Since',
    cell: ({ drift, days }) => ({ text: inWords(drift.since), note: days === 1 ? '1 day' : `${days} days` }),
    order: ({ drift }) => drift.since,
  },
  {
    name: 'plan',
    heading: 'The manager’s plan',
    cell: ({ drift, child }) =>
      drift.until === null || drift.plan === null
        ? {
            text: `Plan for ${child.name}`,
            link: paths.oversight({ child: child.child }, { drift: drift.rule }),
            note: 'no plan yet',
          }
        : {
            text: `Look again on ${inWords(drift.until)}`,
            link: common.entry({ child: child.child, entry: drift.plan }),
          },
    order: ({ drift }) => drift.until,
  },
  { name: 'worker', heading: 'Worker', cell: ({ workerName }) => workerName, order: ({ workerName }) => workerName },
]

const orders = {
  since: ({ since }: HeldDrift) => since,
  rule: ({ rule }: HeldDrift) => driftKinds[rule],
  plan: ({ until }: HeldDrift) => until ?? '',
} as const

const states = { open: 'Without a plan', answered: 'With a plan' } as const
const perPage = 50

/** The thresholds by which a rule judges today, in words. */
const thresholds: Readonly<Record<string, readonly TimescaleName[]>> = {
  noVisit: ['drift.noVisit'],
  assessmentLate: ['drift.assessmentLate'],
  planUnchanged: ['drift.planUnchanged', 'drift.longPlanUnchanged'],
  noReviewAfterPlan: ['drift.noReviewAfterPlan'],
  longInStatus: ['drift.longOnPlanInNeed', 'drift.longOnProtectionPlan'],
  noSupervision: ['drift.noSupervision'],
}

const rulesInWords = ({ rules, context }: Asked, counts: ReadonlyMap<string, readonly HeldDrift[]>) =>
  driftKindNames.map(name => {
    const found = counts.get(name) ?? []
    return {
      title: driftKinds[name],
      definition: driftRules[name].definition,
      thresholds: [
        ...new Set(
          (thresholds[name] ?? []).flatMap(each => {
            const within = timescaleOn(rules.policy, each, context.today)?.within
            return within === undefined ? [] : [spanInWords(within)]
          }),
        ),
      ].join(', or '),
      count: found.length,
      open: found.filter(unanswered).length,
      href: paths.drift({}, { rule: name }),
    }
  })

/** Drift among a manager's children: what stands still, since when, and the manager's plan beside it. */
export const showDrift = async (asked: Asked): Promise<Answer> => {
  const { database, context, query } = asked
  const workers = await workersOf(database.sql, context)
  const names = new Map(workers.map(({ worker, name }) => [worker, name]))
  const chosen = chosenIn(query, workers)
  const rule = isDriftKind(textOf(query.rule)) ? textOf(query.rule) : undefined
  const state = Object.hasOwn(states, textOf(query.state)) ? textOf(query.state) : undefined
  const held = await heldOf(database.sql, context, workers)
  const inScope = held.drift.filter(({ worker }) => chosen.has(worker))
  const found = inScope.filter(
    each =>
      (rule === undefined || each.rule === rule) && (state === undefined || (state === 'open') === unanswered(each)),
  )
  const listing = listingIn(query, ['since', 'rule', 'plan', 'worker'], { by: 'since' })
  const by = (each: HeldDrift) =>
    listing.by === 'worker'
      ? (names.get(each.worker) ?? '')
      : orders[listing.by === 'rule' || listing.by === 'plan' ? listing.by : 'since'](each)
  const inOrder = found.toSorted((one, other) => (by(one) < by(other) ? -1 : by(one) > by(other) ? 1 : 0))
  const turned = listing.descending ? inOrder.toReversed() : inOrder
  const cut = turned.slice((listing.page - 1) * perPage, listing.page * perPage)
  const children = await childrenNamed(
    database.sql,
    context,
    cut.map(({ child }) => child),
  )
  const byChild = new Map(children.map(child => [child.child, child]))
  const kept: QueryValues = { ...chosen.query, rule, state }
  return page('areas/supervision/drift/drift.njk', {
    title: 'Drift',
    recorded: textOf(query.recorded) !== '',
    total: inScope.length,
    open: inScope.filter(unanswered).length,
    praised: new Set(held.praise.filter(({ worker }) => chosen.has(worker)).map(({ child }) => child)).size,
    rules: rulesInWords(
      asked,
      Map.groupBy(inScope, each => each.rule),
    ),
    praise: Object.values(praiseRules).map(({ title, definition }) => ({ title, definition })),
    filtersView: filterView(
      paths.drift(),
      [
        ...scopeFilters(workers, context),
        { name: 'rule', label: 'What stands still', options: driftKinds },
        { name: 'state', label: 'Plan', options: states },
      ],
      Object.fromEntries(
        Object.entries(kept).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
      ),
    ),
    table: tableView({
      caption: 'Drift',
      of: ['line', 'lines'],
      columns: columns(context.today),
      rows: cut.flatMap(drift => {
        const child = byChild.get(drift.child)
        return child === undefined
          ? []
          : [{ drift, child, workerName: names.get(drift.worker) ?? '', days: daysBetween(drift.since, context.today) }]
      }),
      listing,
      address: more => paths.drift({}, { ...kept, ...more }),
      empty: 'Nothing stands still. Drift that the rules below find stands here, with the manager’s plan beside it.',
      perPage,
      total: found.length,
    }),
    overviewHref: paths.overview(),
  })
}
