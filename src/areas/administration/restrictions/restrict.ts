import { isRestrictionKind, restrictionKinds, restricts } from '../../../access/restrictions.ts'
import { restrict } from '../../../access/restricting.ts'
import type { NotDone } from '../../../access/restricting.ts'
import { search } from '../../../people/search.ts'
import { nameInQuery } from '../../../people/names.ts'
import { sql } from 'kysely'
import { childRoute, page, redirect, route, textOf } from '../../../web/index.ts'
import type { Answer, Asked, AskedAboutChild } from '../../../web/index.ts'
import { keepersAsked } from './keepers.ts'
import type { KeepersAsked } from './keepers.ts'
import { paths } from './paths.ts'

const findChild = async ({ database, context, form }: Asked): Promise<Answer> => {
  const words = textOf(form.words).slice(0, 200)
  const result = words === '' ? undefined : await search(database.sql, context, { words, perPage: 25 })
  return page('areas/administration/restrictions/find.njk', {
    title: 'Restrict a child',
    action: paths.findChild(),
    back: paths.restrictions(),
    words,
    found: result?.found.map(({ identity, name, bornOn }) => ({
      name,
      bornOn,
      href: paths.restrict({ child: identity }),
    })),
    total: result?.total,
  })
}

/** Why nothing was restricted, beside the field that it is about. */
export const problems: Readonly<Record<NotDone, { readonly field: string; readonly text: string }>> = {
  mayNot: { field: 'kind', text: 'Your part restricts no child' },
  noSuchChild: { field: 'kind', text: 'There is no such restriction in force' },
  alreadyRestricted: { field: 'kind', text: 'This child is restricted already' },
  noKeeper: { field: 'words', text: 'Name at least one keeper: find people by name and tick them' },
  oneself: { field: 'words', text: 'Nobody names themself a keeper: ask somebody else who may to name you' },
  lastKeeper: {
    field: 'words',
    text: 'The last keeper stays, or the child would exist for nobody. Name another first',
  },
}

type Problem = { readonly field: string; readonly text: string }

const nameOf = async ({ database, child }: AskedAboutChild): Promise<string> => {
  const row = await database.sql
    .selectFrom('identity_version')
    .select(nameInQuery().as('name'))
    .where('identity', '=', child)
    .where('known_to', '=', sql<string>`'infinity'`)
    .executeTakeFirst()
  return row?.name ?? 'A child'
}

const form = async (asked: AskedAboutChild, keepers: KeepersAsked, problem?: Problem): Promise<Answer> =>
  page(
    'areas/administration/restrictions/restrict.njk',
    {
      title: 'Restrict a child',
      child: await nameOf(asked),
      action: paths.restrict({ child: asked.child }),
      back: paths.findChild(),
      kinds: Object.entries(restrictionKinds).map(([value, text]) => ({
        value,
        text,
        checked: textOf(asked.form.kind) === value,
      })),
      reason: textOf(asked.form.reason),
      keepers,
      problem,
    },
    { status: problem === undefined ? 200 : 422 },
  )

const fieldProblem = (kind: string, reason: string): Problem | undefined => {
  if (!isRestrictionKind(kind)) return { field: 'kind', text: 'Choose why the child is restricted' }
  if (reason === '') return { field: 'reason', text: 'Say in a sentence why' }
  if (reason.length > 2000) return { field: 'reason', text: 'Say why in 2,000 characters or fewer' }
  return undefined
}

const send = async (asked: AskedAboutChild): Promise<Answer> => {
  const keepers = await keepersAsked(asked)
  if (textOf(asked.form.act) === 'find') return form(asked, keepers)
  const [kind, reason] = [textOf(asked.form.kind), textOf(asked.form.reason)]
  const problem = fieldProblem(kind, reason)
  if (problem !== undefined || !isRestrictionKind(kind)) return form(asked, keepers, problem)
  const done = await restrict(asked.database.sql, asked.context, {
    identity: asked.child,
    kind,
    reason,
    keepers: keepers.chosen,
  })
  return typeof done === 'number'
    ? redirect(paths.restriction({ restriction: done }))
    : form(asked, keepers, problems[done])
}

export const restrictRoutes = [
  route({
    method: 'GET',
    path: paths.findChild,
    permission: restricts,
    audit: 'restrict a child',
    answer: findChild,
  }),
  route({
    method: 'POST',
    path: paths.findChild,
    permission: restricts,
    audit: 'find a child to restrict',
    answer: findChild,
  }),
  childRoute({
    method: 'GET',
    path: paths.restrict,
    permission: restricts,
    audit: 'restrict a child',
    answer: asked => form(asked, { words: '', candidates: [], chosen: [] }),
  }),
  childRoute({ method: 'POST', path: paths.restrict, permission: restricts, audit: 'restrict a child', answer: send }),
]
