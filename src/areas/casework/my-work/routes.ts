import { roles } from '../../../journey/roles.ts'
import { notFound, page, refused, route } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { childrenOf } from '../home/children.ts'
import { childrenWord, childWord, homeChildren } from '../home/home.ts'
import { paths } from '../paths.ts'
import { scopesFor } from '../work/scopes.ts'
import { openDrafts } from './drafts.ts'
import { sectionsOf } from './sections.ts'
import { whoseWork, worksWithOthers } from './whose.ts'

type ForWorker = Asked & { readonly params: { readonly worker: number } }

/** A worker's page: what needs that worker, for whoever answers for them, and for themselves. */
const showWorker = async (asked: ForWorker): Promise<Answer> => {
  const { database, rules, context, params } = asked
  const whose = await whoseWork(asked, params.worker, 'a worker’s work')
  if (whose === 'nobody') return notFound()
  if (whose === 'refused') return refused()
  const hasChildren = scopesFor(whose).includes('mine')
  const [sections, children, drafts] = await Promise.all([
    sectionsOf(asked, whose),
    hasChildren ? childrenOf(database.sql, context, whose.worker) : [],
    openDrafts(database.sql, rules, context, whose.worker),
  ])
  return page('areas/casework/my-work/worker.njk', {
    title: 'A worker’s work',
    role: roles[whose.role],
    teamNames: whose.teamNames,
    work: sections,
    childWord: childWord(whose.role),
    childrenWord: childrenWord(whose.role),
    children: hasChildren ? homeChildren(rules, context, children) : undefined,
    drafts,
  })
}

export const myWorkRoutes = [
  route({
    method: 'GET',
    path: paths.worker,
    permission: worksWithOthers,
    audit: 'a worker’s work',
    asksTheSame: true,
    answer: showWorker,
  }),
]
