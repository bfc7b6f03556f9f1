import { rememberedFor } from '../../../access/remembered-for.ts'
import { inWords } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { workKindNames } from '../../../council/index.ts'
import { counted, notFound, numberInWords, page } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { filteredBy, filterView, listingIn } from '../../../web/tables/index.ts'
import { dayAsked, dayFilters, dayInAddress } from '../asking.ts'
import { awayByWorker } from '../loads/away.ts'
import { stripOfService } from '../overview/strip.ts'
import { groupOf } from '../loads/groups.ts'
import { caseloadsOn, isAboveThreshold, isOver, roomOf } from '../loads/load.ts'
import type { Caseloads, Load } from '../loads/load.ts'
import { policyInWords } from '../loads/policy-words.ts'
import { outlierInWords, roomInWords } from '../loads/words.ts'
import { paths } from '../paths.ts'
import { countTransfersToTeam } from '../transfers/list.ts'
import { countWaiting } from '../waiting/who-waits.ts'
import { allocates } from '../who.ts'
import { overdueOf } from './overdue.ts'
import { teamTable } from './table.ts'

type ForTeam = Asked & { readonly params: { readonly team: string } }

const inTeam =
  (team: string) =>
  ({ places }: Load): boolean =>
    places.some(place => place.team.team === team)

const inBrief = (loads: readonly Load[], on: CivilDate): string => {
  const all = groupOf('', '', '', loads)
  const room =
    all.allowed === 0
      ? ''
      : ` Together they weigh ${numberInWords(all.weight)} of the ${numberInWords(all.allowed)} that policy allows: ${roomInWords(all)}.`
  return `On ${inWords(on)}, ${counted(all.workers, 'worker')} ${all.workers === 1 ? 'holds' : 'hold'} ${counted(all.children, 'child', 'children')}.${room}`
}

/** How many near the team wait for somebody to be allocated: early help waits for early help teams, all else for the others. */
const waitingNear = async ({ database, rules, context }: Asked, team: Caseloads['organisation']['teams'][number]) => {
  const sort =
    team.service === 'early-help' ? 'earlyHelp' : team.service === 'leaving-care' ? 'leavingCare' : 'socialCare'
  const near = { sort, quadrant: team.quadrant ?? undefined } as const
  const children = await rememberedFor(database.sql, context, `who waits near: ${sort} ${near.quadrant ?? ''}`, () =>
    countWaiting(database.sql, rules, context, near),
  )
  return { children, href: paths.waiting({}, { work: sort, quadrant: near.quadrant }) }
}

/** A team on a day: its workers with what they hold, beside all workers of its service, and who waits. */
export const showTeam = async (asked: ForTeam): Promise<Answer> => {
  const { database, context, query, params } = asked
  const day = dayAsked(query, context)
  const { present, on } = day.asAt
  const caseloads = await caseloadsOn(database.sql, day.asAt)
  const team = caseloads.organisation.teams.find(each => each.team === params.team)
  if (team === undefined) return notFound()
  const own = inTeam(team.team)
  const loads = caseloads.loads.filter(own)
  const service = caseloads.organisation.services.find(each => each.service === team.service)
  const ofService = caseloads.loads.filter(({ places }) => places.some(place => place.team.service === team.service))
  const manages = allocates(context)
  const workers = loads.map(({ worker }) => worker)
  const [late, away, waiting, transfers] = await Promise.all([
    present ? overdueOf(database.sql, context, workers) : undefined,
    present ? awayByWorker(database.sql, on, workers) : new Map<number, string>(),
    present && manages ? waitingNear(asked, team) : undefined,
    present ? countTransfersToTeam(database.sql, team.team) : 0,
  ])
  const inAddress = dayInAddress(day, context)
  const listing = listingIn(query, ['room', 'name', 'children', 'weight', 'late', ...workKindNames])
  const standing = loads.filter(load => isAboveThreshold(load) || isOver(load))
  return page(
    'areas/caseloads/team/team.njk',
    {
      title: 'A team’s caseload',
      errors: day.errors,
      name: team.name,
      service: team.serviceName,
      serviceHref: paths.caseloads({}, { service: team.service, ...inAddress }),
      knownOn: day.knownOn,
      brief: inBrief(loads, on),
      waiting,
      transfers: transfers === 0 ? undefined : { count: transfers, href: paths.transfers() },
      strip:
        ofService.length === 0
          ? undefined
          : stripOfService(team.serviceName, service?.caseloadThreshold ?? null, ofService, own),
      standing: standing
        .toSorted((one, other) => (roomOf(one) ?? 0) - (roomOf(other) ?? 0))
        .map(load => ({
          name: load.name,
          words: outlierInWords(load),
          href: paths.worker({ worker: load.worker }, inAddress),
        })),
      filtersView: filterView(paths.team({ team: team.team }), dayFilters, filteredBy(query, dayFilters)),
      tableView: teamTable(loads, {
        listing,
        day: inAddress,
        address: more => paths.team({ team: team.team }, { ...inAddress, ...more }),
        late,
        away,
      }),
      policy: policyInWords(caseloads.policy),
    },
    { status: day.errors.length > 0 ? 422 : 200 },
  )
}
