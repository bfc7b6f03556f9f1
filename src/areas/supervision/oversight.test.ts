import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { supervision } from './area.ts'
import { dayOf, people, smallCouncil } from './testing.ts'

const council = await smallCouncil([supervision])
const { database, say, given, as } = council
after(council.close)

const [amira = 0, tom = 0] = await given(['Amira', 'Tom'], 'worker', '2020-08-03')
const [south = 0] = await given(['Sunita'], 'southWorker', '2020-08-03')

const discussion = await say('worker', {
  step: 'strategyDiscussion',
  subjects: [{ identity: amira }, { identity: tom }],
  answers: { heldOn: '2020-12-03', present: 'Police, school', concerns: 'A bruise.' },
  outcome: 'noFurtherAction',
})
await say('southWorker', {
  step: 'strategyDiscussion',
  subjects: [{ identity: south }],
  answers: { heldOn: '2020-12-11', present: 'Police, school', concerns: 'A fall.' },
  outcome: 'noFurtherAction',
})

const oversights = async () => {
  const { rows } = await sql<{
    readonly answers: Readonly<Record<string, unknown>>
    readonly follows: number | null
    readonly subjects: readonly number[]
  }>`select e.answers, e.follows, array(select s.identity from entry_subject s where s.lineage = e.lineage order by 1) as subjects
    from entry e where e.step = 'managementOversight' order by e.lineage`.execute(database.sql)
  return rows
}

test('an event that no manager has looked at waits, by whose child it is, until a manager records oversight: two clicks', async () => {
  const manager = await as('manager')
  const waiting = await manager.get('/supervision/decisions')
  assert.equal(waiting.statusCode, 200, waiting.body)
  assert.match(waiting.body, /Amira Ashdown[^]*Strategy discussion[^]*10 December 2020[^]*past its day/)
  assert.doesNotMatch(waiting.body, /Sunita/)
  const href = /href="(\/supervision\/children\/\d+\/oversight\?event=\d+)"/.exec(waiting.body)?.[1] ?? ''
  const form = await manager.get(href)
  assert.equal(form.statusCode, 200, form.body)
  assert.match(form.body, /3 December 2020: Strategy discussion: no section 47 enquiry[^]*value="Strategy discussion"/)
  assert.match(form.body, /Also about[^]*checked/)

  const empty = await manager.post(href, { ...dayOf('heldOn', '2020-12-14'), event: 'Strategy discussion' })
  assert.equal(empty.statusCode, 422)
  assert.match(empty.body, /Enter an answer to: the decision/)
  assert.equal((await oversights()).length, 0)

  const other = /name="also" type="checkbox" value="(\d+)"/.exec(form.body)?.[1] ?? ''
  const stranger = await manager.post(href, {
    ...dayOf('heldOn', '2020-12-14'),
    event: 'Strategy discussion',
    decision: 'Go on.',
    rationale: 'The threshold was rightly judged.',
    outcome: 'recorded',
    also: String(south),
  })
  assert.equal(stranger.statusCode, 422)
  const recorded = await manager.post(href, {
    ...dayOf('heldOn', '2020-12-14'),
    event: 'Strategy discussion',
    decision: 'Go on.',
    rationale: 'The threshold was rightly judged.',
    outcome: 'recorded',
    also: other,
  })
  assert.equal(recorded.statusCode, 303, recorded.body)
  assert.deepEqual(
    (await oversights()).map(({ follows, subjects }) => [follows, subjects]),
    [[discussion, [amira, tom]]],
  )
  assert.match((await manager.get(String(recorded.headers.location))).body, /Recorded\.[^]*Nothing waits/)
})

test('a service manager sees teams and their rates, and comes from there to the children', async () => {
  const manager = await as('serviceManager')
  const page = await manager.get('/supervision')
  assert.match(page.body, /Safeguarding north[^]*Safeguarding south/)
  const team = await manager.get('/supervision/teams/south')
  assert.match(team.body, /southWorker Tester[^]*Sunita Ashdown/)
  assert.match((await manager.get('/supervision/decisions?team=south')).body, /Sunita Ashdown/)
  assert.equal((await manager.get('/supervision/teams/elsewhere')).statusCode, 404)
  assert.equal((await (await as('director')).get('/supervision')).statusCode, 200)
  assert.equal((await (await as('manager')).get('/supervision/teams/south')).statusCode, 404)
})

test('drift is shown with its rule, is answered by a plan that names it until the day to look again, and then is open again', async () => {
  const manager = await as('manager')
  const list = await manager.get('/supervision/drift')
  assert.equal(list.statusCode, 200, list.body)
  assert.match(list.body, /Amira Ashdown[^]*Assessment open beyond its time[^]*7 October 2020[^]*no plan yet/)
  assert.match(list.body, /No visit that counts[^]*threshold 5 working days/)
  const address = `/supervision/children/${amira}/oversight?drift=assessmentLate`
  const form = await manager.get(address)
  assert.match(form.body, /value="assessmentLate" checked/)
  const plan = {
    ...dayOf('heldOn', '2020-12-14'),
    event: 'Drift: assessment',
    decision: 'Finished with the family on Thursday.',
    rationale: 'The father had not been met.',
    outcome: 'recorded',
    drift: 'assessmentLate',
  }
  const without = await manager.post(address, plan)
  assert.equal(without.statusCode, 422)
  assert.match(without.body, /Look again on/)
  const past = await manager.post(address, { ...plan, ...dayOf('lookAgainOn', '2020-12-01') })
  assert.match(past.body, /Look again on cannot be before 14 December 2020/)
  const planned = await manager.post(address, { ...plan, ...dayOf('lookAgainOn', '2020-12-16') })
  assert.equal(planned.statusCode, 303, planned.body)

  const open = await manager.get('/supervision/drift?state=open&rule=assessmentLate')
  assert.doesNotMatch(open.body, /Amira/)
  assert.match((await manager.get('/supervision/drift?state=answered')).body, /Amira[^]*Look again on 16 December 2020/)
  await database.sql.updateTable('clock').set({ stands_at: '2020-12-16T09:00:00.000Z' }).execute()
  const again = await (await as('manager')).get('/supervision/drift?state=open&rule=assessmentLate')
  assert.match(again.body, /Amira Ashdown/)
  await database.sql.updateTable('clock').set({ stands_at: '2020-12-14T10:00:00.000Z' }).execute()
  assert.equal((await manager.get(`/supervision/children/${amira}/oversight?drift=noVisit`)).statusCode, 404)
  assert.equal((await manager.get(`/supervision/children/${amira}/oversight?event=1`)).statusCode, 404)
})

test('drift is answered from a supervision too, where the decision names it', async () => {
  const manager = await as('manager')
  const recordPage = `/supervision/workers/${people.worker.worker}/record`
  const form = await manager.get(recordPage)
  assert.match(form.body, new RegExp(`name="drift-${tom}" type="checkbox" value="assessmentLate"`))
  const common = {
    'own-worker': String(people.worker.worker),
    'own-version': '1',
    'own-action': 'complete',
    ...dayOf('heldOn', '2020-12-14'),
    goingWell: 'Much.',
    [`about-${tom}`]: 'The assessment waits for the school.',
    [`decision-${tom}`]: 'The manager calls the head',
    [`drift-${tom}`]: 'assessmentLate',
  }
  const without = await manager.post(recordPage, common)
  assert.equal(without.statusCode, 422)
  assert.match(without.body, /Tom Ashdown: say when to look at the drift again/)
  const address = /action="(\/supervision\/drafts\/\d+)"/.exec(without.body)?.[1] ?? ''
  const version = /name="own-version" value="(\d+)"/.exec(without.body)?.[1] ?? ''
  const done = await manager.post(address, {
    ...common,
    'own-version': version,
    ...dayOf(`by-${tom}`, '2021-01-08'),
  })
  assert.equal(done.statusCode, 303, done.body)
  assert.match(
    (await manager.get('/supervision/drift?state=answered&rule=assessmentLate')).body,
    /Tom[^]*Look again on 8 January 2021/,
  )
})

test('a council’s own timescale takes the place of common practice', async () => {
  const own = await smallCouncil([supervision], {
    supervision: [{ from: '2020-01-01', within: { unit: 'days', count: 7 }, basis: 'Each week' }],
    managementOversight: [{ from: '2020-01-01', within: { unit: 'days', count: 30 }, basis: 'Each month' }],
  })
  try {
    const [child = 0] = await own.given(['Wes'], 'worker', '2020-12-01')
    await own.say('worker', {
      step: 'strategyDiscussion',
      subjects: [{ identity: child }],
      answers: { heldOn: '2020-12-03', present: 'Police', concerns: 'A bruise.' },
      outcome: 'noFurtherAction',
    })
    const manager = await own.as('manager')
    assert.match((await manager.get('/supervision')).body, /8 December 2020[^]*late: none yet/)
    assert.match((await manager.get('/supervision/decisions')).body, /2 January 2021[^]*in time/)
  } finally {
    await own.close()
  }
})
