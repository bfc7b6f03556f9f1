import { rememberedFor } from '../../../access/remembered-for.ts'
import { isCivilDate } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import type { Role } from '../../../journey/roles.ts'
import { page, route, textOf } from '../../../web/index.ts'
import type { Answer, Asked, QueryValues, Sent } from '../../../web/index.ts'
import { filterView, listingIn, tableView } from '../../../web/tables/index.ts'
import { paths } from '../paths.ts'
import { visitGroupNames, visitGroups } from './kinds.ts'
import type { VisitGroup } from './kinds.ts'
import { listColumns, plannedTable } from './list.ts'
import { plannedVisits } from './planned.ts'
import { ratesOf, partsTable } from './rates.ts'
import { visitsOf } from './standing.ts'
import { visitStandings } from './standing-asked.ts'
import type { VisitOrder, VisitsAsked, VisitScope, VisitsFound, VisitStanding } from './standing-asked.ts'

const perPage = 50
const mostPlanned = 40

const scopesByRole: Readonly<Partial<Record<Role, readonly VisitScope[]>>> = {
  socialWorker: ['mine', 'team'],
  dutyWorker: ['mine', 'team'],
  personalAdviser: ['mine', 'team'],
  conferenceChair: ['mine'],
  businessSupport: ['team'],
  teamManager: ['team'],
  serviceManager: ['service'],
  auditor: ['county'],
  analyst: ['county'],
  informationGovernance: ['county'],
  director: ['county'],
}

const scopeTitles: Readonly<Record<VisitScope, string>> = {
  mine: 'My children',
  team: 'My team',
  service: 'My service',
  county: 'The county',
}

const scopesFor = ({ role }: Asked['context']): readonly VisitScope[] => scopesByRole[role] ?? []

const orders: readonly VisitOrder[] = ['standing', 'child', 'seen', 'worker']
const isGroup = (text: string): text is VisitGroup => Object.hasOwn(visitGroups, text)
const isStanding = (text: string): text is VisitStanding => Object.hasOwn(visitStandings, text)

const dayIn = (query: Sent, today: CivilDate): CivilDate => {
  const text = textOf(query.on)
  return isCivilDate(text) && text >= '2010-01-01' && text <= today ? text : today
}

const askedIn = ({ context, query }: Asked, scope: VisitScope): VisitsAsked => {
  const [group, standing, team, worker] = [query.group, query.standing, query.team, query.worker].map(textOf)
  const listing = listingIn(query, orders, { by: 'standing' })
  return {
    scope,
    on: dayIn(query, context.today),
    ...(isGroup(group ?? '') ? { group: group as VisitGroup } : {}),
    ...(isStanding(standing ?? '') ? { standing: standing as VisitStanding } : {}),
    ...(/^[a-z0-9-]{1,80}$/.test(team ?? '') ? { team: team ?? '' } : {}),
    ...(/^[1-9]\d{0,14}$/.test(worker ?? '') ? { worker: Number(worker) } : {}),
    order: orders.find(each => each === listing.by) ?? 'standing',
    descending: listing.descending,
    page: listing.page,
    perPage,
  }
}

/** The visits that were asked for: those of many teams read once, until anything more is recorded. */
const visitsFound = ({ database, context }: Asked, wanted: VisitsAsked): Promise<VisitsFound> => {
  const read = () => visitsOf(database.sql, context, wanted)
  return wanted.scope === 'mine' || wanted.scope === 'team'
    ? read()
    : rememberedFor(database.sql, context, `visits ${JSON.stringify(wanted)}`, read)
}

const showVisits = async (asked: Asked): Promise<Answer> => {
  const { database, context, query } = asked
  const scopes = scopesFor(context)
  const scope = scopes.find(each => each === textOf(query.scope)) ?? scopes[0] ?? 'mine'
  const wanted = askedIn(asked, scope)
  const { on, group, standing, team, worker } = wanted
  const isToday = on === context.today
  const [found, planned] = await Promise.all([
    visitsFound(asked, wanted),
    isToday && (scope === 'mine' || scope === 'team') ? plannedVisits(database.sql, context, scope, mostPlanned) : [],
  ])
  const kept: QueryValues = { scope, ...(isToday ? {} : { on }) }
  const chosen: QueryValues = { ...kept, group, standing, team, worker }
  const address = (more: QueryValues) => paths.visits({}, { ...chosen, ...more })
  return page('areas/casework/visits/visits.njk', {
    title: 'Visits',
    heading: scopeTitles[scope],
    on,
    isToday,
    scopes: scopes.map(each => ({
      text: scopeTitles[each],
      href: paths.visits({}, { scope: each }),
      active: each === scope,
    })),
    rates: ratesOf(found.groups, values => paths.visits({}, { ...kept, team, worker, ...values })),
    parts: scope === 'mine' ? undefined : partsTable(found.parts, asked, wanted, kept),
    whole: team === undefined ? undefined : paths.visits({}, kept),
    filtersView: filterView(
      paths.visits(),
      [
        {
          name: 'group',
          label: 'As',
          options: Object.fromEntries(visitGroupNames.map(name => [name, visitGroups[name].one])),
        },
        { name: 'standing', label: 'How it stands', options: visitStandings },
        ...(scope === 'service' || scope === 'county'
          ? [
              {
                name: 'team',
                label: 'Team',
                options: Object.fromEntries(found.teams.map(each => [each.team, each.name])),
              },
            ]
          : []),
        { name: 'on', label: 'On the day', kind: 'date' as const },
      ],
      Object.fromEntries(
        Object.entries({ group, standing, team, on: isToday ? undefined : on }).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, value]],
        ),
      ),
      { scope },
    ),
    tableView: tableView({
      caption:
        standing === undefined ? 'Children, those late first' : `Children: ${visitStandings[standing].toLowerCase()}`,
      of: ['child', 'children'],
      columns: listColumns(asked, on, scope),
      rows: found.rows,
      listing: { by: wanted.order, descending: wanted.descending, page: wanted.page },
      address,
      empty:
        'Nobody is visited here. Children in our care, with a protection plan, a child in need plan or short breaks stand in this list with their next visit.',
      perPage,
      total: found.total,
    }),
    planned: planned.length > 0 || scope === 'mine' ? plannedTable(asked, planned, scope) : undefined,
  })
}

const seesVisits = (context: Asked['context']): boolean => scopesFor(context).length > 0

export const visitsNavigation = [{ text: 'Visits', to: paths.visits(), permission: seesVisits }]

export const visitsPageRoutes = [
  route({
    method: 'GET',
    path: paths.visits,
    permission: seesVisits,
    audit: 'visits',
    asksTheSame: true,
    answer: showVisits,
  }),
]
