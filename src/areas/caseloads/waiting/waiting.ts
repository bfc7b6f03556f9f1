import { ageInWords, daysBetween } from '../../../calendar/index.ts'
import { counted, numberInWords, page, textOf } from '../../../web/index.ts'
import type { Context } from '../../../access/context.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { filteredBy, filterView, tableView } from '../../../web/tables/index.ts'
import { groupOf } from '../loads/groups.ts'
import type { Group } from '../loads/groups.ts'
import { atPresent } from '../loads/stock.ts'
import { caseloadsOn, roomOf } from '../loads/load.ts'
import { roomInWords } from '../loads/words.ts'
import { paths } from '../paths.ts'
import { ownTeams } from '../placing/receivers.ts'
import { isSort, sorts, waitingChildren } from './who-waits.ts'
import type { Sort, WaitingChild, WaitingCount, WaitingFound } from './who-waits.ts'

const perPage = 50

/** How long somebody has waited, in the unit that a person would say: `9 days`, `5 weeks`, `4 months`. */
const waitInWords = (since: string, today: string): string => {
  const days = daysBetween(since, today)
  if (days <= 0) return 'since today'
  if (days < 14) return counted(days, 'day')
  if (days < 90) return counted(Math.floor(days / 7), 'week')
  return days < 730 ? counted(Math.floor(days / 30.44), 'month') : counted(Math.floor(days / 365.25), 'year')
}

const childLine = (asked: Asked, quadrants: ReadonlyMap<string, string>, child: WaitingChild) => {
  const { rules, context } = asked
  return {
    identity: child.identity,
    name: child.name,
    age: child.bornOn === null ? '' : ageInWords(child.bornOn, context.today),
    href: paths.child({ child: child.identity }),
    what: rules.pathway.steps[child.step]?.title ?? child.step,
    more: child.pieces - 1,
    dueOn: child.dueOn,
    late: child.dueOn !== null && child.dueOn < context.today,
    waited: waitInWords(child.since, context.today),
    since: child.since,
    quadrant: child.quadrant === null ? '' : (quadrants.get(child.quadrant) ?? child.quadrant),
    lastWorker: child.lastWorker,
  }
}

const sum = (counts: readonly WaitingCount[]) => counts.reduce((total, { children }) => total + children, 0)

const inBrief = (counts: readonly WaitingCount[]): string => {
  const all = sum(counts)
  if (all === 0) return 'Nobody waits: whoever has work due has somebody allocated.'
  const each = Object.entries(sorts).flatMap(([sort, title]) => {
    const own = sum(counts.filter(count => count.sort === sort))
    return own === 0 ? [] : [`${numberInWords(own)} for ${title.toLowerCase()}`]
  })
  return `${counted(all, 'child', 'children')} ${all === 1 ? 'has' : 'have'} work due and nobody allocated: ${each.join(', ')}.`
}

const pagesOf = ({ total }: WaitingFound, at: number, to: (page: number) => string) => {
  const last = Math.max(1, Math.ceil(total / perPage))
  return {
    range: last > 1 ? `${(at - 1) * perPage + 1} to ${Math.min(total, at * perPage)}` : undefined,
    previous: at > 1 ? to(at - 1) : undefined,
    next: at < last ? to(at + 1) : undefined,
  }
}

const capacityTable = (groups: readonly Group[]) =>
  tableView({
    caption: 'Where there is room',
    of: ['team', 'teams'],
    columns: [
      { name: 'team', heading: 'Team', cell: ({ key, name }) => ({ text: name, link: paths.team({ team: key }) }) },
      { name: 'workers', heading: 'Workers', numeric: true, cell: ({ workers }) => workers },
      { name: 'children', heading: 'Children', numeric: true, cell: ({ children }) => numberInWords(children) },
      { name: 'weight', heading: 'Weight', numeric: true, cell: ({ weight }) => numberInWords(weight) },
      { name: 'allowed', heading: 'Policy allows', numeric: true, cell: ({ allowed }) => numberInWords(allowed) },
      {
        name: 'room',
        heading: 'Room',
        cell: group => ({
          text: roomInWords(group),
          late: (roomOf(group) ?? 0) < 0,
          note: counted(group.over, 'worker over', 'workers over'),
        }),
      },
    ],
    rows: groups,
    listing: { by: '', descending: false, page: 1 },
    address: more => paths.waiting({}, more),
    empty: 'You have no team whose workers hold children. Its room by policy would be here.',
  })

const orders = { since: 'Who has waited longest', due: 'What is due soonest', name: 'By name' } as const

/** The work that a manager’s own teams do, with which the list begins. */
const usualWork = ({ services }: Context): Sort =>
  services.includes('early-help') ? 'earlyHelp' : services.includes('leaving-care') ? 'leavingCare' : 'socialCare'

/** All kinds of work are asked for by name: without it the list begins with one’s own. */
const workInAddress = (work: string | undefined) => ({ work: work ?? 'all' })

/** Who waits for somebody to be allocated, how long, and where there is room by policy. */
export const showWaiting = async (asked: Asked): Promise<Answer> => {
  const { database, rules, context, query } = asked
  const at = /^[1-9]\d{0,4}$/.test(textOf(query.page)) ? Number(textOf(query.page)) : 1
  const caseloads = await caseloadsOn(database.sql, atPresent(context))
  const { quadrants } = caseloads.organisation
  const names = new Map(quadrants.map(({ key, name }) => [key, name]))
  const filters = [
    { name: 'work', label: 'Work', options: sorts },
    {
      name: 'quadrant',
      label: 'Quadrant of their home',
      options: { ...Object.fromEntries(names), none: 'Outside the county, or not known' },
    },
  ]
  const typed = filteredBy(query.work === undefined ? { ...query, work: usualWork(context) } : query, filters)
  const order = textOf(query.order)
  const wanted = typed.work ?? ''
  const by = order === 'due' || order === 'name' ? order : 'since'
  const chosen = {
    ...(isSort(wanted) ? { sort: wanted } : {}),
    ...(typed.quadrant === undefined ? {} : { quadrant: typed.quadrant }),
  }
  const found = await waitingChildren(database.sql, rules, context, {
    ...chosen,
    by,
    descending: false,
    page: at,
    perPage,
  })
  const kept = { ...workInAddress(typed.work), quadrant: typed.quadrant, order: by === 'since' ? undefined : by }
  const groups = ownTeams(caseloads, context).flatMap(({ team, name }) => {
    const loads = caseloads.loads.filter(({ places }) => places.some(place => place.team.team === team))
    return loads.length === 0 ? [] : [groupOf(team, name, '', loads)]
  })
  return page('areas/caseloads/waiting/waiting.njk', {
    title: 'Waiting to be allocated',
    brief: inBrief(found.counts),
    total: found.total,
    pages: pagesOf(found, at, number => paths.waiting({}, { ...kept, page: number === 1 ? undefined : number })),
    filtersView: filterView(paths.waiting(), filters, typed, by === 'since' ? {} : { order: by }),
    orders: Object.entries(orders).map(([name, text]) => ({
      text,
      href: paths.waiting({}, { ...kept, order: name === 'since' ? undefined : name }),
      active: name === by,
    })),
    children: found.children.map(child => childLine(asked, names, child)),
    place: paths.place({ act: 'allocate' }),
    capacity: capacityTable(groups),
    caseloads: paths.caseloads(),
  })
}
