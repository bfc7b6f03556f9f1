import { sql } from 'kysely'
import { accessLog } from '../../access/log.ts'
import type { LoggedLook } from '../../access/log.ts'
import { roleMatrix } from '../../access/role-matrix.ts'
import { mayOpen } from '../../access/visibility.ts'
import { isRole, roles } from '../../journey/roles.ts'
import { nameInQuery } from '../../people/names.ts'
import { instantInWords, notFound, page, route, textOf } from '../../web/index.ts'
import type { Answer, Asked } from '../../web/index.ts'
import { listingIn, tableView } from '../../web/tables/index.ts'
import { paths } from './paths.ts'

const answersInWords: Readonly<Record<string, string>> = {
  open: 'Opened',
  known: 'Known to exist',
  nothing: 'Nothing',
  allowed: 'Allowed',
  refused: 'Refused',
}

const numberIn = (text: string): number | undefined => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined)

const childNames = async (
  { database, context }: Asked,
  looks: readonly LoggedLook[],
): Promise<ReadonlyMap<number, string>> => {
  const identities = [...new Set(looks.flatMap(({ identity }) => (identity === null ? [] : [identity])))]
  if (identities.length === 0) return new Map()
  const rows = await database.sql
    .selectFrom('identity_version as version')
    .select(['version.identity', nameInQuery('version').as('name')])
    .where('version.identity', 'in', identities)
    .where('version.known_to', '=', sql<string>`'infinity'`)
    .where(mayOpen(context, 'version.identity', 'few'))
    .execute()
  return new Map(rows.map(row => [row.identity, row.name]))
}

const perPage = 50

const show = async (asked: Asked): Promise<Answer> => {
  const { database, context, query } = asked
  const chosen = { worker: textOf(query.worker), child: textOf(query.child), refusals: textOf(query.refusals) }
  const [worker, identity] = [numberIn(chosen.worker), numberIn(chosen.child)]
  const listing = listingIn(query, [])
  const log = await accessLog(database.sql, context, {
    ...(worker === undefined ? {} : { worker }),
    ...(identity === undefined ? {} : { identity }),
    refusalsOnly: chosen.refusals === 'yes',
    page: listing.page,
    perPage,
  })
  if (log === undefined) return notFound()
  const names = await childNames(asked, log.looks)
  const table = tableView<LoggedLook>({
    caption: 'Looks, the newest first',
    of: ['look', 'looks'],
    columns: [
      { name: 'at', heading: 'When', cell: ({ at }) => instantInWords(at) },
      {
        name: 'who',
        heading: 'Who',
        cell: look => ({
          text: look.name,
          link: paths.accessLog({}, { worker: look.worker ?? undefined }),
          note: isRole(look.role) ? roles[look.role] : look.role,
        }),
      },
      { name: 'act', heading: 'What they did', cell: ({ act }) => act },
      {
        name: 'child',
        heading: 'Whose record',
        cell: ({ identity: of }) =>
          of === null ? '–' : { text: names.get(of) ?? 'A person', link: paths.accessLog({}, { child: of }) },
      },
      {
        name: 'answer',
        heading: 'Answer',
        cell: ({ answer, reason }) => ({
          text: answersInWords[answer] ?? answer,
          late: answer === 'refused' || answer === 'nothing',
          ...(reason === null || reason === '' ? {} : { note: reason }),
        }),
      },
    ],
    rows: log.looks,
    listing,
    address: values => paths.accessLog({}, { ...chosen, ...values }),
    empty: 'Looks at records would be here.',
    perPage,
    total: log.total,
  })
  return page('areas/administration/access-log.njk', {
    title: 'Access log',
    table,
    narrowed: worker !== undefined || identity !== undefined,
    refusals: chosen.refusals === 'yes',
    links: {
      all: paths.accessLog(),
      refusals: paths.accessLog({}, { worker, child: identity, refusals: 'yes' }),
      everything: paths.accessLog({}, { worker, child: identity }),
    },
  })
}

export const accessLogRoutes = [
  route({
    method: 'GET',
    path: paths.accessLog,
    permission: ({ role }) => roleMatrix[role].readsAccessLog,
    audit: 'read the access log',
    answer: show,
  }),
]
