import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createChild } from '../../people/index.ts'
import { contextOf } from '../../access/sign-in.ts'
import { atNine } from '../../council/testing.ts'
import { testDatabase } from '../../store/testing.ts'
import { councilWithADoor, doorOf, ofAMother, sendIn, workerOf } from './testing.ts'

const database = await testDatabase()
await councilWithADoor(database)
const { server, as } = await doorOf(database)
after(async () => {
  await server.close()
  await database.close()
})

const at = (request: number, rest = '') => `/front-door/requests/${request}${rest}`

test('what a mother sends is on the board, opened, found in the record, decided and answered by letter', async () => {
  const request = await sendIn(database, ofAMother())
  const ada = await as('ada')
  const board = await ada.get('/front-door')
  assert.equal(board.statusCode, 200, board.body)
  assert.match(
    board.body,
    /1 waiting[^]*Lowri Newcomer[^]*6[^]*Huw Newcomer[^]*Request for support, from Mair Newcomer/,
  )
  assert.match(
    board.body,
    /He does not sleep &lt;b&gt;at all&lt;\/b&gt;[^]*Usual<\/strong>: A request for support[^]*16 working hours left/,
  )
  assert.equal((await ada.post(at(request, '/claim'), {})).statusCode, 303)
  const page = await ada.get(at(request))
  assert.equal(page.statusCode, 200, page.body)
  assert.match(page.body, /You have it in hand[^]*Lowri Newcomer, 6[^]*Nobody like this is in the record/)
  assert.equal((await ada.post(at(request, '/children/1'), { act: 'new' })).statusCode, 303)
  assert.equal((await ada.post(at(request, '/children/2'), { act: 'new' })).statusCode, 303)
  const form = await ada.get(at(request, '/decide'))
  assert.match(form.body, /About whom do you decide[^]*Lowri Newcomer[^]*Huw Newcomer[^]*Level of need/)
  const nothing = await ada.post(at(request, '/decide'), { children: ['1', '2'], outcome: 'earlyHelp' })
  assert.equal(nothing.statusCode, 422)
  assert.match(nothing.body, /There is a problem[^]*why this is the right help/)
  const sent = { children: ['1', '2'], outcome: 'earlyHelp', level: '2', rationale: 'A tired mother who asks.' }
  const done = await ada.post(at(request, '/decide'), sent)
  assert.equal(done.statusCode, 303, done.body)
  const decided = await ada.get(at(request))
  assert.match(decided.body, /Early help<\/strong>[^]*Level 2, early help[^]*In the record/)
  assert.equal(decided.body.match(/Working day 0 of 30 to early help, since the contact/g)?.length, 1)
  assert.match((await ada.get('/front-door')).body, /On the way to early help[^]*2 waiting[^]*Working day 0 of 30/)
  const again = await (await as('ben')).post(at(request, '/decide'), sent)
  assert.match(again.body, /ada Tester has decided “Early help”|Before anything is decided|There is a problem/)
  const reply = await ada.get(at(request, '/reply'))
  assert.match(reply.body, /Dear Mair Newcomer[^]*offer you early help[^]*01632 960 100/)
  assert.doesNotMatch(reply.body.slice(reply.body.indexOf('<textarea')), /Lowri|Huw/)
  const body = /<textarea[^>]*>([^]*?)<\/textarea>/.exec(reply.body)?.[1] ?? ''
  const letter = await ada.post(at(request, '/reply'), { body })
  assert.equal(letter.statusCode, 303, letter.body)
  const printed = await ada.get(String(letter.headers.location))
  assert.match(printed.body, /Testshire[^]*4 Chapel Row[^]*offer you early help/)
  assert.equal((await ada.post(`${String(letter.headers.location)}/posted`, {})).statusCode, 303)
  assert.match((await ada.get('/front-door')).body, /No request waits/)
})

test('a call is written down by whoever takes it, and an adult is shown the way to adult services without a record', async () => {
  const ada = await as('ada')
  const form = await ada.get('/front-door/call')
  assert.equal(form.statusCode, 200, form.body)
  const nothing = await ada.post('/front-door/call', { key: 'k' })
  assert.equal(nothing.statusCode, 422)
  assert.match(nothing.body, /what is happening/i)
  const call = {
    key: 'k1',
    kind: 'concern',
    sender: 'public',
    happening: 'Grandfather wanders at night.',
    'child1-given': 'Old',
    'child1-family': 'Neighbour',
    'child1-bornOn-day': '1',
    'child1-bornOn-month': '2',
    'child1-bornOn-year': '1950',
  }
  const taken = await ada.post('/front-door/call', call)
  assert.equal(taken.statusCode, 303, taken.body)
  const twice = await ada.post('/front-door/call', call)
  assert.equal(twice.headers.location, taken.headers.location, 'the same form twice is one request')
  const address = String(taken.headers.location)
  assert.match((await ada.get(address)).body, /taken by ada Tester[^]*You have it in hand/)
  assert.match((await ada.get(`${address}/decide`)).body, /18 or over[^]*adult services/)
  const done = await ada.post(`${address}/decide`, {
    outcome: 'adultServices',
    rationale: 'He is 70 and needs company.',
  })
  assert.equal(done.statusCode, 303, done.body)
  const { count } = await database.sql
    .selectFrom('identity_version')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('family', '=', 'Neighbour')
    .executeTakeFirstOrThrow()
  assert.equal(count, 0)
  const reply = await ada.get(`${address}/reply`)
  assert.match(reply.body, /Nobody can be told/)
  assert.equal((await ada.post(`${address}/reply`, {})).statusCode, 303)
})

test('a manager agrees where policy asks it; a worker does not', async () => {
  const request = await sendIn(
    database,
    ofAMother({ kind: 'concern', children: [{ given: 'Tia', family: 'Sole', bornOn: '2015-01-01', answers: {} }] }),
  )
  const [ada, cleo] = [await as('ada'), await as('cleo')]
  await ada.get('/front-door')
  await ada.post(at(request, '/children/1'), { act: 'new' })
  const proposed = await ada.post(at(request, '/decide'), {
    outcome: 'assessmentService',
    level: '4',
    rationale: 'Hurt.',
  })
  assert.match(String(proposed.headers.location), /done=proposed/, proposed.body)
  const page = await cleo.get(at(request))
  const agree = /action="([^"]+\/agree)"/.exec(page.body)?.[1] ?? ''
  assert.notEqual(agree, '')
  assert.equal((await ada.post(agree, {})).statusCode, 403)
  const empty = await cleo.post(agree.replace('agree', 'return'), { why: '' })
  assert.equal(empty.statusCode, 422)
  assert.equal((await cleo.post(agree, {})).statusCode, 303)
  const late = await cleo.post(agree, {})
  assert.equal(late.statusCode, 409)
  assert.match(late.body, /cleo Tester has agreed to this already/)
})

test('a question to a school is asked from the page of a request, and withdrawn', async () => {
  const request = await sendIn(database, ofAMother())
  const ada = await as('ada')
  await ada.get('/front-door')
  const wrong = await ada.post(at(request, '/ask'), { partner: '1', question: 'How is he at school?' })
  assert.equal(wrong.statusCode, 422)
  assert.match(wrong.body, /Choose the children[^]*How is he at school\?<\/textarea>/)
  assert.equal(
    (await ada.post(at(request, '/ask'), { partner: '1', question: 'How is he?', children: ['2'] })).statusCode,
    303,
  )
  const page = await ada.get(at(request))
  assert.match(page.body, /Upton Primary School<\/strong> about Huw Newcomer: How is he\?/)
  assert.match((await ada.get('/front-door?waits=answers')).body, /Waiting for answers: 1/)
  const withdraw = /action="([^"]+\/withdraw)"/.exec(page.body)?.[1] ?? ''
  assert.equal((await ada.post(withdraw, {})).statusCode, 303)
})

test('a request about a restricted child is for its keeper: others find nothing, and whoever takes the call hears nothing', async () => {
  const context = await contextOf(database.sql, { worker: 1, role: 'pointOfAccessWorker' }, atNine)
  assert.ok(context)
  const hidden = await createChild(database.sql, context, { given: 'Quiet', family: 'Hidden', bornOn: '2012-03-04' })
  const started_at = '2020-01-01T00:00:00.000Z'
  await database.sql.insertInto('restriction').values({ identity: hidden, reason: 'staff', started_at }).execute()
  await database.sql
    .insertInto('keeper')
    .values({ identity: hidden, worker: workerOf('dan'), started_at })
    .execute()
  const ada = await as('ada')
  const taken = await ada.post('/front-door/call', {
    key: 'k2',
    kind: 'concern',
    sender: 'public',
    happening: 'She cries.',
    'child1-given': 'Quiet',
    'child1-family': 'Hidden',
    'child1-bornOn-day': '4',
    'child1-bornOn-month': '3',
    'child1-bornOn-year': '2012',
  })
  assert.equal(taken.headers.location, '/front-door?done=passed')
  assert.match(
    (await ada.get('/front-door?done=passed')).body,
    /Passed to a colleague who deals with requests like this/,
  )
  const { request } = await database.sql.selectFrom('request_keeper').select('request').executeTakeFirstOrThrow()
  assert.equal((await ada.get(at(request))).statusCode, 404)
  assert.equal((await ada.post(at(request, '/claim'), {})).statusCode, 404)
  assert.equal((await (await as('eve')).get(at(request))).statusCode, 403)
  const dan = await as('dan')
  assert.equal((await dan.get('/front-door')).statusCode, 403)
  assert.match((await dan.get('/front-door/kept')).body, /Quiet Hidden/)
  assert.match((await dan.get(at(request))).body, /For you alone/)
  assert.equal((await dan.post(at(request, '/children/1'), { act: 'link', identity: String(hidden) })).statusCode, 303)
  const done = await dan.post(at(request, '/decide'), { outcome: 'openTeam', level: '4', rationale: 'Known to us.' })
  assert.equal(done.statusCode, 303, done.body)
  const looks = await database.sql
    .selectFrom('access_log')
    .select(['answer', 'worker'])
    .where('request', '=', request)
    .execute()
  assert.ok(looks.some(({ answer, worker }) => answer === 'nothing' && worker === workerOf('ada')))
})

test('a guessed number, a file of another request, a word as a number are pages that do not exist', async () => {
  const ada = await as('ada')
  for (const address of [
    '/front-door/requests/999999',
    '/front-door/requests/x',
    '/front-door/requests/1/files/9',
    '/front-door/requests/1/letters/99',
  ])
    assert.equal((await ada.get(address)).statusCode, 404, address)
  const request = await sendIn(database, ofAMother())
  await ada.get('/front-door')
  assert.equal((await ada.post(at(request, '/children/9'), { act: 'new' })).statusCode, 404)
  assert.equal((await ada.post(at(request, '/children/1'), { act: 'link', identity: '999999' })).statusCode, 404)
})
