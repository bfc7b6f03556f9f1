import { roleMatrix } from '../../access/role-matrix.ts'
import { posts } from '../../council/organisation.ts'
import { roles } from '../../journey/roles.ts'
import { search } from '../../people/search.ts'
import { page, route, textOf } from '../../web/index.ts'
import type { Answer, Asked } from '../../web/index.ts'
import { paths } from './paths.ts'

const mostFound = 25

const find = async ({ database, context, form }: Asked): Promise<Answer> => {
  const words = textOf(form.words).slice(0, 200)
  const folded = words.toLowerCase().split(/\s+/)
  const [people, working] = await Promise.all([
    words === '' ? undefined : search(database.sql, context, { words, perPage: mostFound }),
    words === '' ? [] : posts(database.sql, { on: context.today }),
  ])
  const workers = new Map(
    working
      .filter(({ name }) => folded.every(word => name.toLowerCase().includes(word)))
      .map(({ worker, name, role }) => [worker, { name, part: roles[role], href: paths.accessLog({}, { worker }) }]),
  )
  return page('areas/administration/access-log-find.njk', {
    title: 'Find in the access log',
    words,
    action: paths.findInLog(),
    back: paths.accessLog(),
    children: (people?.found ?? []).map(({ identity, name, bornOn }) => ({
      name,
      bornOn,
      href: paths.accessLog({}, { child: identity }),
    })),
    workers: [...workers.values()].slice(0, mostFound),
  })
}

/** People whose looks, or whose record’s looks, the log is narrowed to. Names stand in no address. */
export const findRoutes = [
  route({
    method: 'POST',
    path: paths.findInLog,
    permission: ({ role }) => roleMatrix[role].readsAccessLog,
    audit: 'find in the access log',
    answer: find,
  }),
]
