import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { checkCouncilFile, createCouncil, now } from '../../../council/index.ts'
import { beginPartnerSession, partnerOfSession } from '../../../door/partner-sessions.ts'
import { addPartner } from '../../../door/partners.ts'
import { england } from '../../../journey/england.ts'
import { noPolicy } from '../../../journey/policy.ts'
import { testCouncilFile } from '../../../council/testing.ts'
import { testDatabase } from '../../../store/testing.ts'
import { buildServer } from '../../../web/server.ts'
import { testStyles, visitorSignedIn } from '../../../web/testing.ts'
import { administration } from '../area.ts'

const database = await testDatabase()
const queries = database.sql
const since = '2019-01-01'
const { workers } = await createCouncil(
  queries,
  checkCouncilFile(
    testCouncilFile({
      workers: [
        { given: 'Ann', family: 'Administrator', posts: [{ role: 'administrator', from: since }] },
        { given: 'Dee', family: 'Director', posts: [{ role: 'director', from: since }] },
      ],
    }),
  ),
)
for (let index = 0; index < 60; index += 1)
  await addPartner(queries, {
    name: `School ${String(index).padStart(2, '0')}`,
    kind: 'schools',
    startedOn: since,
  })
const server = await buildServer({
  database,
  rules: { pathway: england, policy: noPolicy },
  areas: [administration],
  cacheFolder: testStyles,
})
after(async () => {
  await server.close()
  await database.close()
})

const [ann = 0, dee = 0] = workers
const administrator = await visitorSignedIn(server, database, { worker: ann, role: 'administrator' })
const director = await visitorSignedIn(server, database, { worker: dee, role: 'director' })
const day = (on: string) => {
  const [year = '', month = '', date = ''] = on.split('-')
  return { 'on-day': date, 'on-month': month, 'on-year': year }
}
const add = async (name: string, more: Readonly<Record<string, string>> = {}) => {
  const answer = await administrator.post('/organisations/new', { name, kind: 'police', ...more })
  assert.equal(answer.statusCode, 303, answer.body)
  return String(answer.headers.location)
}
const addPerson = async (organisation: string, person: Readonly<Record<string, string>>) => {
  const answer = await administrator.post(`${organisation}/people/new`, person)
  assert.equal(answer.statusCode, 303, answer.body)
  const { last } = await queries
    .selectFrom('partner_person')
    .select(eb => eb.fn.max('person').as('last'))
    .executeTakeFirstOrThrow()
  return last
}
const olu = { given: 'Olu', family: 'Offiah', post: 'Constable', email: 'olu@police.example' }
const isIn = async (token: string | undefined) =>
  (await partnerOfSession(queries, token, await now(queries))).is === 'signedIn'
const begin = async (person: number) => beginPartnerSession(queries, person, await now(queries))

describe('the list of organisations', () => {
  it('is for administrators alone, and refusals are noted', async () => {
    for (const address of ['/organisations', '/organisations/new', '/organisations/1', '/organisations/1/end'])
      assert.equal((await director.get(address)).statusCode, 403, address)
    const sent = await director.post('/organisations/new', { name: 'Mine', kind: 'police' })
    assert.equal(sent.statusCode, 403)
    const lines = await queries
      .selectFrom('access_log')
      .select(['act', 'answer'])
      .where('worker', '=', dee)
      .where('act', '=', 'add an organisation')
      .execute()
    assert.deepEqual(lines, [{ act: 'add an organisation', answer: 'refused' }])
  })
  it('goes by pages, and finds by name, kind and person without a word in an address', async () => {
    const first = await administrator.get('/organisations')
    assert.match(first.body, /School 00/)
    assert.doesNotMatch(first.body, /School 59/)
    assert.match((await administrator.get('/organisations?page=2')).body, /School 59/)
    const found = await administrator.post('/organisations/find', { words: 'SCHOOL 1' })
    assert.match(found.body, /15 organisations found|14 organisations found/)
    const none = await administrator.post('/organisations/find', { words: '100%' })
    assert.match(none.body, /No organisation has all of these words/)
    assert.match((await administrator.get('/roles')).body, /href="\/organisations"/)
  })
})

describe('an organisation', () => {
  it('is added and changed, once under each name, with every change in its history and the access log', async () => {
    const address = await add('Testshire Police', { answers: 'yes' })
    const again = await administrator.post('/organisations/new', { name: 'TESTSHIRE police', kind: 'police' })
    assert.equal(again.statusCode, 422)
    assert.match(again.body, /There is an organisation of this name already/)
    assert.match(again.body, /value="TESTSHIRE police"/)
    await administrator.post(`${address}/change`, { name: 'County Police', kind: 'police' })
    const shown = (await administrator.get(address)).body
    assert.match(shown, /County Police/)
    assert.match(shown, /Answers no enquiries/)
    assert.match(shown, /Before: Testshire Police, Police, answers enquiries/)
    assert.match(shown, /by Ann Administrator/)
    const acts = await queries.selectFrom('access_log').select('act').where('worker', '=', ann).execute()
    for (const act of ['add an organisation', 'change an organisation', 'one of the organisations'])
      assert.ok(
        acts.some(line => line.act === act),
        act,
      )
  })
  it('says what is missing, and keeps what was typed', async () => {
    const empty = await administrator.post('/organisations/new', { kind: 'anonymous' })
    assert.equal(empty.statusCode, 422)
    assert.match(empty.body, /Enter the name of the organisation/)
    assert.match(empty.body, /Choose what kind of organisation it is/)
    assert.equal((await administrator.get('/organisations/999999')).statusCode, 404)
  })
  it('ends on a day, its people are out the same day, and the end can be taken back', async () => {
    const address = await add('Ending Housing')
    const token = await begin(await addPerson(address, { ...olu, email: '' }))
    assert.ok(await isIn(token))
    const early = await administrator.post(`${address}/end`, day('2010-01-01'))
    assert.equal(early.statusCode, 422)
    assert.match(early.body, /must not be before the day on which it began/)
    const unreal = await administrator.post(`${address}/end`, day('2020-02-31'))
    assert.equal(unreal.statusCode, 422)
    assert.ok(await isIn(token))
    await administrator.post(`${address}/end`, day('2020-12-14'))
    assert.equal(await isIn(token), false)
    assert.match((await administrator.get('/organisations?which=ended')).body, /Ending Housing/)
    const nobody = await administrator.post(`${address}/people/new`, { ...olu, given: 'Late' })
    assert.match(nobody.body, /This organisation has ended/)
    const same = await administrator.post('/organisations/new', { name: 'Ending Housing', kind: 'housing' })
    assert.match(same.body, /and it ended: open it/)
    await administrator.post(`${address}/take-back-end`, {})
    assert.match((await administrator.get('/organisations')).body, /Ending Housing/)
    assert.match((await administrator.get(address)).body, /The end of the organisation was taken back/)
  })
})

describe('somebody of an organisation', () => {
  it('is added, changed and leaves, and is out the same day', async () => {
    const address = await add('Leaving Police')
    const wrong = await administrator.post(`${address}/people/new`, { given: 'Olu', email: 'nowhere' })
    assert.equal(wrong.statusCode, 422)
    for (const words of [/Enter their last name/, /Enter their post/, /Enter an e-mail address/, /value="nowhere"/])
      assert.match(wrong.body, words)
    const person = await addPerson(address, olu)
    const twice = await administrator.post(`${address}/people/new`, olu)
    assert.match(twice.body, /Somebody of this name and post is in the organisation already/)
    await administrator.post(`${address}/people/${person}/change`, { ...olu, post: 'Sergeant' })
    const token = await begin(person)
    await administrator.post(`${address}/people/${person}/end`, day('2021-01-04'))
    assert.ok(await isIn(token))
    const again = await administrator.post(`${address}/people/${person}/end`, day('2020-12-14'))
    assert.match(again.body, /has ended it already/)
    await administrator.post(`${address}/people/${person}/take-back-end`, {})
    await administrator.post(`${address}/people/${person}/end`, day('2020-12-14'))
    assert.equal(await isIn(token), false)
    const shown = (await administrator.get(address)).body
    for (const words of [
      /People who left/,
      /Before: Olu Offiah, Constable/,
      /Olu Offiah left on 4 January 2021/,
      /The leaving of Olu Offiah was taken back/,
    ])
      assert.match(shown, words)
  })
  it('is changed under their own organisation alone', async () => {
    const one = await add('One Police')
    const other = await add('Other Police')
    const person = await addPerson(one, olu)
    assert.equal((await administrator.get(`${other}/people/${person}/change`)).statusCode, 404)
    assert.equal((await administrator.post(`${other}/people/${person}/end`, day('2020-12-14'))).statusCode, 404)
  })
})
