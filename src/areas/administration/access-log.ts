import { accessLog } from '../../access/log.ts'
import type { LoggedLook } from '../../access/log.ts'
import { roleMatrix } from '../../access/role-matrix.ts'
import { isCivilDate } from '../../calendar/index.ts'
import { isRole, roles } from '../../journey/roles.ts'
import { instantInWords, notFound, page, route, textOf } from '../../web/index.ts'
import type { Answer, Asked } from '../../web/index.ts'
import { listingIn, tableView } from '../../web/tables/index.ts'
import { findRoutes } from './access-log-find.ts'
import { reportRoutes } from './access-log-report.ts'
import { unusualRoutes } from './access-log-unusual.ts'
import { namesKnown } from './names.ts'
import { paths } from './paths.ts'

const answersInWords: Readonly<Record<string, string>> = {
  open: 'Opened',
  known: 'Known to exist',
  nothing: 'Nothing',
  allowed: 'Allowed',
  refused: 'Refused',
}

const numberIn = (text: string): number | undefined => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined)

const perPage = 50

const chosenIn = (query: Asked['query']) => {
  const text = (name: string) => textOf(query[name])
  const [from, until, answer] = [text('from'), text('until'), text('answer')]
  return {
    worker: numberIn(text('worker')),
    child: numberIn(text('child')),
    refusals: text('refusals') === 'yes' ? 'yes' : undefined,
    act: text('act') === '' ? undefined : text('act').slice(0, 100),
    answer: Object.hasOwn(answersInWords, answer) ? answer : undefined,
    from: isCivilDate(from) ? from : undefined,
    until: isCivilDate(until) ? until : undefined,
    wrong: { from: from !== '' && !isCivilDate(from), until: until !== '' && !isCivilDate(until) },
  }
}

type Chosen = ReturnType<typeof chosenIn>

/** What the address says of the choice: numbers, days and words of the log, and nothing personal. */
const inAddress = ({ worker, child, refusals, act, answer, from, until }: Chosen) => ({
  worker,
  child,
  refusals,
  act,
  answer,
  from,
  until,
})

const defined = <Values extends object>(values: Values) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    readonly [Name in keyof Values]?: Exclude<Values[Name], undefined>
  }

const show = async (asked: Asked): Promise<Answer> => {
  const { database, context, query } = asked
  const chosen = chosenIn(query)
  const { worker, child } = chosen
  const listing = listingIn(query, [])
  const { act, answer, from, until } = chosen
  const log = await accessLog(database.sql, context, {
    ...defined({ worker, identity: child, act, answer, from, until }),
    refusalsOnly: chosen.refusals === 'yes',
    page: listing.page,
    perPage,
  })
  if (log === undefined) return notFound()
  const names = await namesKnown(
    asked,
    log.looks.flatMap(({ identity }) => (identity === null ? [] : [identity])),
  )
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
    address: values => paths.accessLog({}, { ...inAddress(chosen), ...values }),
    empty: 'Looks at records would be here.',
    perPage,
    total: log.total,
  })
  const of = inAddress(chosen)
  return page('areas/administration/access-log.njk', {
    title: 'Access log',
    table,
    narrowed: Object.values(of).some(value => value !== undefined),
    refusals: chosen.refusals === 'yes',
    chosen,
    action: paths.accessLog(),
    findAction: paths.findInLog(),
    answers: [
      { value: '', text: 'Any answer' },
      ...Object.entries(answersInWords).map(([value, text]) => ({ value, text, selected: value === answer })),
    ],
    links: {
      all: paths.accessLog(),
      refusals: paths.accessLog({}, { ...of, refusals: 'yes' }),
      everything: paths.accessLog({}, { ...of, refusals: undefined }),
      unusual: paths.unusualLooks(),
      report: child === undefined || names.get(child) === undefined ? undefined : paths.whoLooked({ child }),
    },
  })
}

/** The log itself, people to narrow it to, what is worth a question, and the answer to a child’s own request. */
export const accessLogRoutes = [
  route({
    method: 'GET',
    path: paths.accessLog,
    permission: ({ role }) => roleMatrix[role].readsAccessLog,
    audit: 'read the access log',
    answer: show,
  }),
  ...findRoutes,
  ...unusualRoutes,
  ...reportRoutes,
]
