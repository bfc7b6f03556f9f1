import { roleMatrix } from '../../../access/role-matrix.ts'
import { draftsOf } from '../../../ledger/drafts.ts'
import { page, route } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { roles } from '../../../journey/roles.ts'
import { draftLinks } from '../child/now.ts'
import { stepsOfRole } from '../child/recordable.ts'
import { paths as shared } from '../../../web/paths.ts'
import { paths } from '../paths.ts'
import { scopesFor, scopeTitles, seesAllWork } from '../work/scopes.ts'
import { workDue } from '../work/work-due.ts'
import type { WorkFound, WorkScope } from '../work/work-asked.ts'
import { childrenOf, recentChildren } from './children.ts'
import { figureLinks, firstSentence, homeChildren, homeDuties, homeRecent, homeWorkers } from './home.ts'

const mostLines = 12

const nothingDue: WorkFound = {
  rows: [],
  total: 0,
  counts: { children: 0, all: 0, overdue: 0, today: 0, soon: 0, later: 0, bySteps: [], byWorkers: [] },
}

const work = (
  { database, context, rules }: Asked,
  scope: WorkScope | undefined,
  perPage = mostLines,
): Promise<WorkFound> =>
  scope === undefined
    ? Promise.resolve(nothingDue)
    : workDue(database.sql, context, {
        scope,
        ...(seesAllWork(context) || (scope === 'waiting' && context.role !== 'pointOfAccessWorker')
          ? {}
          : { steps: stepsOfRole(rules, context) }),
        perPage,
      })

const band = (scope: WorkScope, counts: WorkFound['counts']) => [
  { text: 'Late', count: counts.overdue, href: paths.work({}, { scope, when: 'overdue' }), late: counts.overdue > 0 },
  { text: 'Today', count: counts.today, href: paths.work({}, { scope, when: 'today' }), late: false },
  { text: 'In the next 7 days', count: counts.soon, href: paths.work({}, { scope, when: 'soon' }), late: false },
]

const showHome = async (asked: Asked): Promise<Answer> => {
  const { database, rules, context } = asked
  const row = roleMatrix[context.role]
  const scopes = scopesFor(context)
  const first = scopes[0]
  const waitingScope = scopes.includes('waiting') && first !== 'waiting' ? 'waiting' : undefined
  const hasChildren = scopes.includes('mine')
  const isManager = context.role === 'teamManager' || context.role === 'serviceManager'
  const [today, waiting, children, drafts, recent] = await Promise.all([
    work(asked, first),
    work(asked, waitingScope, 5),
    hasChildren ? childrenOf(database.sql, context) : [],
    draftsOf(database.sql, context),
    row.opens === 'none' ? [] : recentChildren(database.sql, context),
  ])
  const own = stepsOfRole(rules, context)
  return page('areas/casework/home/home.njk', {
    title: 'Home',
    name: context.name,
    role: roles[context.role],
    says: firstSentence(context),
    searches: row.searches ? paths.search() : undefined,
    today:
      first === undefined
        ? undefined
        : {
            heading:
              first === 'mine'
                ? 'What needs me today'
                : first === 'waiting'
                  ? 'Decisions that wait'
                  : `What needs us: ${scopeTitles[first].toLowerCase()}`,
            bands: band(first, today.counts),
            duties: homeDuties(rules, context, today, own),
            total: today.total,
            href: paths.work({}, { scope: first }),
            withWorker: first === 'team' || first === 'service',
          },
    waiting:
      waitingScope === undefined
        ? undefined
        : {
            duties: homeDuties(rules, context, waiting, own),
            children: waiting.counts.children,
            href: paths.work({}, { scope: 'waiting' }),
          },
    children: hasChildren ? homeChildren(rules, context, children) : undefined,
    workers: isManager && first !== undefined ? homeWorkers(today.counts, first) : undefined,
    frontDoor: context.role === 'pointOfAccessWorker' || context.role === 'dutyWorker' ? shared.frontDoor() : undefined,
    drafts: draftLinks(rules, drafts),
    recent: homeRecent(recent, context.today),
    figures: figureLinks(context),
  })
}

export const homeRoutes = [
  route({ method: 'GET', path: paths.home, permission: () => true, audit: 'home', answer: showHome }),
]
