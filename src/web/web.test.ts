import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { pathway } from '../journey/index.ts'
import { refuse } from '../ledger/refusal.ts'
import { testDatabase } from '../store/testing.ts'
import { area, csv, openRoute, page, path, redirect, route, textOf } from './index.ts'
import { key } from './path.ts'
import { buildServer } from './server.ts'
import { addTestWorker, visitor, visitorSignedIn } from './testing.ts'
import type { Visitor } from './testing.ts'

const lines: string[] = []
const database = await testDatabase()
const anyone = () => true

const example = area({
  name: 'Example',
  navigation: [
    { text: 'Open to me', to: '/plain', permission: anyone },
    { text: 'Closed to me', to: '/closed', permission: () => false },
  ],
  routes: [
    openRoute({
      method: 'GET',
      path: path('/open'),
      because: 'it is a test',
      audit: 'open',
      answer: ({ loopback }) =>
        page('web/errors/problem.njk', { title: 'Open', heading: `Loopback: ${loopback}`, words: [] }),
    }),
    route({
      method: 'GET',
      path: path('/plain'),
      permission: anyone,
      audit: 'plain',
      answer: ({ query }) =>
        page('web/errors/problem.njk', { title: 'Plain', heading: `Asked for ${textOf(query.words)}`, words: [] }),
    }),
    route({
      method: 'GET',
      path: path('/part/:part', { part: key }),
      permission: anyone,
      audit: 'part',
      answer: () => redirect('/'),
    }),
    route({
      method: 'GET',
      path: path('/closed'),
      permission: () => false,
      audit: 'closed',
      answer: () => redirect('/'),
    }),
    route({
      method: 'POST',
      path: path('/plain'),
      permission: anyone,
      audit: 'send',
      answer: () => redirect('/plain'),
    }),
    route({
      method: 'GET',
      path: path('/list.csv'),
      permission: anyone,
      audit: 'list',
      answer: () => csv('a list', ['Name'], [['=1+1']]),
    }),
    route({
      method: 'GET',
      path: path('/timescales.csv'),
      permission: anyone,
      audit: 'list',
      answer: ({ rules }) =>
        csv(
          'timescales',
          ['Rule'],
          Object.keys(rules.policy).map(rule => [rule]),
        ),
    }),
    route({
      method: 'GET',
      path: path('/not-lawful'),
      permission: anyone,
      audit: 'try',
      answer: () => refuse('againstTheLaw', 'Nobody of 18 or more can have a plan (Children Act 1989).'),
    }),
    route({
      method: 'GET',
      path: path('/broken'),
      permission: anyone,
      audit: 'break',
      answer: () => {
        throw new Error('the postcode AB1 2CD of Alice')
      },
    }),
  ],
})

const server = await buildServer({
  database,
  rules: { pathway: pathway({}, {}), policy: {} },
  areas: [example],
  council: { name: 'Testshire', colour: '#1d5e4f', simulated: true },
  cacheFolder: mkdtempSync(join(tmpdir(), 'righthelp-styles-')),
  log: { level: 'info', to: { write: line => void lines.push(line) } },
})
let worker: Visitor
const stranger = () => visitor(server)

before(async () => {
  const number = await addTestWorker(database, 'socialWorker')
  worker = await visitorSignedIn(server, database, { worker: number, role: 'socialWorker' })
})

after(async () => {
  await server.close()
  await database.close()
})

test('every page has a strict content security policy with a nonce, and is not kept by anything between', async () => {
  const { headers, body } = await worker.get('/plain')
  const policy = String(headers['content-security-policy'])
  const nonce = /script-src 'self' 'nonce-([0-9a-f]+)'/.exec(policy)?.[1] ?? 'none'
  assert.match(policy, /default-src 'none'/)
  assert.doesNotMatch(policy, /unsafe/)
  assert.ok(body.includes(`nonce="${nonce}"`))
  assert.doesNotMatch(body, / style="/)
  assert.equal(headers['cache-control'], 'no-store')
})

test('a server goes by the timescales that its council has now, not by those with which it started', async () => {
  const later = await testDatabase()
  const running = await buildServer({
    database: later,
    rules: { pathway: pathway({}, {}), policy: {} },
    areas: [example],
    cacheFolder: mkdtempSync(join(tmpdir(), 'righthelp-styles-')),
  })
  const settings = {
    policies: { closure: [{ within: { unit: 'days', count: 5 }, from: '2021-01-01', basis: 'Ours' }] },
  }
  await later.sql
    .insertInto('council')
    .values({ name: 'Testshire', brand: '{}', simulated: true, settings: JSON.stringify(settings) })
    .execute()
  const number = await addTestWorker(later, 'socialWorker')
  const reader = await visitorSignedIn(running, later, { worker: number, role: 'socialWorker' })
  assert.match((await reader.get('/timescales.csv')).body, /closure/)
  await running.close()
  await later.close()
})

test('what was sent stands in a page as text', async () => {
  const { body } = await worker.get('/plain?words=%3Cscript%3Ealert(1)%3C/script%3E')
  assert.ok(body.includes('Asked for &lt;script&gt;alert(1)&lt;/script&gt;'))
})

test('the layout shows whose council it is, that it is simulated, who has signed in, and the navigation of that person', async () => {
  const { body } = await worker.get('/plain')
  assert.match(body, /Testshire/)
  assert.match(body, /Simulated county: every person and record is invented/)
  assert.match(body, /Sam Worker<\/strong><\/a>, Social worker/)
  assert.match(body, /aria-current="page" href="\/plain">Open to me/)
  assert.doesNotMatch(body, /Closed to me|GOV\.UK|crown/i)
})

test('somebody who has not signed in is sent to sign in and comes back, and an open page is open', async () => {
  const { statusCode, headers } = await stranger().get('/plain?words=private')
  assert.equal(statusCode, 303)
  assert.equal(headers.location, '/sign-in?next=%2Fplain')
  assert.equal((await stranger().get('/open')).statusCode, 200)
})

test('a session that nobody began is nobody', async () => {
  assert.equal((await visitor(server, 'made-up').get('/plain')).statusCode, 303)
})

test('the address of this machine counts only under a name that this machine alone has', async () => {
  assert.match((await server.inject({ url: '/open', headers: { host: '127.0.0.1:3000' } })).body, /Loopback: true/)
  assert.match((await server.inject({ url: '/open', headers: { host: 'evil.example' } })).body, /Loopback: false/)
})

test('what a role may not do is refused in words, and the refusal is in the access log', async () => {
  const { statusCode, body } = await worker.get('/closed')
  assert.equal(statusCode, 403)
  assert.match(body, /You may not do this/)
  const { act, answer } = await database.sql
    .selectFrom('access_log')
    .select(['act', 'answer'])
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  assert.deepEqual({ act, answer }, { act: 'closed', answer: 'refused' })
})

test('a form is taken with our token and refused without it, or with another', async () => {
  assert.equal((await worker.post('/plain', {})).statusCode, 303)
  for (const token of ['', 'another', ['a', 'b']]) {
    const { statusCode, body } = await worker.post('/plain', { _csrf: token })
    assert.equal(statusCode, 403)
    assert.match(body, /This form has gone stale/)
  }
})

test('a page that does not exist, and a form too long to take, are told as such', async () => {
  assert.equal((await worker.get('/nowhere')).statusCode, 404)
  const { statusCode, body } = await worker.post('/plain', { words: 'x'.repeat(1_100_000) })
  assert.equal(statusCode, 413)
  assert.match(body, /too much to send at once/)
})

test('an address that cannot be read is a page that does not exist, and says nothing of the address', async () => {
  const from = lines.length
  const secret = '9'.repeat(200)
  for (const address of ['/%ff', '/part/%ff', `/part/${secret}`, `/part/%ff?name=${secret}`]) {
    const { statusCode, body, headers } = await worker.get(address)
    assert.equal(statusCode, 404, address)
    assert.match(String(headers['content-type']), /^text\/html/)
    assert.match(body, /There is no such page|does not exist/)
    assert.match(body, /Sam Worker/, 'it is a page like any other')
    assert.doesNotMatch(body, new RegExp(`%ff|FST_|${secret}`))
  }
  assert.equal((await worker.post('/%ff', { words: 'x' })).statusCode, 404)
  assert.doesNotMatch(lines.slice(from).join(''), new RegExp(`%ff|FST_|${secret}`))
})

test('what is not a form is refused in words, JSON and plain text too', async () => {
  for (const [type, payload] of [
    ['text/xml', '<a/>'],
    ['application/json', '{ "words": { "not": "text" } }'],
    ['application/json', 'null'],
    ['text/plain', 'words=x'],
  ] as const) {
    const { statusCode, body } = await server.inject({
      method: 'POST',
      url: '/plain',
      headers: { 'content-type': type },
      payload,
    })
    assert.equal(statusCode, 415, type)
    assert.match(body, /This server takes forms/)
  }
})

test('a character that no record can hold is taken out of what is sent', async () => {
  assert.match((await worker.get('/plain?words=a%00b')).body, /Asked for ab</)
})

test('a fault gives a reference and nothing else; the log has the reference, and neither address nor words', async () => {
  const { statusCode, body } = await worker.get('/broken?name=Alice')
  assert.equal(statusCode, 500)
  const reference = /Reference: <strong>(\w{8})<\/strong>/.exec(body)?.[1] ?? 'none'
  assert.doesNotMatch(body, /Alice|postcode|at .*\.ts/)
  const log = lines.join('')
  assert.ok(log.includes(reference))
  assert.match(log, /"route":"\/broken"/)
  assert.doesNotMatch(log, /Alice|AB1 2CD|Sam/)
})

test('what the ledger refuses is told in its words', async () => {
  const { statusCode, body } = await worker.get('/not-lawful')
  assert.equal(statusCode, 422)
  assert.match(body, /The law does not allow this[\s\S]*Children Act 1989[\s\S]*Nothing was recorded/)
})

test('a table comes as a file in which nothing runs as a formula', async () => {
  const { headers, body } = await worker.get('/list.csv')
  assert.equal(headers['content-disposition'], 'attachment; filename="a-list.csv"')
  assert.equal(body, "\ufeffName\r\n'=1+1\r\n")
})

test('who asks more often of an open page than a person does is told to wait', async () => {
  const ask = () => server.inject({ url: '/open', remoteAddress: '203.0.113.9' })
  for (let count = 0; count < 240; count += 1) assert.equal((await ask()).statusCode, 200)
  const { statusCode, body } = await ask()
  assert.equal(statusCode, 429)
  assert.match(body, /Too many requests/)
})

test('health says that the server and its database are well', async () => {
  assert.deepEqual((await server.inject('/health')).json(), { status: 'well' })
})
