import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { england, noPolicy } from '../journey/index.ts'
import { testDatabase } from '../store/testing.ts'
import { area, page, path, route, textOf } from './index.ts'
import type { Asked } from './index.ts'
import { buildServer } from './server.ts'
import { addTestWorker, testStyles, visitorSignedIn } from './testing.ts'
import type { Visitor } from './testing.ts'

const database = await testDatabase()
const read: string[] = []

const answer = async ({ form, files }: Asked) => {
  for await (const { field, name, pieces } of files) {
    let size = 0
    for await (const piece of pieces()) size += piece.byteLength
    read.push(`${field} ${name} ${size}`)
    if (textOf(form.words) === 'one is enough') break
  }
  return page('web/errors/problem.njk', { title: 'Taken', heading: `Taken: ${textOf(form.words)}`, words: read })
}

const example = area({
  name: 'Example',
  navigation: [],
  routes: [
    route({ method: 'POST', path: path('/take'), permission: () => true, audit: 'take', takesFiles: true, answer }),
    route({ method: 'POST', path: path('/closed'), permission: () => false, audit: 'no', takesFiles: true, answer }),
    route({ method: 'POST', path: path('/plain'), permission: () => true, audit: 'plain', answer }),
  ],
})

let server: Awaited<ReturnType<typeof buildServer>>
let visitor: Visitor

before(async () => {
  server = await buildServer({
    database,
    rules: { pathway: england, policy: noPolicy },
    areas: [example],
    cacheFolder: testStyles,
  })
  visitor = await visitorSignedIn(server, database, {
    worker: await addTestWorker(database, 'analyst'),
    role: 'analyst',
  })
})
after(async () => {
  await server.close()
  await database.close()
})

const file = (name: string, text: string) => ({ field: 'files', name, text })

const sent = async (to: string, words: string, files: readonly ReturnType<typeof file>[]) => {
  read.length = 0
  return visitor.postFiles(to, { words }, files)
}

test('files are read one after another, with the fields before them', async () => {
  const { statusCode, body } = await sent('/take', 'two files', [
    file('a.csv', 'x'.repeat(300_000)),
    file('', ''),
    file('b.csv', 'yy'),
  ])
  assert.equal(statusCode, 200)
  assert.match(body, /Taken: two files/)
  assert.deepEqual(read, ['files a.csv 300000', 'files b.csv 2'])
})

test('what nobody reads does not hold up the answer', async () => {
  const many = Array.from({ length: 5 }, (_, nth) => file(`${nth}.csv`, 'x'.repeat(400_000)))
  assert.equal((await sent('/take', 'one is enough', many)).statusCode, 200)
  assert.equal(read.length, 1)
  assert.equal((await sent('/closed', 'none', many)).statusCode, 403)
  assert.deepEqual(read, [])
})

test('a form without our token is refused before any file is read', async () => {
  read.length = 0
  const { statusCode, body } = await visitor.postFiles('/take', { _csrf: 'another' }, [
    file('a.csv', 'x'.repeat(200_000)),
  ])
  assert.equal(statusCode, 403)
  assert.match(body, /gone stale/)
  assert.deepEqual(read, [])
})

test('more files than a form may send are refused in words', async () => {
  const many = Array.from({ length: 31 }, (_, nth) => file(`${nth}.csv`, 'x'))
  const { statusCode, body } = await sent('/take', 'many', many)
  assert.equal(statusCode, 413)
  assert.match(body, /Thirty files/)
})

test('a form that says that it is larger than may be sent is refused unread', async () => {
  const { statusCode } = await server.inject({
    method: 'POST',
    url: '/take',
    headers: { 'content-type': 'multipart/form-data; boundary=b', 'content-length': '300000001' },
    payload: '',
  })
  assert.equal(statusCode, 413)
})

test('other routes take no files', async () => {
  assert.equal((await sent('/plain', 'none', [file('a.csv', 'x')])).statusCode, 415)
})
