import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { answerFor } from '../../src/access/index.ts'
import type { AccessAnswer, Context } from '../../src/access/index.ts'
import { areas } from '../../src/app.ts'
import { contextOf, rules, staff } from '../../src/areas/casework/testing.ts'
import type { Route } from '../../src/web/area.ts'
import { refusalInWords } from '../../src/web/errors/errors.ts'
import { ownArea } from '../../src/web/own-area.ts'
import { openRoutes } from './open-routes.ts'
import { order, routeTable } from './route-table.ts'
import { makeScene, relations } from './scene.ts'
import type { Relation } from './scene.ts'

const { children, entries, close, database } = await makeScene()
after(close)

const routes = [ownArea, ...areas].flatMap(area => area.routes)
type ClosedRoute = Extract<Route, { readonly open: false }>
const isClosed = (route: Route): route is ClosedRoute => !route.open
const nameOf = ({ method, pattern }: Route): string => `${method} ${pattern}`
const isAboutChild = ({ noted }: ClosedRoute): boolean => noted === 'byAnswer'

/** What stands for the parts of an address that are not the child. */
const parts: Readonly<Record<string, string>> = {
  worker: String(staff.socialWorker),
  team: 'protection-north',
  step: 'caseNote',
  kind: 'childProtectionPlan',
  letter: 'summary',
  figure: 'contacts',
}
const paramsOf = ({ pattern }: Route, relation: Relation) =>
  Object.fromEntries(
    [...pattern.matchAll(/:([A-Za-z]+)/g)].map(([, name = '']) => [
      name,
      name === 'child'
        ? String(children[relation])
        : name === 'entry'
          ? String(entries[relation])
          : (parts[name] ?? '999999'),
    ]),
  )

async function* noFiles() {
  // Nothing is sent.
}

type Letter = 'a' | 'r' | 'n' | 'k'

/** What a route answers, as a letter: allowed, refused, not found, or known (name, age and whom to ask). */
const answerOf = async (route: ClosedRoute, context: Context, relation: Relation): Promise<Letter> => {
  if (!route.permission(context)) return 'r'
  try {
    const answer = await route.answer({
      context,
      database,
      rules,
      params: paramsOf(route, relation),
      query: {},
      form: {},
      files: noFiles(),
      origin: 'http://127.0.0.1',
      session: undefined,
    })
    if (answer.kind === 'page' && answer.template === 'web/known-child.njk') return 'k'
    if (answer.kind !== 'problem') return 'a'
    return answer.status === 404 ? 'n' : answer.status === 403 ? 'r' : 'a'
  } catch (error) {
    // What is refused for its content was let through to be judged.
    if (error instanceof Error && refusalInWords(error) !== undefined) return 'a'
    throw error
  }
}

const contexts = new Map<string, Context>()
for (const role of order) contexts.set(role, await contextOf(database, role))
const contextFor = (role: string): Context => {
  const context = contexts.get(role)
  assert.ok(context)
  return context
}

const answersOf = async (route: ClosedRoute, relation: Relation): Promise<string> =>
  (await Promise.all(order.map(role => answerOf(route, contextFor(role), relation)))).join('')

const lineOf = (route: ClosedRoute): Promise<string> => answersOf(route, 'own')

/** The three answers about each child, by part: what no page may differ from. */
const accessTo = Object.fromEntries(
  await Promise.all(
    relations.map(async relation => [
      relation,
      await Promise.all(order.map(role => answerFor(database.sql, contextFor(role), children[relation]))),
    ]),
  ),
) as Readonly<Record<Relation, readonly AccessAnswer[]>>

describe('every route has a row in the table, and no row is of a route that is gone', () => {
  it('which says exactly what to add', async () => {
    const missing: string[] = []
    for (const route of routes) {
      const name = nameOf(route)
      if (!isClosed(route) && !openRoutes.includes(name)) missing.push(`open-routes.ts:   '${name}',`)
      if (isClosed(route) && routeTable[name] === undefined)
        missing.push(`route-table.ts:  '${name}': '${await lineOf(route)}',`)
    }
    assert.ok(
      missing.length === 0,
      `Look whether each letter is what it should be, and add these lines in test/access:\n${missing.join('\n')}`,
    )
    const names = new Set(routes.map(nameOf))
    assert.deepEqual(
      [...Object.keys(routeTable), ...openRoutes].filter(name => !names.has(name)),
      [],
      'These rows in test/access are of routes that are gone: take them out',
    )
  })
})

describe('every route answers every part as the table says', () => {
  const closed = routes.filter(isClosed)
  for (const route of closed.filter(each => !isAboutChild(each)))
    it(nameOf(route), async () => assert.equal(await lineOf(route), routeTable[nameOf(route)]))
  for (const route of closed.filter(isAboutChild))
    for (const relation of relations)
      it(`${nameOf(route)} of a child: ${relation}`, async () => {
        const row = routeTable[nameOf(route)] ?? ''
        const wanted = order.map((role, index) => {
          const open = row[index] ?? '?'
          const access = accessTo[relation][index]
          if (!route.permission(contextFor(role))) return 'r'
          return access === 'nothing' ? 'n' : access === 'known' ? 'k' : open === 'k' ? 'a' : open
        })
        assert.equal(await answersOf(route, relation), wanted.join(''))
      })
  it('the restricted child is nothing to all but its keeper', () => {
    assert.deepEqual(
      order.filter((_, index) => accessTo.restricted[index] !== 'nothing'),
      ['director'],
    )
  })
})
