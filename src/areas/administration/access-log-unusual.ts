import { roleMatrix } from '../../access/role-matrix.ts'
import { manyChildren, unusualKinds, unusualLooks } from '../../access/unusual.ts'
import type { UnusualKind } from '../../access/unusual.ts'
import { addDays, isCivilDate } from '../../calendar/index.ts'
import { counted, notFound, page, route, textOf } from '../../web/index.ts'
import type { Answer, Asked } from '../../web/index.ts'
import { paths } from './paths.ts'

const daysShown = 28

const explained: Readonly<Record<UnusualKind, string>> = {
  withoutPost: 'Somebody looked on a day on which they had no post here: they had left, or not begun.',
  sameName: 'The child has the worker’s own family name. Most are chance; a worker’s own kin should be restricted.',
  many: `${manyChildren} children or more of whom none was allocated to the worker or to a team of theirs. Parts that open the whole county do this in the course of their work.`,
  outOfHours: 'Before 7 in the morning, after 8 at night, or at a weekend, by somebody who is not on duty then.',
}

const show = async ({ database, context, query }: Asked): Promise<Answer> => {
  const asked = textOf(query.until)
  const until = isCivilDate(asked) ? asked : context.today
  const from = addDays(until, 1 - daysShown)
  const found = await unusualLooks(database.sql, context, { from, until })
  if (found === undefined) return notFound()
  return page('areas/administration/access-log-unusual.njk', {
    title: 'Looks worth a question',
    from,
    until,
    wrong: asked !== '' && !isCivilDate(asked),
    action: paths.unusualLooks(),
    back: paths.accessLog(),
    kinds: found.map(({ kind, found: of, more }) => ({
      title: unusualKinds[kind],
      says: explained[kind],
      found: of.map(({ worker, name, on, count }) => ({
        name,
        on,
        words:
          kind === 'many' || kind === 'sameName'
            ? counted(count, 'child', 'children')
            : counted(count, 'look', 'looks'),
        href: paths.accessLog({}, { worker, from: on, until: on }),
      })),
      more: more ? of.at(-1)?.on : undefined,
    })),
  })
}

/** Looks that a reviewer may want to ask about. */
export const unusualRoutes = [
  route({
    method: 'GET',
    path: paths.unusualLooks,
    permission: ({ role }) => roleMatrix[role].readsAccessLog,
    audit: 'looks worth a question',
    answer: show,
  }),
]
