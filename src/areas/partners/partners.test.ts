import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { ask, withdrawEnquiry } from '../../door/ask.ts'
import { endPerson } from '../../door/partner-changes.ts'
import { england, noPolicy } from '../../journey/index.ts'
import { testDatabase } from '../../store/testing.ts'
import { buildServer } from '../../web/server.ts'
import { testStyles, visitor, visitorSignedIn } from '../../web/testing.ts'
import type { Visitor } from '../../web/testing.ts'
import { partners } from './area.ts'
import { partnerScene, professional, sceneNow, sentByNeighbour, workerContext } from './testing.ts'

const database = await testDatabase()
const { sql } = database
const scene = await partnerScene(database)
const server = await buildServer({
  database,
  rules: { pathway: england, policy: noPolicy },
  areas: [partners],
  cacheFolder: testStyles,
})
after(async () => {
  await server.close()
  await database.close()
})

/** Somebody at the page on which one signs in. */
const anybody = async (who = visitor(server)): Promise<Visitor> => {
  await who.get('/professionals/sign-in')
  return who
}
const as = (person: number) => professional(server, database, person)
const context = await workerContext(database, scene.worker)

const levelPage = { judgedLevel: '4', whyLevel: 'Bruises nobody explains.' }
const child = { given: 'Cara', family: 'Canary', 'bornOn-day': '6', 'bornOn-month': '5', 'bornOn-year': '2014' }
const pages: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['level', levelPage],
  ['kind', { kind: 'concern' }],
  ['children/1', child],
  ['home', { line: '1 High Street' }],
  ['about', { needs: 'safety' }],
  ['what', { happening: 'She flinches.' }],
  ['safe', { safeNow: 'notSure' }],
  ['consent', { consent: 'agreed' }],
  ['language', { interpreter: 'no' }],
]

const writeAll = async (who: Visitor): Promise<string> => {
  for (const [page, values] of pages) {
    const answer = await who.post(`/professionals/new/${page}`, values)
    assert.equal(answer.statusCode, 303, `${page}: ${answer.body}`)
  }
  const check = await who.get('/professionals/new/check')
  assert.equal(check.statusCode, 200, String(check.headers.location))
  return /name="formKey" value="([^"]+)"/.exec(check.body)?.[1] ?? ''
}

test('whoever has not signed in as a professional is led to sign in, whatever they ask for', async () => {
  const worker = await visitorSignedIn(server, database, { worker: scene.worker, role: 'pointOfAccessWorker' })
  for (const who of [await anybody(), await anybody(worker)])
    for (const { method, pattern } of partners.routes.filter(
      route => !/sign(ed)?-(in|out)|^\/front-door/.test(route.pattern),
    )) {
      const address = pattern.replace(':reference', 'KTR-4WDX-9HM').replaceAll(/:[a-z]+/g, '1')
      const answer = method === 'GET' ? await who.get(address) : await who.post(address, {})
      assert.equal(answer.statusCode, 303, `${method} ${pattern}`)
      assert.match(String(answer.headers.location), /^\/professionals\/sign-in\?next=/, `${method} ${pattern}`)
    }
})

test('a professional chooses whom to be, goes on to where they were going, and signs out', async () => {
  const who = visitor(server)
  const choosing = await who.get('/professionals/sign-in?next=%2Fprofessionals%2Flevels')
  assert.match(choosing.body, /Mill Lane Primary School[^]*Hetty Headley/)
  const entered = await who.post('/professionals/sign-in', {
    person: String(scene.head),
    next: '/professionals/levels',
  })
  assert.equal(entered.headers.location, '/professionals/levels')
  assert.match((await who.get('/professionals/levels')).body, /1: Universal[^]*4: Specialist/)
  await who.post('/professionals/sign-out', {})
  assert.equal((await who.get('/professionals')).statusCode, 303)
  const abroad = await who.post('/professionals/sign-in', { person: String(scene.head), next: '/search' })
  assert.equal(abroad.headers.location, '/professionals')
})

test('nobody becomes somebody who has left, or somebody made up', async () => {
  const who = await anybody()
  for (const person of ['999', '0', 'x', ''])
    assert.equal((await who.post('/professionals/sign-in', { person })).statusCode, 422, person)
})

test('a request is written page by page, sent, and stands with its clock; the same form twice is one', async () => {
  const who = await as(scene.head)
  const formKey = await writeAll(who)
  const sent = await who.post('/professionals/new/check', { formKey })
  assert.match(String(sent.headers.location), /^\/professionals\/requests\/[A-Z0-9-]+\?sent=now$/)
  const again = await who.post('/professionals/new/check', { formKey })
  assert.equal(again.headers.location, sent.headers.location)
  const shown = await who.get(String(sent.headers.location))
  assert.match(shown.body, /We have it[^]*decides by[^]*Cara[^]*She flinches\.[^]*|Bruises nobody explains/)
  assert.doesNotMatch(shown.body, /<title>[^<]*Cara/)
  const home = await who.get('/professionals')
  assert.match(home.body, /Worry about a child[^]*Hetty Headley, Head teacher[^]*Received/)
  assert.doesNotMatch(home.body, /Canary/)
  const { count } = await sql
    .selectFrom('request')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('partner', '=', scene.school)
    .executeTakeFirstOrThrow()
  assert.equal(Number(count), 1)
})

test('a colleague sees that it was sent and how it stands, and not what it says; another organisation sees nothing', async () => {
  const { reference, request } = await sql
    .selectFrom('request')
    .select(['reference', 'request'])
    .where('partner', '=', scene.school)
    .executeTakeFirstOrThrow()
  const colleague = await (await as(scene.teacher)).get(`/professionals/requests/${reference}`)
  assert.match(colleague.body, /Hetty Headley/)
  assert.doesNotMatch(colleague.body, /Canary|flinches/)
  const stranger = await as(scene.officer)
  assert.equal((await stranger.get(`/professionals/requests/${reference}`)).statusCode, 404)
  assert.equal((await stranger.get('/professionals/requests/KTR-4WDX-9HM')).statusCode, 404)
  assert.equal((await stranger.get('/professionals/requests/1')).statusCode, 404)
  const looks = await sql
    .selectFrom('access_log')
    .select(['partner_person', 'answer', 'request'])
    .where('act', '=', 'own request')
    .orderBy('id')
    .execute()
  assert.deepEqual(
    looks.slice(-4).map(({ partner_person, answer, request: of }) => [partner_person, answer, of]),
    [
      [scene.teacher, 'open', request],
      [scene.officer, 'nothing', null],
      [scene.officer, 'nothing', null],
      [scene.officer, 'nothing', null],
    ],
  )
})

test('half a form is not sent: the page that is not whole comes again, with what was typed', async () => {
  const who = await as(scene.teacher)
  const half = await who.post('/professionals/new/level', { judgedLevel: '3', whyLevel: '' })
  assert.equal(half.statusCode, 422)
  assert.match(half.body, /There is a problem[^]*why you see it so/i)
  assert.match(half.body, /value="3" checked/)
  const ahead = await who.get('/professionals/new/check')
  assert.equal(ahead.headers.location, '/professionals/new/level')
  const sent = await who.post('/professionals/new/check', { formKey: 'guessed' })
  assert.equal(sent.statusCode, 409)
  const long = await who.post('/professionals/new/level', { judgedLevel: '9', whyLevel: 'x'.repeat(10_000) })
  assert.match(long.body, /4000 characters or fewer/)
  await who.post('/professionals/discard', {})
})

test('at a low level the page says what could help without the door, and lets one go on all the same', async () => {
  const who = await as(scene.teacher)
  const kept = await who.post('/professionals/new/level', { judgedLevel: '2', whyLevel: 'Often late.' })
  assert.equal(kept.headers.location, '/professionals/new/advice')
  assert.match((await who.get('/professionals/new/advice')).body, /2: Early help[^]*Go on all the same/)
  assert.equal((await who.get('/professionals/new/kind')).statusCode, 200)
  await who.post('/professionals/new/kind', { kind: 'support' })
  const unborn = await who.get('/professionals/new/children/1?unborn=yes')
  assert.match(unborn.body, /Mother’s first name/)
  await who.post('/professionals/new/children/1', { unborn: 'yes', motherGiven: 'Mair' })
  assert.match((await who.get('/professionals/new/children')).body, /Baby of Mair/)
  assert.match((await who.get('/professionals')).body, /You have begun to write/)
  await who.post('/professionals/new/children/1/remove', {})
  assert.match((await who.get('/professionals/new/children')).body, /Add each child/)
  await who.post('/professionals/discard', {})
  assert.doesNotMatch((await who.get('/professionals')).body, /You have begun to write/)
})

test('a session that has timed out keeps what was typed', async () => {
  const who = await as(scene.teacher)
  await who.get('/professionals/new/level')
  await sql
    .updateTable('partner_session')
    .set({ seen_at: '2019-01-01T00:00:00.000Z' })
    .where('person', '=', scene.teacher)
    .execute()
  const late = await who.post('/professionals/new/level', { judgedLevel: '3', whyLevel: 'Typed before the bell rang.' })
  assert.equal(late.headers.location, '/professionals/sign-in?next=%2Fprofessionals%2Fnew%2Flevel&ended=kept')
  assert.match((await who.get(late.headers.location)).body, /What you typed is kept/)
  const back = await who.post('/professionals/sign-in', {
    person: String(scene.teacher),
    next: '/professionals/new/level',
  })
  assert.match((await who.get(String(back.headers.location))).body, /Typed before the bell rang\./)
  await who.post('/professionals/discard', {})
})

test('a consultation needs no child, is sent once, and its reply is shown to whoever asked', async () => {
  const who = await as(scene.head)
  const form = await who.get('/professionals/consultation')
  const formKey = /name="formKey" value="([^"]+)"/.exec(form.body)?.[1] ?? ''
  assert.equal((await who.post('/professionals/consultation', { formKey, question: 'Shall I?' })).statusCode, 422)
  const whole = { formKey, question: 'Shall I send this?', ringOn: '01632 960000', ringWhen: 'After three' }
  const sent = await who.post('/professionals/consultation', whole)
  assert.equal(sent.statusCode, 303, sent.body)
  assert.equal((await who.post('/professionals/consultation', whole)).headers.location, sent.headers.location)
  const found = await sql
    .selectFrom('request')
    .select(['request', 'reference', 'answers'])
    .where('kind', '=', 'consultation')
    .execute()
  assert.equal(found.length, 1)
  await sql
    .insertInto('outgoing')
    .values({
      request: found[0]?.request ?? 0,
      by_way: 'page',
      to_name: null,
      to_address: null,
      partner: scene.school,
      subject: 'Your question',
      body: 'Talk with the parents first.',
      written_by: scene.worker,
      written_at: sceneNow,
      sent_at: sceneNow,
      last_problem: null,
    })
    .execute()
  const address = `/professionals/requests/${found[0]?.reference ?? ''}`
  assert.match((await who.get(address)).body, /What we answered[^]*Talk with the parents first\./)
  assert.doesNotMatch((await (await as(scene.teacher)).get(address)).body, /Talk with the parents/)
})

const police = { known: 'yes', matters: 'domesticAbuse', visiting: 'no', mayShare: 'no', worries: 'Three calls.' }

test('an organisation that is asked sees the children it is asked about and the question, and nothing else', async () => {
  const request = await sentByNeighbour(database)
  const enquiry = await ask(database, context, {
    request,
    partner: scene.police,
    children: [1],
    question: 'What do you know of this home?',
  })
  const officer = await as(scene.officer)
  assert.match((await officer.get('/professionals')).body, /A question about 1 child/)
  const shown = await officer.get(`/professionals/enquiries/${enquiry}`)
  assert.match(shown.body, /Ada Asked, born 6 May 2014[^]*What do you know of this home\?/)
  assert.doesNotMatch(shown.body, /Unasked|SECRET|Secret/)
  for (const person of [scene.head, scene.officer])
    assert.equal(
      (await (await as(person)).get(`/professionals/enquiries/${person === scene.head ? enquiry : 9999}`)).statusCode,
      404,
    )
  const half = await officer.post(`/professionals/enquiries/${enquiry}`, { ...police, visiting: '' })
  assert.equal(half.statusCode, 422)
  assert.match(half.body, /Three calls\./)
  const answered = await officer.post(`/professionals/enquiries/${enquiry}`, police)
  assert.equal(answered.headers.location, `/professionals/enquiries/${enquiry}?answered=now`)
  const sergeant = await as(scene.sergeant)
  const second = await sergeant.post(`/professionals/enquiries/${enquiry}`, { ...police, worries: 'A fourth call.' })
  assert.equal(second.statusCode, 409)
  assert.match(second.body, /A colleague of yours has answered meanwhile[^]*Three calls\.[^]*A fourth call\./)
  await sergeant.post(`/professionals/enquiries/${enquiry}`, { ...police, worries: 'A fourth call.', add: 'more' })
  assert.match((await sergeant.get(`/professionals/enquiries/${enquiry}`)).body, /Three calls\.[^]*A fourth call\./)
})

test('a question that was taken back shows no child any more, and takes no answer', async () => {
  const request = await sentByNeighbour(database)
  const asked = { request, partner: scene.police, children: [2], question: 'Who lives there?' }
  const enquiry = await ask(database, context, asked)
  await withdrawEnquiry(database, context, { request, enquiry })
  const officer = await as(scene.officer)
  const sent = await officer.post(`/professionals/enquiries/${enquiry}`, police)
  assert.match(sent.body, /has taken this question back/)
  assert.doesNotMatch(sent.body, /Unasked|Who lives there/)
})

test('feedback gives counts and no share of few; staff see every organisation, others do not', async () => {
  const shown = await (await as(scene.head)).get('/professionals/feedback')
  assert.match(shown.body, /Nothing that you sent in the last twelve months has been decided yet/)
  const worker = await visitorSignedIn(server, database, { worker: scene.worker, role: 'pointOfAccessWorker' })
  assert.match((await worker.get('/front-door/partners')).body, /Mill Lane Primary School/)
  assert.match((await worker.get('/front-door/partners?month=2020-12')).body, /December 2020/)
  const file = await worker.get('/front-door/partners.csv')
  assert.match(file.body, /Mill Lane Primary School,2020-12,1,0,0/)
  const nobody = await (await as(scene.head)).get('/front-door/partners')
  assert.match(String(nobody.headers.location), /^\/sign-in/)
})

test('files go with a request, told by their content, and none stays of a form that is thrown away', async () => {
  const who = await as(scene.teacher)
  await who.post('/professionals/discard', {})
  assert.equal((await who.postFiles('/professionals/new/files', {}, [])).headers.location, '/professionals/new')
  const formKey = await writeAll(who)
  const file = (name: string, text: string) => ({ field: 'file', name, text })
  const addFiles = (...files: readonly ReturnType<typeof file>[]) =>
    who.postFiles('/professionals/new/files/add', {}, files)
  const bad = await addFiles(file('report.pdf', 'MZ\u0000\u0003\u0000no document'))
  assert.equal(bad.statusCode, 422)
  assert.match(bad.body, /report\.pdf|cannot|not/)
  assert.match((await addFiles()).body, /Choose a file first/)
  for (const name of ['report.pdf', 'other.pdf'])
    assert.equal((await addFiles(file(name, '%PDF-1.4 a report'))).statusCode, 303)
  const list = await who.get('/professionals/new/files')
  assert.match(list.body, /report\.pdf[^]*other\.pdf/)
  const origin = await server.listen({ port: 0, host: '127.0.0.1' })
  for (const saysLength of [true, false]) {
    const film = { field: 'file', name: 'film.pdf', text: Buffer.alloc(20_500_000, 1) }
    const large = await who.sendFilesTo(`${origin}/professionals/new/files/add`, {}, [film], { saysLength })
    assert.equal(large.statusCode, 422, large.body)
    assert.match(large.body, /The file is larger than 20 MB/)
  }
  const [, first = ''] = /action="([^"]+\/remove)"/.exec(list.body) ?? []
  const other = await as(scene.head)
  await other.post(first, {})
  await who.post('/professionals/new/files/999/remove', {})
  assert.match((await who.get('/professionals/new/check')).body, /report\.pdf[^]*other\.pdf/)
  await who.post(first, {})
  const sent = await who.post('/professionals/new/check', { formKey })
  const shown = await who.get(String(sent.headers.location))
  assert.match(shown.body, /other\.pdf/)
  assert.doesNotMatch(shown.body, /report\.pdf/)
  await writeAll(who)
  await addFiles(file('left.pdf', '%PDF-1.4 a report'))
  await who.post('/professionals/discard', {})
  const held = await sql.selectFrom('request_file').select('name').where('request', 'is', null).execute()
  assert.deepEqual(held, [])
})

test('whoever leaves is out the same day', async () => {
  const who = await as(scene.teacher)
  assert.equal((await who.get('/professionals')).statusCode, 200)
  await endPerson(sql, { partner: scene.school, person: scene.teacher }, '2020-12-14', {
    by: scene.worker,
    at: sceneNow,
  })
  assert.equal((await who.get('/professionals')).statusCode, 303)
  assert.equal(
    (await (await anybody()).post('/professionals/sign-in', { person: String(scene.teacher) })).statusCode,
    422,
  )
})
