import { endKeeper, endRestriction, nameKeeper } from '../../../access/restricting.ts'
import { restrictionKinds, restrictions, restricts } from '../../../access/restrictions.ts'
import type { Restriction } from '../../../access/restrictions.ts'
import { examineOnceKeepersChanged } from '../../../door/examine.ts'
import { notFound, page, redirect, route, textOf } from '../../../web/index.ts'
import type { Answer, Asked, Part } from '../../../web/index.ts'
import { keepersAsked } from './keepers.ts'
import type { KeepersAsked } from './keepers.ts'
import { paths } from './paths.ts'
import { problems, restrictRoutes } from './restrict.ts'

const recommendedKeepers = 2

const lineOf = (each: Restriction) => {
  const keepers = each.keepers.filter(({ until }) => until === null)
  return {
    ...each,
    kindWords: restrictionKinds[each.kind],
    href: paths.restriction({ restriction: each.restriction }),
    current: keepers,
    former: each.keepers.filter(({ until }) => until !== null),
    few: each.until === null && keepers.length < recommendedKeepers,
    childHref: each.child === null ? undefined : paths.child({ child: each.child.identity }),
  }
}

const list = async ({ database, context }: Asked): Promise<Answer> => {
  const all = (await restrictions(database.sql, context)).map(lineOf)
  return page('areas/administration/restrictions/list.njk', {
    title: 'Restricted children',
    inForce: all.filter(({ until }) => until === null),
    ended: all.filter(({ until }) => until !== null),
    newHref: paths.findChild(),
  })
}

type OneAsked = Asked<{ readonly restriction: Part<number> }>

const nobodyYet: KeepersAsked = { words: '', candidates: [], chosen: [] }

const show = async (
  { database, context, params }: OneAsked,
  keepers: KeepersAsked = nobodyYet,
  problem?: { readonly field: string; readonly text: string },
): Promise<Answer> => {
  const { restriction } = params
  const [found] = await restrictions(database.sql, context, restriction)
  if (found === undefined) return notFound()
  return page(
    'areas/administration/restrictions/one.njk',
    {
      title: 'A restriction',
      one: lineOf(found),
      keepers,
      problem,
      back: paths.restrictions(),
      actions: {
        name: paths.nameKeeper({ restriction }),
        endKeeper: paths.endKeeper({ restriction }),
        end: paths.endRestriction({ restriction }),
      },
    },
    { status: problem === undefined ? 200 : 422 },
  )
}

const name = async (asked: OneAsked): Promise<Answer> => {
  const keepers = await keepersAsked(asked)
  if (textOf(asked.form.act) === 'find') return show(asked, keepers)
  if (keepers.chosen.length === 0) return show(asked, keepers, problems.noKeeper)
  for (const worker of keepers.chosen) {
    const done = await nameKeeper(asked.database.sql, asked.context, asked.params.restriction, worker)
    if (done !== 'done') return show(asked, keepers, problems[done])
  }
  await examineOnceKeepersChanged(asked.database, asked.context.now)
  return redirect(paths.restriction(asked.params))
}

const endOne = async (asked: OneAsked): Promise<Answer> => {
  const { database, context, params, form } = asked
  const done = await endKeeper(database.sql, context, params.restriction, Number(textOf(form.keeper)) || 0)
  if (done !== 'done') return show(asked, nobodyYet, problems[done])
  await examineOnceKeepersChanged(database, context.now)
  return redirect(paths.restriction(params))
}

const end = async (asked: OneAsked): Promise<Answer> => {
  const { database, context, params, form } = asked
  const ending = textOf(form.ending).slice(0, 2000)
  if (ending === '') return show(asked, nobodyYet, { field: 'ending', text: 'Say why the restriction ends' })
  const done = await endRestriction(database.sql, context, params.restriction, ending)
  return done === 'done' ? redirect(paths.restrictions()) : show(asked, nobodyYet, problems[done])
}

/** Who is restricted, by whom kept, since when; and the forms that change it. */
export const restrictionRoutes = [
  ...restrictRoutes,
  route({
    method: 'GET',
    path: paths.restrictions,
    permission: restricts,
    audit: 'restricted children',
    answer: list,
  }),
  route({
    method: 'GET',
    path: paths.restriction,
    permission: restricts,
    audit: 'a restriction',
    answer: asked => show(asked),
  }),
  route({ method: 'POST', path: paths.nameKeeper, permission: restricts, audit: 'name a keeper', answer: name }),
  route({ method: 'POST', path: paths.endKeeper, permission: restricts, audit: 'end a keeper', answer: endOne }),
  route({ method: 'POST', path: paths.endRestriction, permission: restricts, audit: 'end a restriction', answer: end }),
]
