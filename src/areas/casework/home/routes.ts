import { setTimeout as pause } from 'node:timers/promises'
import { reasonsWaiting } from '../../../access/reasons.ts'
import { roleMatrix } from '../../../access/role-matrix.ts'
import { awayOn } from '../../../council/absences.ts'
import type { Absence } from '../../../council/absences.ts'
import { countKept, countWaitingRequests } from '../../../door/board.ts'
import { currentCouncil } from '../../../council/council.ts'
import { standsAtTheDoor } from '../../../door/sees.ts'
import { countTransfersToAnswer } from '../../../ledger/transfer-requests.ts'
import type { Glance, GlancePart } from '../../../web/glance.ts'
import { page, route } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { roles } from '../../../journey/roles.ts'
import { paths as shared } from '../../../web/paths.ts'
import { paths } from '../paths.ts'
import { homeAuthorising } from '../authorising/home.ts'
import { homeMeetings } from '../meetings/home.ts'
import { homeHandovers } from './from-the-night.ts'
import { homeMissing } from './missing-now.ts'
import { openDrafts } from '../my-work/drafts.ts'
import { sectionsOf } from '../my-work/sections.ts'
import { oneself } from '../my-work/whose.ts'
import { scopesFor } from '../work/scopes.ts'
import { childrenOf, recentChildren } from './children.ts'
import { homeWaiting } from './waiting.ts'
import {
  childWord,
  childrenWord,
  figureLinks,
  firstSentence,
  homeChildren,
  homeMoved,
  homeRecent,
  homeWorkers,
  readsTheReportFirst,
} from './home.ts'

/** How many requests wait at the front door, for those who stand at it; one that is yet to be examined shows on its board. */
const waitingAtTheDoor = ({ database, context }: Asked): Promise<number> | undefined =>
  standsAtTheDoor(context) ? countWaitingRequests(database.sql, context) : undefined

const showHome = async (asked: Asked, whatMoved: Promise<GlancePart | 'counting' | undefined>): Promise<Answer> => {
  const { database, rules, context } = asked
  const row = roleMatrix[context.role]
  const scopes = scopesFor(context)
  const hasChildren = scopes.includes('mine')
  const isManager = context.role === 'teamManager' || context.role === 'serviceManager'
  const ownSections = sectionsOf(asked, oneself(context))
  const [
    sections,
    waiting,
    children,
    drafts,
    recent,
    away,
    toAnswer,
    meetings,
    missing,
    authorising,
    fromTheNight,
    atTheDoor,
    kept,
    reasons,
    moved,
  ] = await Promise.all([
    ownSections,
    homeWaiting(asked),
    hasChildren ? childrenOf(database.sql, context) : [],
    openDrafts(database.sql, rules, context, context.worker),
    row.opens === 'none' ? [] : recentChildren(database.sql, context),
    isManager
      ? ownSections.then(({ today }) =>
          awayOn(database.sql, context.today, today?.counts.byWorkers.map(({ worker }) => worker) ?? []),
        )
      : new Map<number, Absence>(),
    row.opens === 'none' ? 0 : countTransfersToAnswer(database.sql, context),
    row.opens === 'none' ? undefined : homeMeetings(asked),
    homeMissing(asked),
    row.opens === 'none' ? undefined : homeAuthorising(asked),
    homeHandovers(asked),
    waitingAtTheDoor(asked),
    row.opens === 'none' ? 0 : countKept(database.sql, context),
    reasonsWaiting(database.sql, context),
    whatMoved,
  ])
  const hasReport = (await currentCouncil(database.sql))?.simulated !== false
  return page('areas/casework/home/home.njk', {
    title: 'Home',
    name: context.name,
    role: roles[context.role],
    says: firstSentence(context, hasReport),
    searches: row.searches ? paths.search() : undefined,
    work: sections,
    meetings,
    missingNow: missing,
    authorising,
    fromTheNight,
    reasons: reasons === 0 ? undefined : { count: reasons, href: shared.reasons() },
    waiting,
    childWord: childWord(context.role),
    childrenWord: childrenWord(context.role),
    children: hasChildren ? homeChildren(rules, context, children) : undefined,
    workers: isManager && sections.today !== undefined ? homeWorkers(sections.today.counts, away) : undefined,
    caseloads: isManager ? shared.caseloads() : undefined,
    transfers: toAnswer === 0 ? undefined : { count: toAnswer, href: shared.transfers() },
    frontDoor: atTheDoor === undefined ? undefined : { count: atTheDoor, href: shared.frontDoor() },
    keptRequests: kept === 0 ? undefined : { count: kept, href: shared.keptRequests() },
    moved: homeMoved(moved),
    figuresFirst: readsTheReportFirst(context),
    drafts,
    recent: homeRecent(recent, context.today),
    figures: figureLinks(context).filter(({ href }) => hasReport || href !== shared.report()),
  })
}

/** Figures are counted once a day, which takes some seconds: whoever comes first does not wait for them on a home. */
const millisecondsToWait = 1500

const movedSoon = async (asked: Asked, whatMoved: Glance | undefined) =>
  asked.context.role !== 'director' || whatMoved === undefined
    ? undefined
    : Promise.race([whatMoved(asked), pause(millisecondsToWait, 'counting' as const, { ref: false })])

/** The home of each part; the director's begins with what another area says has moved. */
export const homeRoutes = (whatMoved: Glance | undefined) => [
  route({
    method: 'GET',
    path: paths.home,
    permission: () => true,
    audit: 'home',
    // It asks the same at every visit, and is planned once; what moved is counted of the whole county, and is not.
    answer: asked =>
      showHome(
        { ...asked, database: { ...asked.database, sql: asked.database.plannedOnce } },
        movedSoon(asked, whatMoved),
      ),
  }),
]
