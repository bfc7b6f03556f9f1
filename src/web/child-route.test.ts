import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { pathway } from '../journey/index.ts'
import { testDatabase } from '../store/testing.ts'
import { area, childRoute, page, paths } from './index.ts'
import { buildServer } from './server.ts'
import { addTestWorker, testStyles, visitorSignedIn } from './testing.ts'
import type { Visitor } from './testing.ts'
import { addTestPerson } from '../people/testing.ts'

const database = await testDatabase()

const server = await buildServer({
  database,
  rules: { pathway: pathway({}, {}), policy: {} },
  areas: [
    area({
      name: 'Children',
      navigation: [],
      routes: [
        childRoute({
          method: 'GET',
          path: paths.child,
          permission: ({ role }) => role !== 'councillor',
          audit: 'child',
          answer: ({ child }) =>
            page('web/errors/problem.njk', { title: 'A child', heading: `The record of ${child}`, words: [] }),
        }),
      ],
    }),
  ],
  council: { name: 'Testshire', colour: '#1d5e4f', simulated: false },
  cacheFolder: testStyles,
})

const addChild = (given: string): Promise<number> =>
  addTestPerson(database, { given, family: 'Byrne', bornOn: '2013-05-01' })

let [known, restricted] = [0, 0]
let socialWorker: Visitor
let councillor: Visitor

const lastLook = () =>
  database.sql
    .selectFrom('access_log')
    .select(['act', 'answer', 'identity', 'reason'])
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()

before(async () => {
  await database.sql
    .insertInto('clock')
    .values({ kind: 'simulated', stands_at: '2020-12-14T09:00:00.000Z', running_since: null })
    .execute()
  known = await addChild('Amira')
  restricted = await addChild('Hidden')
  await database.sql
    .insertInto('restriction')
    .values({ identity: restricted, reason: 'A test', started_at: '2019-01-01T00:00:00.000Z' })
    .execute()
  socialWorker = await visitorSignedIn(server, database, {
    worker: await addTestWorker(database, 'socialWorker'),
    role: 'socialWorker',
  })
  councillor = await visitorSignedIn(server, database, {
    worker: await addTestWorker(database, 'councillor'),
    role: 'councillor',
  })
})

after(async () => {
  await server.close()
  await database.close()
})

test('a child whom one may only know of is shown by name and age with whom to ask, and the look is kept', async () => {
  const { statusCode, body } = await socialWorker.get(`/children/${known}`)
  assert.equal(statusCode, 200)
  assert.match(body, /<h1[^>]*>Amira Byrne, 7<\/h1>/)
  assert.match(body, /Whom to ask/)
  assert.doesNotMatch(body, /The record of|<title>[^<]*Amira/)
  assert.deepEqual(await lastLook(), { act: 'child', answer: 'known', identity: known, reason: null })
})

test('a restricted child, a number nobody has and a word are the same page that does not exist', async () => {
  const answers = await Promise.all(
    [restricted, 999_999, '007', 'x', "1'--"].map(async child => {
      const { statusCode, body } = await socialWorker.get(`/children/${encodeURIComponent(child)}`)
      return { statusCode, main: /<main[\s\S]*<\/main>/.exec(body)?.[0] }
    }),
  )
  for (const answer of answers) assert.deepEqual(answer, { ...answers[0], statusCode: 404 })
})

test('a role without the permission is refused before anybody asks about the child', async () => {
  assert.equal((await councillor.get(`/children/${known}`)).statusCode, 403)
  assert.deepEqual(await lastLook(), { act: 'child', answer: 'refused', identity: null, reason: null })
})

test('a reason opens a known child, and the reason is kept; no reason, or a hidden child, opens nothing', async () => {
  const without = await socialWorker.post('/open-with-reason', { child: String(known), reason: '  ' })
  assert.equal(without.statusCode, 422)
  assert.match(without.body, /Say why you need to open the record/)
  const hidden = await socialWorker.post('/open-with-reason', { child: String(restricted), reason: 'Curious' })
  assert.equal(hidden.statusCode, 404)
  assert.equal(
    (await councillor.post('/open-with-reason', { child: String(known), reason: 'Curious' })).statusCode,
    403,
  )

  const opened = await socialWorker.post('/open-with-reason', {
    child: String(known),
    reason: 'Her brother is my case',
  })
  assert.equal(opened.headers.location, `/children/${known}`)
  assert.deepEqual(await lastLook(), {
    act: 'openWithReason',
    answer: 'open',
    identity: known,
    reason: 'Her brother is my case',
  })
  assert.match((await socialWorker.get(`/children/${known}`)).body, new RegExp(`The record of ${known}`))
})
