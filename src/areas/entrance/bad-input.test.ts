import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { programFile } from '../../documents/testing.ts'
import { addTestCouncil } from '../../council/testing.ts'
import { england, noPolicy } from '../../journey/index.ts'
import { testDatabase } from '../../store/testing.ts'
import { buildServer } from '../../web/server.ts'
import { testStyles, visitor } from '../../web/testing.ts'
import { entrance } from './area.ts'
import { own } from './paths.ts'
import { senderAt } from './testing.ts'

const database = await testDatabase()
await addTestCouncil(database, {
  brand: { telephone: { outOfHours: '01632 960199' } },
  settings: { entrance: { exitTo: 'https://weather.example/' } },
})

const lines: string[] = []
const server = await buildServer({
  database,
  rules: { pathway: england, policy: noPolicy },
  areas: [entrance],
  cacheFolder: testStyles,
  behindProxy: true,
  log: { level: 'trace', to: { write: line => void lines.push(line) } },
})
after(async () => {
  await server.close()
  await database.close()
})

const urgent = /In danger now\? Call 999\.[^]*101[^]*01632 960199[^]*\/help\/now/

/** A program for Windows. */
const program = programFile()

test('a program that is called a photograph is refused in words, and everything else stays', async () => {
  const sender = await senderAt(server)
  await sender.fillTo('/help/files')
  const refused = await sender.postFiles('/help/files', {}, [{ field: 'file', name: 'photo.jpg', text: program }])
  assert.equal(refused.statusCode, 422)
  assert.match(refused.body, /There is a problem[^]*It is a program, whatever its name says/)
  assert.match(refused.body, urgent)
  const kept = await sender.postFiles('/help/files/add', {}, [{ field: 'file', name: 'notes.txt', text: 'A letter.' }])
  assert.equal(kept.headers.location, '/help/files')
  assert.match((await sender.get('/help/files')).body, /notes\.txt/)
  await sender.fillTo('/help/check')
  assert.match((await sender.get('/help/check')).body, /notes\.txt/)
  await sender.post('/help/send', {})
  const { rows } = {
    rows: await database.sql.selectFrom('request_file').select(['name', 'request', 'holder']).execute(),
  }
  assert.deepEqual(
    rows.map(({ name, holder }) => [name, holder]),
    [['notes.txt', null]],
  )
})

test('a file of 200 MB is refused before it is read, and one of 21 MB without a length as soon as it is too large', async () => {
  const sender = await senderAt(server)
  await sender.fillTo('/help/files')
  const page = await sender.get('/help/files')
  const cookies = Object.fromEntries(page.cookies.map(({ name, value }) => [name, value]))
  const started = performance.now()
  const early = await sender.postFiles('/help/files', {}, [
    { field: 'file', name: 'film.jpg', text: Buffer.alloc(21_500_000, 1) },
  ])
  assert.equal(early.statusCode, 422, JSON.stringify(cookies))
  assert.match(early.body, /The file is larger than 20 MB/)
  assert.match(early.body, urgent)
  assert.ok(performance.now() - started < 5000)
  assert.equal((await sender.get('/help/files')).statusCode, 200, 'the form is as it was')
})

test('over a real line, a file a little too large, one without a length and an eleventh are answered in words', async () => {
  const origin = await server.listen({ port: 0, host: '127.0.0.1' })
  const sender = await senderAt(server)
  await sender.fillTo('/help/files')
  await sender.get('/help/files')
  const send = (bytes: number, saysLength: boolean) =>
    sender.sendFilesTo(
      `${origin}/help/files/add`,
      {},
      [{ field: 'file', name: 'film.jpg', text: Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(bytes)]) }],
      { saysLength },
    )
  for (const [bytes, saysLength] of [
    [20_500_000, true],
    [30_000_000, true],
    [30_000_000, false],
  ] as const) {
    const { statusCode, body } = await send(bytes, saysLength)
    assert.equal(statusCode, 422, `${bytes}: ${body}`)
    assert.match(body, /The file is larger than 20 MB/)
  }
  for (let file = 1; file <= 10; file += 1)
    await sender.postFiles('/help/files/add', {}, [{ field: 'file', name: `${file}.txt`, text: 'A letter.' }])
  const { statusCode, body } = await send(5_000_000, true)
  assert.equal(statusCode, 422)
  assert.match(body, /10 files are the most/)
})

test('pages that cannot be answered have the urgent line too', async () => {
  const who = visitor(server)
  for (const address of ['/help/questions/no-such-page', '/help/nothing', '/help/children/x', '/help/%ff']) {
    const answer = await who.get(address)
    assert.equal(answer.statusCode, 404, address)
    assert.match(answer.body, urgent, address)
  }
})

test('every page has the urgent line, the way out, and tells nobody where one comes from', async () => {
  const sender = await senderAt(server)
  await sender.fillTo('/help/check')
  const questions = ['home', 'about', 'what', 'school', 'agree', 'you', 'contact', 'language']
  const addresses = [
    ...Object.entries(own)
      .filter(
        ([name]) =>
          ![
            'plain',
            'begin',
            'drop',
            'send',
            'sent',
            'question',
            'child',
            'removeChild',
            'removeFile',
            'addFile',
            'goOnWith',
          ].includes(name),
      )
      .map(([, path]) => path.pattern),
    '/help/children/1',
    '/help/continue/CCCC-CCCC-CCCC-CCCC-CCCC',
    ...questions.map(page => own.question({ page })),
  ]
  for (const address of addresses) {
    const { statusCode, headers, body } = await sender.get(address)
    assert.equal(statusCode, 200, address)
    assert.match(body, urgent, address)
    assert.match(
      body,
      /href="https:\/\/weather\.example\/"[^>]*class="govuk-button govuk-button--warning govuk-exit-this-page__button/,
      address,
    )
    assert.equal(headers['referrer-policy'], 'no-referrer', address)
    assert.equal(headers['cache-control'], 'no-store', address)
  }
})

test('the secret of a form stays with the browser: only its hash is kept, and nobody else’s opens it', async () => {
  const sender = await senderAt(server)
  await sender.fillTo('/help/questions/what')
  const answer = await server.inject({ url: '/help/questions/what', cookies: { 'righthelp-form': 'guessed' } })
  assert.match(answer.body, /This form is no longer open/)
  const begun = await visitor(server).get('/help')
  assert.ok(
    begun.cookies.every(({ name }) => name === 'righthelp-csrf'),
    'before a form is begun there is no other cookie',
  )
})

test('whoever tries codes, or sends again and again, is told to wait', async () => {
  const headers = { 'x-forwarded-for': '203.0.113.9', 'content-type': 'application/x-www-form-urlencoded' }
  let last = 0
  for (let tries = 0; tries < 25 && last !== 429; tries += 1) {
    const answer = await server.inject({ method: 'POST', url: '/help/continue', headers, payload: 'code=CCCC' })
    last = answer.statusCode
    if (last === 429) assert.match(answer.body, urgent)
  }
  assert.equal(last, 429)
})

const canary = 'Zzyxcanary'

test('a name that is typed in every form is in no log line, address, title or header', async () => {
  const seen: string[] = []
  const sender = await senderAt(server)
  const told = {
    add: { given: canary, family: canary, school: canary },
    home: { line: canary, town: canary, otherHome: canary },
    what: { happening: canary, goingWell: canary, wanted: canary },
    you: { yourGiven: canary, yourFamily: canary, relation: canary },
    contact: { safeWays: ['email'], email: `${canary}@example.org`, safeWhen: canary },
  }
  lines.length = 0
  await sender.fillTo('/help/questions/what', told)
  const wrong = await sender.post('/help/questions/what', { happening: canary.repeat(2000) })
  assert.equal(wrong.statusCode, 422)
  const later = await sender.post('/help/questions/what', { later: 'yes', happening: canary })
  const kept = await sender.post('/help/save', {})
  await sender.fillTo('/help/check', told)
  const file = await sender.postFiles('/help/files/add', {}, [{ field: 'file', name: `${canary}.txt`, text: canary }])
  const check = await sender.get('/help/check')
  assert.match(check.body, new RegExp(canary))
  const sent = await sender.post('/help/send', {})
  const receipt = await sender.get('/help/sent')
  const stale = await sender.post('/help/questions/what', { of: 'support', happening: canary })
  const elsewhere = visitor(server)
  await elsewhere.get('/help')
  const begun = await elsewhere.post('/help/questions/what', { of: 'support', happening: canary })
  assert.match(begun.body, new RegExp(canary), 'what was typed is shown to whoever typed it')
  for (const answer of [wrong, later, kept, file, check, sent, receipt, stale, begun]) {
    seen.push(JSON.stringify(answer.headers), /<title>[^]*?<\/title>/.exec(answer.body)?.[0] ?? '')
    for (const [, address = ''] of answer.body.matchAll(/(?:href|action|src)="([^"]*)"/g)) seen.push(address)
  }
  assert.ok(lines.length > 20, 'there are log lines to look through')
  assert.doesNotMatch([...seen, ...lines].join('\n'), new RegExp(canary, 'i'))
  assert.deepEqual(
    await database.sql.selectFrom('outgoing').select('message').execute(),
    [],
    'nothing is sent to anybody',
  )
})
