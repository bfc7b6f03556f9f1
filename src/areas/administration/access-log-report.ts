import { roleMatrix } from '../../access/role-matrix.ts'
import { whoLookedByDay } from '../../access/who-looked.ts'
import type { DayOfLooks } from '../../access/who-looked.ts'
import { isRole, roles } from '../../journey/roles.ts'
import { childRoute, counted, notFound, page, textOf } from '../../web/index.ts'
import type { Answer, AskedAboutChild } from '../../web/index.ts'
import { namesKnown } from './names.ts'
import { paths } from './paths.ts'

const whoIn = ({ role, partner, names }: DayOfLooks, named: boolean): string => {
  const part = partner ?? (isRole(role) ? roles[role] : role)
  return named ? `${part}: ${names.join(', ')}` : part
}

const didIn = ({ opened, refused }: DayOfLooks): string =>
  [
    opened === 0 ? '' : `looked ${opened === 1 ? 'once' : counted(opened, 'time', 'times')}`,
    refused === 0 ? '' : `was not shown it ${refused === 1 ? 'once' : counted(refused, 'time', 'times')}`,
  ]
    .filter(Boolean)
    .join(', and ')

const show = async (asked: AskedAboutChild): Promise<Answer> => {
  const { database, context, child, query } = asked
  const days = await whoLookedByDay(database.sql, context, child)
  if (days === undefined) return notFound()
  const named = textOf(query.names) === 'yes'
  const names = await namesKnown(asked, [child])
  return page('areas/administration/access-log-report.njk', {
    title: 'Who has looked at a record',
    name: names.get(child) ?? 'A person',
    today: context.today,
    named,
    lines: days.map(day => ({ on: day.on, who: whoIn(day, named), did: didIn(day), reasons: day.reasons })),
    links: {
      other: paths.whoLooked({ child }, named ? {} : { names: 'yes' }),
      back: paths.accessLog({}, { child }),
    },
  })
}

/** The answer to somebody who asks who has looked at their record. */
export const reportRoutes = [
  childRoute({
    method: 'GET',
    path: paths.whoLooked,
    permission: ({ role }) => roleMatrix[role].readsAccessLog,
    audit: 'who looked, for the person’s own request',
    answer: show,
  }),
]
