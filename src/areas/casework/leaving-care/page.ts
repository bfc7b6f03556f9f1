import { rememberedFor } from '../../../access/remembered-for.ts'
import { page, paths as common, route, textOf } from '../../../web/index.ts'
import type { Answer, Asked, QueryValues } from '../../../web/index.ts'
import { filterView, listingIn, tableView } from '../../../web/tables/index.ts'
import { paths } from '../paths.ts'
import { byAdviser, sharesOf } from './by-adviser.ts'
import { ages, chosenIn, homes, isChosen, needs, standings, touches, works } from './choices.ts'
import { columnsFor } from './list.ts'
import { opensRecords, scopesFor, scopeTitles, seesLeavingCare } from './scopes.ts'
import { toldOf } from './told.ts'
import type { ToldOf } from './told.ts'
import { youngPeople } from './young-people.ts'
import type { LeavingCareScope, Standing } from './young-people.ts'

const perPage = 50

const sortedBy = {
  now: ['attention', 'name', 'home', 'work', 'touch', 'birthday', 'review', 'adviser'],
  ended: ['ended', 'name', 'until', 'adviser'],
  soon: ['since', 'name', 'worker'],
} as const

const empties = {
  now: 'Nobody here has the support of a care leaver. Young people whom a decision entitles stand in this list, those first who need something.',
  ended: 'Nobody under 25 whose support has ended. Whoever asks before the 25th birthday may have it again.',
  soon: 'No decision is waited for. Young people in our care who are 16 or 17 and have none stand here.',
} as const

/** What is told of the young people of a scope: of those of many advisers read once, until anything more is recorded. */
const toldOfScope = (
  { database, context }: Asked,
  scope: LeavingCareScope,
  standing: Standing,
): Promise<readonly ToldOf[]> => {
  const read = async () =>
    (await youngPeople(database.sql, context, { scope, standing })).map(person => toldOf(person, context.today))
  return scope === 'mine' || scope === 'team'
    ? read()
    : rememberedFor(database.sql, context, `leaving care ${scope} ${standing}`, read)
}

const showLeavingCare = async (asked: Asked): Promise<Answer> => {
  const { context, query } = asked
  const { today } = context
  const scopes = scopesFor(context)
  const scope: LeavingCareScope = scopes.find(each => each === textOf(query.scope)) ?? scopes[0] ?? 'mine'
  const chosen = chosenIn(query)
  const { standing } = chosen
  const told = await toldOfScope(asked, scope, standing)
  const shown = told.filter(each => isChosen(each, chosen, today))
  const isNow = standing === 'now'
  const isMany = scope !== 'mine'
  const listing = listingIn(query, sortedBy[standing])
  const kept: QueryValues = { scope, show: isNow ? undefined : standing }
  const filtered = {
    touch: chosen.touch,
    home: chosen.home,
    work: chosen.work,
    age: chosen.age,
    need: chosen.need,
    adviser: chosen.adviser?.toString(),
  }
  const adviser = told.find(({ person }) => person.adviser === chosen.adviser)?.person.adviserName
  return page('areas/casework/leaving-care/list.njk', {
    title: 'Care leavers',
    heading: scopeTitles[scope],
    adviser:
      chosen.adviser === undefined ? undefined : { name: adviser ?? 'An adviser', all: paths.leavingCare({}, kept) },
    scopes: scopes.map(each => ({
      text: scopeTitles[each],
      href: paths.leavingCare({}, { scope: each }),
      active: each === scope,
    })),
    standings: (['now', 'ended', 'soon'] as const).map(each => ({
      text: standings[each],
      href: paths.leavingCare({}, { scope, show: each === 'now' ? undefined : each }),
      active: each === standing,
    })),
    shares: isNow ? sharesOf(shown, { ...kept, adviser: chosen.adviser }) : [],
    figureHref: common.figure({ figure: 'care-leavers-in-touch' }),
    advisers: isNow && isMany && chosen.adviser === undefined ? byAdviser(told, today, kept) : undefined,
    filtersView: isNow
      ? filterView(
          paths.leavingCare(),
          [
            { name: 'need', label: 'Needs', options: needs },
            { name: 'touch', label: 'Contact', options: touches },
            { name: 'home', label: 'Home', options: homes },
            { name: 'work', label: 'Work or education', options: works },
            { name: 'age', label: 'Age', options: ages },
          ],
          Object.fromEntries(
            Object.entries(filtered).flatMap(([name, value]) =>
              value === undefined || name === 'adviser' ? [] : [[name, value]],
            ),
          ),
          { scope, ...(filtered.adviser === undefined ? {} : { adviser: filtered.adviser }) },
        )
      : undefined,
    tableView: tableView({
      caption: standings[standing],
      of: ['young person', 'young people'],
      columns: columnsFor(standing, today, { opens: opensRecords(context), withAdviser: isMany }),
      rows: shown,
      listing,
      address: more => paths.leavingCare({}, { ...kept, ...filtered, ...more }),
      empty: empties[standing],
      perPage,
    }),
  })
}

export const leavingCareNavigation = [{ text: 'Care leavers', to: paths.leavingCare(), permission: seesLeavingCare }]

export const leavingCarePageRoutes = [
  route({
    method: 'GET',
    path: paths.leavingCare,
    permission: seesLeavingCare,
    audit: 'care leavers',
    asksTheSame: true,
    answer: showLeavingCare,
  }),
]
