import { inWords } from '../../../calendar/index.ts'
import type { Context } from '../../../access/context.ts'
import { counted, numberInWords, page, textOf } from '../../../web/index.ts'
import type { Answer, Asked, QueryValues } from '../../../web/index.ts'
import { filteredBy, filterView, listingIn } from '../../../web/tables/index.ts'
import { dayAsked, dayFilters, dayInAddress } from '../asking.ts'
import { caseloadFigures } from '../loads/figures.ts'
import type { CaseloadFigure } from '../loads/figures.ts'
import { groupings, groupOf, groupsOf, isGrouping } from '../loads/groups.ts'
import type { Grouping } from '../loads/groups.ts'
import { caseloadsOn, isAboveThreshold, isOver, roomOf } from '../loads/load.ts'
import type { Caseloads, Load } from '../loads/load.ts'
import { policyInWords } from '../loads/policy-words.ts'
import { outlierInWords } from '../loads/words.ts'
import { paths } from '../paths.ts'
import { countTransfersToAnswer } from '../../../ledger/transfer-requests.ts'
import { allocates } from '../who.ts'
import { stripOfAll, stripOfService } from './strip.ts'
import { groupTable, workerTable } from './tables.ts'

const mostNamed = 8

type Chosen = { readonly service: string | undefined; readonly quadrant: string | undefined }

const isChosen =
  ({ service, quadrant }: Chosen) =>
  ({ places }: Load): boolean =>
    (service === undefined && quadrant === undefined) ||
    places.some(
      ({ team }) =>
        (service === undefined || team.service === service) &&
        (quadrant === undefined || (team.quadrant ?? 'none') === quadrant),
    )

/** Where a page begins that names nothing: a service manager's own service, else the whole county. */
const usualService = ({ role, services }: Context, isAsked: boolean): string | undefined =>
  !isAsked && role === 'serviceManager' ? services[0] : undefined

const usualGrouping = (chosen: Chosen): Grouping =>
  chosen.service === undefined && chosen.quadrant === undefined ? 'service' : 'team'

/** Those who stand out most: above a threshold by children, or over policy by weight, furthest first. */
const outliers = (loads: readonly Load[]) => {
  const standing = loads.filter(load => load.places.length > 0 && (isAboveThreshold(load) || isOver(load)))
  const most = (load: Load) =>
    Math.max((load.children - (load.threshold ?? load.children)) / (load.threshold ?? 1), -(roomOf(load) ?? 0) / 20)
  const named = standing.toSorted((one, other) => most(other) - most(one)).slice(0, mostNamed)
  return {
    named: named.map(load => ({ name: load.name, words: outlierInWords(load), href: load.worker })),
    all: standing.length,
  }
}

const figureLine = ({ title, value, of, href }: CaseloadFigure) => ({
  title,
  href,
  value: value === null ? 'nobody holds any' : numberInWords(value),
  of: of === undefined ? '' : `of ${numberInWords(of)}`,
})

const inBrief = (loads: readonly Load[]): string => {
  const holding = loads.filter(({ children }) => children > 0)
  const children = holding.reduce((sum, load) => sum + load.children, 0)
  const each = holding.length === 0 ? 0 : children / holding.length
  return `${counted(holding.length, 'worker')} ${holding.length === 1 ? 'holds' : 'hold'} ${counted(children, 'child', 'children')}: ${numberInWords(each)} each on average.`
}

const stripFor = (caseloads: Caseloads, { service }: Chosen, loads: readonly Load[]) => {
  if (loads.length === 0) return undefined
  const own = caseloads.organisation.services.find(each => each.service === service)
  return own === undefined ? stripOfAll(loads) : stripOfService(own.name, own.caseloadThreshold, loads)
}

/** Caseloads of the county on any day: who stands out, and services, quadrants, teams and workers with what they hold. */
export const showOverview = async (asked: Asked): Promise<Answer> => {
  const { database, context, query } = asked
  const day = dayAsked(query, context)
  const [caseloads, toAnswer] = await Promise.all([
    caseloadsOn(database.sql, day.asAt),
    countTransfersToAnswer(database.sql, context),
  ])
  const { organisation, policy } = caseloads
  const filters = [
    {
      name: 'service',
      label: 'Service',
      options: Object.fromEntries(
        organisation.services.flatMap(({ service, name, caseloadThreshold }) =>
          caseloadThreshold === null ? [] : [[service, name]],
        ),
      ),
    },
    {
      name: 'quadrant',
      label: 'Quadrant',
      options: Object.fromEntries<string>([
        ...organisation.quadrants.map(({ key, name }): [string, string] => [key, name]),
        ['none', 'None'],
      ]),
    },
    ...dayFilters,
  ]
  const typed = filteredBy(query, filters)
  const own = usualService(context, query.service !== undefined)
  const chosen: Chosen = { service: typed.service ?? own, quadrant: typed.quadrant }
  const by = isGrouping(textOf(query.by)) ? (textOf(query.by) as Grouping) : usualGrouping(chosen)
  const loads = caseloads.loads.filter(isChosen(chosen))
  const inAddress = dayInAddress(day, context)
  const kept: QueryValues = { ...chosen, ...inAddress, service: typed.service ?? own }
  const listing = listingIn(
    query,
    by === 'worker'
      ? ['room', 'children', 'name', 'team', 'weight', 'allowed']
      : ['', 'name', 'workers', 'children', 'average', 'above', 'weight', 'allowed', 'room'],
  )
  const table = {
    listing,
    day: inAddress,
    address: (more: QueryValues) => paths.caseloads({}, { ...kept, by, ...more }),
  }
  const standing = outliers(loads)
  const gone = loads.filter(load => load.places.length === 0)
  return page(
    'areas/caseloads/overview/overview.njk',
    {
      title: 'Caseloads',
      errors: day.errors,
      when: inWords(day.asAt.on),
      knownOn: day.knownOn,
      present: day.asAt.present,
      brief: inBrief(loads),
      total: groupOf('', '', '', loads),
      outliers: {
        ...standing,
        named: standing.named.map(each => ({ ...each, href: paths.worker({ worker: each.href }, inAddress) })),
        more: paths.caseloads({}, { ...kept, by: 'worker', sort: 'room', order: 'up' }),
      },
      gone: gone.map(load => ({
        name: load.name,
        words: outlierInWords(load),
        href: paths.worker({ worker: load.worker }, inAddress),
      })),
      strip: stripFor(caseloads, chosen, loads),
      filtersView: filterView(
        paths.caseloads(),
        filters,
        { ...typed, ...(chosen.service === undefined ? {} : { service: chosen.service }) },
        { by },
      ),
      groupings: Object.entries(groupings).map(([name, text]) => ({
        text,
        href: paths.caseloads({}, { ...kept, by: name }),
        active: name === by,
      })),
      tableView: by === 'worker' ? workerTable(loads, table) : groupTable(groupsOf(loads, organisation, by), by, table),
      figures: caseloadFigures(caseloads.loads).map(figureLine),
      policy: policyInWords(policy),
      own: context.teams.flatMap(team => {
        const found = organisation.teams.find(each => each.team === team)
        return found === undefined ? [] : [{ text: found.name, href: paths.team({ team }) }]
      }),
      waitingHref: allocates(context) ? paths.waiting() : undefined,
      transfers: allocates(context) ? { count: toAnswer, href: paths.transfers() } : undefined,
    },
    { status: day.errors.length > 0 ? 422 : 200 },
  )
}
