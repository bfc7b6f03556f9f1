import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { answersInWords } from '../../door/questions/index.ts'
import { addDays, addMinutes } from '../../calendar/index.ts'
import { addTestCouncil } from '../../council/testing.ts'
import { england, noPolicy } from '../../journey/index.ts'
import { testDatabase } from '../../store/testing.ts'
import { buildServer } from '../../web/server.ts'
import { testStyles, visitor } from '../../web/testing.ts'
import { entrance } from './area.ts'
import { referenceOn, sendForm, senderAt } from './testing.ts'
import type { Told } from './testing.ts'

const database = await testDatabase()
const opens = '2020-12-14T09:00:00.000Z'
await addTestCouncil(database, {
  brand: { telephone: { day: '01632 960100', outOfHours: '01632 960199' } },
  settings: {
    entrance: {
      crisisLines: [{ name: 'A line', number: '01632 960555', says: 'At any hour' }],
      linesCheckedOn: '2020-11-01',
    },
  },
})

const server = await buildServer({
  database,
  rules: { pathway: england, policy: noPolicy },
  areas: [entrance],
  cacheFolder: testStyles,
})
after(async () => {
  await server.close()
  await database.close()
})

const setClock = (stands_at: string) => database.sql.updateTable('clock').set({ stands_at }).execute()

beforeEach(() => setClock(opens))

const requestOf = async (reference: string) => {
  const request = await database.sql
    .selectFrom('request')
    .selectAll()
    .where('reference', '=', reference)
    .executeTakeFirstOrThrow()
  const children = await database.sql
    .selectFrom('request_child')
    .selectAll()
    .where('request', '=', request.request)
    .orderBy('position')
    .execute()
  return { ...request, children }
}

const people: Readonly<Record<string, Told>> = {
  parent: {},
  grandparent: { who: { sender: 'carer' }, you: { yourGiven: 'Nan', relation: 'Grandmother' } },
  'young person': { who: { sender: 'youngPerson' } },
  neighbour: { who: { sender: 'public' }, kind: { kind: 'concern' }, 'your-name': { named: 'no' } },
  'head teacher': { who: { sender: 'professional' }, kind: { kind: 'concern' } },
}

test('each kind of sender is asked what fits, and gets a reference and by when', async () => {
  for (const [name, told] of Object.entries(people)) {
    const request = await requestOf(await sendForm(server, told))
    const known = request.children.map(({ given, born_on }) => [given, born_on])
    assert.deepEqual(known, [['Maya', '2010-03-02']], name)
    assert.equal('phone' in request.answers, name !== 'neighbour', name)
    assert.equal('consent' in request.answers, name === 'head teacher', name)
    assert.equal('agrees' in request.answers, name === 'parent' || name === 'grandparent', name)
    assert.equal('yourGiven' in request.answers, name !== 'neighbour' && name !== 'young person', name)
    assert.equal('safeNow' in request.answers, told.kind?.kind === 'concern', name)
  }
})

test('several children stand in one form, one of them not born yet, and each can be changed and removed', async () => {
  const sender = await senderAt(server)
  await sender.fillTo('/help/questions/home')
  assert.equal((await sender.post('/help/children/add', { given: 'Noah' })).statusCode, 303)
  assert.equal((await sender.post('/help/children/add', { given: 'Wrong' })).statusCode, 303)
  const unborn = {
    motherGiven: 'Ada',
    motherFamily: 'Sender',
    'expectedOn-day': '1',
    'expectedOn-month': '3',
    'expectedOn-year': '2021',
  }
  assert.equal((await sender.post('/help/children/add-unborn', unborn)).statusCode, 303)
  await sender.post('/help/children/2', { given: 'Noah', family: 'Sender' })
  await sender.post('/help/children/3/remove', {})
  const list = await sender.get('/help/children')
  assert.match(
    list.body,
    /It is about 3 children[^]*Maya Sender[^]*10 years old[^]*Noah Sender[^]*Baby of Ada Sender, not born yet/,
  )
  await sender.fillTo('/help/check')
  await sender.post('/help/send', {})
  const { children, ...request } = await requestOf(referenceOn((await sender.get('/help/sent')).body))
  assert.deepEqual(
    children.map(({ given, expected_on }) => [given, expected_on]),
    [
      ['Maya', null],
      ['Noah', null],
      [null, '2021-03-01'],
    ],
  )
  const parts = answersInWords({
    answers: request.answers,
    children: children.map(child => ({ given: child.given ?? '', answers: child.answers })),
  })
  assert.ok(parts.some(({ lines }) => lines.some(({ words }) => words === 'She will not go to school.')))
  assert.ok(parts.some(({ lines }) => lines.some(({ ask, words }) => ask === 'Mother’s first name' && words === 'Ada')))
})

test('the answers are checked, each with a way to change it, and a change asks what follows from it', async () => {
  const sender = await senderAt(server)
  await sender.fillTo('/help/check')
  const check = await sender.get('/help/check')
  assert.match(
    check.body,
    /Check your answers[^]*She will not go to school\.[^]*\/help\/questions\/what\?change=yes#happening/,
  )
  const changed = await sender.post('/help/questions/about?change=yes', { needs: ['attendance', 'mentalHealth'] })
  assert.equal(changed.headers.location, '/help/questions/feelings', 'what now comes is asked, and nothing else')
  const then = await sender.post('/help/questions/feelings', { hurtThemself: 'notSure' })
  assert.equal(then.headers.location, '/help/check')
})

test('a form sent twice is one request, and going back afterwards shows the receipt', async () => {
  const sender = await senderAt(server)
  await sender.fillTo('/help/check')
  const [one, other] = await Promise.all([sender.post('/help/send', {}), sender.post('/help/send', {})])
  assert.deepEqual([one.headers.location, other.headers.location], ['/help/sent', '/help/sent'])
  const reference = referenceOn((await sender.get('/help/sent')).body)
  assert.equal((await sender.get('/help/check')).headers.location, '/help/sent')
  assert.equal((await sender.get('/help/questions/what')).headers.location, '/help/sent')
  assert.equal(referenceOn((await sender.get('/help/sent')).body), reference)
  const typed = await database.sql.selectFrom('begun_form').select('typed').where('request', 'is not', null).execute()
  assert.ok(
    typed.every(row => JSON.stringify(row.typed) === '{}'),
    'what was typed stays in the request alone',
  )
})

test('half a form cannot be sent: it leads to the first page that is not done', async () => {
  const sender = await senderAt(server)
  await sender.fillTo('/help/questions/about')
  assert.equal((await sender.post('/help/send', {})).headers.location, '/help/questions/about')
  assert.equal((await sender.get('/help/check')).headers.location, '/help/questions/about')
  const nothing = await sender.post('/help/questions/about', {})
  assert.equal(nothing.statusCode, 422)
  assert.match(nothing.body, /There is a problem[^]*What it is about/i)
})

test('10,000 characters in a name are refused in words, and what else was typed stays', async () => {
  const sender = await senderAt(server)
  await sender.fillTo('/help/children/add')
  const long = await sender.post('/help/children/add', { given: 'x'.repeat(10_000), family: 'Kept' })
  assert.equal(long.statusCode, 422)
  assert.match(long.body, /First name must be 100 characters or fewer; it has 10000/)
  assert.match(long.body, /value="Kept"/)
  const nul = await sender.post('/help/children/add', { given: 'A\u0000b\ud800', family: 'Kept' })
  assert.equal(nul.statusCode, 303)
})

test('a concern is forgotten after half an hour, and is never offered a code', async () => {
  const sender = await senderAt(server)
  await sender.fillTo('/help/questions/what', { kind: { kind: 'concern' } })
  assert.doesNotMatch((await sender.get('/help/questions/what')).body, /Come back later/)
  assert.equal((await sender.get('/help/save')).headers.location, '/help/questions/what')
  assert.equal((await sender.post('/help/save', {})).headers.location, '/help/questions/what')
  await setClock(addMinutes(opens, 29))
  assert.match((await sender.get('/help/questions/home')).body, /4 Mill Lane/)
  await setClock(addMinutes(opens, 31))
  const gone = await sender.post('/help/questions/what', { of: 'concern', happening: 'I heard it again.' })
  assert.equal(gone.statusCode, 409)
  assert.match(gone.body, /This form is no longer open/)
  assert.doesNotMatch(gone.body, /I heard it again/, 'a phone that is shared tells nobody')
})

test('a form from yesterday is answered kindly, and what was typed for support comes along', async () => {
  const sender = await senderAt(server)
  await sender.fillTo('/help/questions/what')
  await setClock('2020-12-15T09:00:00.000Z')
  const gone = await sender.post('/help/questions/what', { of: 'support', happening: 'It is hard in the mornings.' })
  assert.equal(gone.statusCode, 409)
  assert.match(gone.body, /What you had typed on this page[^]*It is hard in the mornings\.[^]*Start again/)
  const again = await sender.post('/help/begin', { carries: 'support', happening: 'It is hard in the mornings.' })
  assert.equal(again.headers.location, '/help/who')
  await sender.post('/help/who', { sender: 'parent' })
  await sender.post('/help/kind', { kind: 'support' })
  await sender.post('/help/children/add', { given: 'Maya' })
  assert.match((await sender.get('/help/questions/what')).body, /It is hard in the mornings\./)
})

test('a form whose token is gone with its browser session is answered as kindly', async () => {
  const answer = await server.inject({
    method: 'POST',
    url: '/help/questions/what',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'of=support&happening=Before+the+window+closed.&_csrf=gone',
  })
  assert.equal(answer.statusCode, 409)
  assert.match(answer.body, /In danger now\?[^]*What you had typed on this page[^]*Before the window closed\./)
})

test('a request for support is kept for 14 days behind a code that opens it anywhere, and only it', async () => {
  const sender = await senderAt(server)
  await sender.fillTo('/help/questions/what')
  const later = await sender.post('/help/questions/what', { later: 'yes', happening: 'Half a sent' })
  assert.equal(later.headers.location, '/help/save')
  assert.match((await sender.get('/help/save')).body, /kept for 14 days/)
  const kept = await sender.post('/help/save', {})
  const [, code = ''] = /<strong class="en-code">([A-Z0-9-]{24})</.exec(kept.body) ?? []
  assert.match(kept.body, /until 28 December 2020/)
  const stored = await database.sql
    .selectFrom('begun_form')
    .select('code_hash')
    .where('code_hash', 'is not', null)
    .execute()
  assert.ok(!JSON.stringify(stored).includes(code), 'the database holds its hash alone')

  await setClock('2020-12-20T09:00:00.000Z')
  assert.match((await sender.get('/help/questions/what')).body, /no longer open/, 'the browser itself has forgotten')
  const elsewhere = visitor(server)
  assert.match((await elsewhere.get(`/help/continue/${code}`)).body, new RegExp(`value="${code}"`))
  const wrong = await elsewhere.post('/help/continue', { code: 'CCCC-CCCC-CCCC-CCCC-CCCC' })
  assert.match(wrong.body, /opens nothing/)
  assert.equal((await elsewhere.post('/help/continue', { code: code.toLowerCase() })).headers.location, '/help/before')
  assert.match((await elsewhere.get('/help/questions/what')).body, /Half a sent/)
  assert.match((await elsewhere.get('/help/questions/home')).body, /4 Mill Lane/)
  assert.match((await sender.get('/help/questions/what')).body, /no longer open/)

  await setClock(`${addDays('2020-12-20', 15)}T09:00:00.000Z`)
  assert.match((await elsewhere.get('/help/continue')).body, /The code that you wrote down/)
  assert.match((await elsewhere.post('/help/continue', { code })).body, /opens nothing/)
})

test('an answer on a page goes with the pages of another window, and a concern made of support has no code', async () => {
  const sender = await senderAt(server)
  await sender.fillTo('/help/questions/what')
  await sender.post('/help/save', {})
  await sender.post('/help/kind', { kind: 'concern' })
  const codes = await database.sql
    .selectFrom('begun_form')
    .select('code_hash')
    .where('kind', '=', 'concern')
    .where('code_hash', 'is not', null)
    .execute()
  assert.deepEqual(codes, [])
})

test('harm that is typed into support makes it due in hours, and says whom to call', async () => {
  const sender = await senderAt(server)
  await sender.fillTo('/help/check', { what: { happening: 'He ran away last night and said he wants to die.' } })
  await sender.post('/help/send', {})
  const sent = await sender.get('/help/sent')
  assert.match(sent.body, /somebody is in danger[^]*call 999[^]*14 December 2020 at 1pm/)
  const { alarms, kind } = await requestOf(referenceOn(sent.body))
  assert.equal(kind, 'support')
  assert.deepEqual(alarms, ['ran away', 'wants to die'])
})
