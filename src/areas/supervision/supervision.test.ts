import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { supervision } from './area.ts'
import { dayOf, people, smallCouncil } from './testing.ts'

const council = await smallCouncil([supervision])
const { database, say, given, as } = council
after(council.close)

const [amira = 0, tom = 0] = await given(['Amira', 'Tom'], 'worker', '2020-10-01')
const [ali = 0] = await given(['Ali'], 'southWorker', '2020-10-01')

const agenda = `/supervision/workers/${people.worker.worker}/agenda`
const recordPage = `/supervision/workers/${people.worker.worker}/record`

const whole = {
  ...dayOf('heldOn', '2020-12-14'),
  goingWell: 'Visits are made and written up.',
  worries: '',
  feelings: 'Calm.',
}

const entriesOf = async (step: string) => {
  const { rows } = await sql<{
    readonly lineage: number
    readonly answers: Readonly<Record<string, unknown>>
    readonly outcome: string
    readonly follows: number | null
    readonly subjects: readonly (readonly [number, string | null])[]
  }>`
    select e.lineage, e.answers, e.outcome, e.follows,
      (select json_agg(json_build_array(s.identity, s.paragraph) order by s.identity) from entry_subject s where s.lineage = e.lineage) as subjects
    from entry e where e.step = ${step} order by e.lineage`.execute(database.sql)
  return rows
}

const draftIn = (address: unknown): string => /drafts\/\d+/.exec(String(address))?.[0] ?? 'none'
const versionIn = (body: string): string => /name="own-version" value="(\d+)"/.exec(body)?.[1] ?? ''

test('a manager sees who is to be supervised by when, and an agenda that the record has made', async () => {
  await say('worker', {
    step: 'strategyDiscussion',
    subjects: [{ identity: amira }],
    answers: { heldOn: '2020-12-01', present: 'Police, school', concerns: 'A bruise.' },
    outcome: 'noFurtherAction',
  })
  const manager = await as('manager')
  const overview = await manager.get('/supervision')
  assert.equal(overview.statusCode, 200, overview.body)
  assert.match(overview.body, /worker Tester[^]*none yet[^]*late: none yet/)
  assert.match(overview.body, /Decisions waiting[^]*Amira Ashdown[^]*Strategy discussion/)
  const page = await manager.get(agenda)
  assert.equal(page.statusCode, 200, page.body)
  assert.match(page.body, /Amira Ashdown[^]*New[^]*Strategy discussion[^]*no oversight yet/)
  assert.match(page.body, /Child and family assessment, due 3 December 2020: 11 days late/)
  assert.doesNotMatch(page.body, /Ali Ashdown/)
})

test('what is begun can be left and come back to, and is recorded with each child’s own paragraph', async () => {
  const manager = await as('manager')
  const form = await manager.get(recordPage)
  assert.equal(form.statusCode, 200, form.body)
  assert.match(form.body, /What was said about Amira Ashdown[^]*What was said about Tom Ashdown/)
  const begun = await manager.post(recordPage, {
    ...whole,
    'own-worker': String(people.worker.worker),
    'own-version': '1',
    'own-action': 'save',
    [`about-${amira}`]: 'Amira is quieter since the summer.',
  })
  assert.equal(begun.statusCode, 303, begun.body)
  const address = `/supervision/${draftIn(begun.headers.location)}`
  const again = await manager.get(recordPage)
  assert.match(String(again.headers.location), new RegExp(address), 'the one that was begun is gone on with')
  const draft = await manager.get(address)
  assert.match(draft.body, /Amira is quieter since the summer\./)

  const done = await manager.post(address, {
    ...whole,
    'own-worker': String(people.worker.worker),
    'own-version': versionIn(draft.body),
    'own-action': 'complete',
    [`about-${amira}`]: 'Amira is quieter since the summer.',
    [`decision-${amira}`]: 'The worker sees Amira alone this week',
    [`who-${amira}`]: 'The worker',
    ...dayOf(`by-${amira}`, '2020-12-18'),
    'decisions-1-what': 'Keep Friday mornings free',
    'decisions-1-who': 'The manager',
  })
  assert.equal(done.statusCode, 303, done.body)
  const [held] = await entriesOf('supervision')
  assert.deepEqual(
    held?.subjects,
    [[amira, 'Amira is quieter since the summer.']],
    'a child not talked about is left out',
  )
  assert.equal(held.answers.supervised, people.worker.worker)
  const oversight = await entriesOf('managementOversight')
  assert.deepEqual(
    oversight.map(({ answers, follows, subjects }) => [answers.decision, answers.byWhen, follows, subjects]),
    [['The worker sees Amira alone this week', '2020-12-18', held.lineage, [[amira, null]]]],
    'what is decided of one child stands in that child’s record alone',
  )
  const sent = await manager.post(address, { ...whole, 'own-version': '2', 'own-action': 'complete' })
  assert.equal(sent.statusCode, 303)
  assert.equal((await entriesOf('supervision')).length, 1, 'a form sent twice is recorded once')

  const page = await manager.get(String(done.headers.location))
  assert.match(page.body, /Visits are made and written up\.[^]*Keep Friday mornings free[^]*Amira Ashdown[^]*quieter/)
  assert.match(page.body, /has not signed this yet/)
  assert.match((await manager.get('/supervision')).body, /14 December 2020[^]*in time/)
})

test('at the next supervision what was decided is asked about, and marked as done in the child’s record', async () => {
  const manager = await as('manager')
  const form = await manager.get(recordPage)
  assert.match(form.body, /value="Keep Friday mornings free"/)
  const decision = /name="(done-\d+)"/.exec(form.body)?.[1] ?? ''
  assert.match(form.body, /The worker sees Amira alone this week · The worker · by 18 December 2020/)
  const done = await manager.post(recordPage, {
    ...whole,
    'own-worker': String(people.worker.worker),
    'own-version': '1',
    'own-action': 'complete',
    'lastDecisions-1-what': 'Keep Friday mornings free',
    'lastDecisions-1-became': 'goesOn',
    [decision]: 'done',
    [`about-${tom}`]: 'Tom is well.',
  })
  assert.equal(done.statusCode, 303, done.body)
  const last = (await entriesOf('managementOversight')).at(-1)
  assert.deepEqual([last?.outcome, last?.follows], ['done', Number(decision.slice('done-'.length))])
  const next = await manager.get(agenda)
  assert.doesNotMatch(next.body, /sees Amira alone/)
  assert.match(next.body, /Keep Friday mornings free/, 'what goes on is asked about again')
})

test('the worker reads it, signs it once with words of their own, and nobody else’s worker or manager reads it', async () => {
  const [held] = await entriesOf('supervision')
  const address = `/supervision/records/${held?.lineage ?? 0}`
  const worker = await as('worker')
  const home = await worker.get('/supervision')
  assert.equal(home.headers.location, `/supervision/workers/${people.worker.worker}`)
  assert.match((await worker.get(home.headers.location)).body, /My supervision[^]*14 December 2020/)
  assert.match((await worker.get(address)).body, /Your own words/)
  const wrong = await worker.post(address, { ...dayOf('signedOn', '2020-12-14'), outcome: 'differs', words: '' })
  assert.equal(wrong.statusCode, 422)
  const early = await worker.post(address, { ...dayOf('signedOn', '2020-12-01'), outcome: 'agrees', words: '' })
  assert.match(early.body, /cannot be before the supervision/)
  const signed = await worker.post(address, {
    ...dayOf('signedOn', '2020-12-14'),
    outcome: 'differs',
    words: 'I would say she was always quiet.',
  })
  assert.equal(signed.statusCode, 303, signed.body)
  const page = await worker.get(address)
  assert.match(page.body, /sees something differently[^]*always quiet/)
  assert.doesNotMatch(page.body, /Sign<\/button>/)
  assert.match((await (await as('manager')).get(address)).body, /always quiet/)
  assert.equal((await (await as('director')).get(address)).statusCode, 200)
  for (const who of ['colleague', 'southManager', 'southWorker'] as const)
    assert.equal((await (await as(who)).get(address)).statusCode, 404, who)
  assert.equal((await (await as('councillor')).get(address)).statusCode, 403)
  assert.equal((await (await as('manager')).post(address, { outcome: 'agrees' })).statusCode, 403)
})

test('a worker sees no other’s supervision, and records none', async () => {
  const worker = await as('worker')
  assert.equal((await worker.get(`/supervision/workers/${people.colleague.worker}`)).statusCode, 404)
  for (const address of [recordPage, '/supervision/decisions', '/supervision/drift'])
    assert.equal((await worker.get(address)).statusCode, 403, address)
  const south = await as('southManager')
  for (const address of [agenda, recordPage]) assert.equal((await south.get(address)).statusCode, 404, address)
})

test('everything that an agenda shows of a child is in the access log', async () => {
  const { rows } = await sql<{ readonly acts: readonly string[] }>`
    select array_agg(distinct act order by act) as acts from access_log
    where identity = ${amira} and worker = ${people.manager.worker}`.execute(database.sql)
  for (const act of ['supervision agenda', 'supervision record', 'recorded supervision'])
    assert.ok(rows[0]?.acts.includes(act), act)
})

test('a restricted child stands on no agenda and in no record, whoever held the supervision', async () => {
  const [hidden = 0] = await given(['Hidden'], 'colleague', '2020-11-02')
  const [seen = 0] = await given(['Seen'], 'colleague', '2020-11-02')
  const entry = await say('manager', {
    step: 'supervision',
    subjects: [
      { identity: hidden, paragraph: 'Nobody must read this.' },
      { identity: seen, paragraph: 'All may.' },
    ],
    answers: { heldOn: '2020-12-10', supervised: people.colleague.worker, goingWell: 'Much.' },
    outcome: 'held',
  })
  await database.sql
    .insertInto('restriction')
    .values({ identity: hidden, reason: 'Family of staff', started_at: '2020-12-11T00:00:00.000Z' })
    .execute()
  const manager = await as('manager')
  const record = await manager.get(`/supervision/records/${entry}`)
  assert.match(record.body, /All may\./)
  const pages = [
    record,
    await manager.get(`/supervision/workers/${people.colleague.worker}/agenda`),
    await manager.get(`/supervision/workers/${people.colleague.worker}/record`),
  ]
  for (const page of pages) assert.doesNotMatch(page.body, /Hidden|Nobody must read|more child/)
  assert.equal((await manager.get(`/supervision/children/${hidden}`)).statusCode, 404)
})

test('from a child’s page a manager comes to the supervision of the worker who holds the child', async () => {
  const manager = await as('manager')
  assert.equal((await manager.get(`/supervision/children/${amira}`)).headers.location, recordPage)
  assert.match((await manager.get(`/supervision/children/${ali}`)).body, /whom to ask|Ask/i)
  assert.equal(
    (await (await as('worker')).get(`/supervision/children/${amira}`)).headers.location,
    `/supervision/workers/${people.worker.worker}`,
  )
})
