import { ageInWords, inWords } from '../../../calendar/index.ts'
import { significantEventNames, significantEvents } from '../../../journey/index.ts'
import { paths as common, page, textOf } from '../../../web/index.ts'
import type { Answer, Asked, QueryValues } from '../../../web/index.ts'
import { filterView, listingIn, tableView } from '../../../web/tables/index.ts'
import type { Column } from '../../../web/tables/index.ts'
import { childrenNamed } from '../caseload.ts'
import type { HeldEvent } from '../held.ts'
import { eventDays, heldOf, waits } from '../held.ts'
import { paths } from '../paths.ts'
import { chosenIn, scopeFilters } from '../scope.ts'
import { workersOf } from '../workers.ts'
import type { SupervisedWorker } from '../workers.ts'

/** An event that waits for a manager's eyes, on a page: the child, what happened, by when. */
export type DecisionLine = {
  readonly child: string
  readonly age: string
  readonly childHref: string
  readonly title: string
  readonly on: string
  readonly href: string
  readonly eventHref: string
  readonly by: string
  readonly late: boolean
  readonly why: string
  readonly worker: number
}

/** Events with the names of their children, as far as the records open to the reader. */
export const decisionLines = async (
  { database, context }: Asked,
  events: readonly HeldEvent[],
): Promise<readonly DecisionLine[]> => {
  const named = await childrenNamed(
    database.sql,
    context,
    events.map(({ child }) => child),
  )
  const byChild = new Map(named.map(child => [child.child, child]))
  return events.flatMap(({ child, event, day, byDay, entry, worker }) => {
    const of = byChild.get(child)
    if (of === undefined) return []
    return [
      {
        child: of.name,
        age: of.bornOn === null ? '' : ageInWords(of.bornOn, context.today),
        childHref: common.child({ child }),
        title: significantEvents[event].title,
        on: inWords(day),
        href: paths.oversight({ child }, { event: entry }),
        eventHref: common.entry({ child, entry }),
        by: inWords(byDay),
        late: byDay < context.today,
        why: significantEvents[event].why,
        worker,
      },
    ]
  })
}

type Row = DecisionLine & { readonly workerName: string; readonly place: number }

const columns: readonly Column<Row>[] = [
  {
    name: 'child',
    heading: 'Child',
    cell: ({ child, age, childHref }) => ({
      text: child,
      link: childHref,
      ...(age === '' ? {} : { note: `aged ${age}` }),
    }),
  },
  {
    name: 'event',
    heading: 'What happened',
    cell: ({ title, on, eventHref }) => ({ text: title, link: eventHref, note: on }),
  },
  { name: 'why', heading: 'What to look at', cell: ({ why }) => why },
  {
    name: 'by',
    heading: 'Look by',
    cell: ({ by, late }) => ({ text: by, note: late ? 'past its day' : 'in time', late }),
    order: ({ place }) => place,
  },
  { name: 'worker', heading: 'Worker', cell: ({ workerName }) => workerName, order: ({ workerName }) => workerName },
  {
    name: 'record',
    heading: 'Oversight',
    cell: ({ href, child }) => ({ text: `Record for ${child}`, link: href }),
  },
]

const perPage = 50

const eventTitles = Object.fromEntries(significantEventNames.map(name => [name, significantEvents[name].title]))

const nameOf = (workers: readonly SupervisedWorker[], worker: number) =>
  workers.find(each => each.worker === worker)?.name ?? ''

/** Every significant event of late that no manager has looked at, those longest past their day first. */
export const showDecisions = async (asked: Asked): Promise<Answer> => {
  const { database, context, query } = asked
  const workers = await workersOf(database.sql, context)
  const chosen = chosenIn(query, workers)
  const event = Object.hasOwn(eventTitles, textOf(query.event)) ? textOf(query.event) : undefined
  const { events } = await heldOf(database.sql, context, workers)
  const waiting = events.filter(
    each => waits(each) && chosen.has(each.worker) && (event === undefined || each.event === event),
  )
  const listing = listingIn(query, ['by', 'worker'], { by: 'by' })
  const inOrder =
    listing.by === 'worker'
      ? waiting.toSorted((one, other) =>
          nameOf(workers, one.worker).localeCompare(nameOf(workers, other.worker), 'en-GB'),
        )
      : waiting
  const turned = listing.descending ? inOrder.toReversed() : inOrder
  const shown = await decisionLines(asked, turned.slice((listing.page - 1) * perPage, listing.page * perPage))
  const kept: QueryValues = { ...chosen.query, event }
  return page('areas/supervision/oversight/decisions.njk', {
    title: 'Events not looked at',
    recorded: textOf(query.recorded) !== '',
    eventDays,
    late: waiting.filter(({ byDay }) => byDay < context.today).length,
    filtersView: filterView(
      paths.decisions(),
      [...scopeFilters(workers, context), { name: 'event', label: 'What happened', options: eventTitles }],
      Object.fromEntries(
        Object.entries(kept).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
      ),
    ),
    table: tableView({
      caption: 'Events that wait for a manager',
      of: ['event', 'events'],
      columns,
      rows: shown.map((line, place) => ({ ...line, workerName: nameOf(workers, line.worker), place })),
      listing,
      address: more => paths.decisions({}, { ...kept, ...more }),
      empty:
        'Nothing waits. After a significant event a manager looks and decides; what nobody has looked at stands here.',
      perPage,
      total: waiting.length,
    }),
    overviewHref: paths.overview(),
  })
}
