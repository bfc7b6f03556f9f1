import assert from 'node:assert/strict'
import { test } from 'node:test'
import { receive } from '../../../door/receive.ts'
import { wayIn } from '../../../access/visibility/waiting.ts'
import { england } from '../../../journey/index.ts'
import type { StoredAnswers } from '../../../journey/index.ts'
import { missingNow } from '../../../ledger/missing-now.ts'
import { caseworkPages } from '../testing-pages.ts'
import { contextOf, makePerson, recordAs, staff } from '../testing.ts'
import type { StaffName } from '../testing.ts'

const { database, as } = await caseworkPages()

const child = await makePerson(database, { given: 'Esi', family: 'Homeward' })
const waiting = await makePerson(database, { given: 'Wai', family: 'Unallocated' })
const referralOf = (identity: number) =>
  recordAs(database, 'dutyWorker', {
    step: 'referral',
    subjects: [{ identity }],
    answers: { receivedOn: '2020-10-01', source: 'police', why: 'An incident.', decidedOn: '2020-10-01' },
    outcome: 'assessment',
  })
await referralOf(child)
await referralOf(waiting)
await recordAs(database, 'dutyWorker', {
  step: 'allocation',
  subjects: [{ identity: child }],
  answers: { allocatedOn: '2020-10-02', worker: staff.socialWorker, team: 'protection-north' },
  outcome: 'socialWorker',
})

/** A child of a case that was closed with a return interview that was never held. */
const closedCase = async (given: string, bornOn: string): Promise<number> => {
  const identity = await makePerson(database, { given, family: 'Longclosed', bornOn })
  const subjects = [{ identity }]
  const entries = [
    {
      step: 'referral',
      answers: { receivedOn: '2016-05-02', source: 'police', why: 'An incident.', decidedOn: '2016-05-03' },
      outcome: 'assessment',
    },
    { step: 'missing', answers: { missingFrom: '2016-06-01T07:45', kind: 'M' }, outcome: 'missing' },
    { step: 'returnFromMissing', answers: { returnedAt: '2016-06-01T20:45' }, outcome: 'returned' },
  ]
  for (const entry of entries) await recordAs(database, 'dutyWorker', { ...entry, subjects })
  return identity
}
const close = (identity: number, outcome: 'closed' | 'stepDown') =>
  recordAs(database, 'teamManager', {
    step: 'closure',
    subjects: [{ identity }],
    answers: { closedOn: '2020-11-30', reason: 'RC7' },
    outcome,
  })
await close(await closedCase('Clo', '2005-05-04'), 'closed')
await close(await closedCase('Gro', '2000-05-04'), 'closed')
await close(await closedCase('Ste', '2006-05-04'), 'stepDown')
await closedCase('Ope', '2007-05-04')

test('a manager’s home says who waits for work of the kind that the team does; everybody who waits is a link away', async () => {
  const early = await makePerson(database, { given: 'Ea', family: 'Earlyhelp' })
  await recordAs(database, 'pointOfAccessWorker', {
    step: 'contact',
    subjects: [{ identity: early }],
    answers: { receivedOn: '2020-10-01', source: 'police', why: 'An incident.', decidedOn: '2020-10-01' },
    outcome: 'earlyHelp',
  })
  const waits = (body: string) => body.slice(body.indexOf('id="waiting"'), body.indexOf('id="workers"'))
  const manager = await as('teamManager')
  const home = waits((await manager.get('/')).body)
  assert.match(home, /Unallocated/)
  assert.doesNotMatch(home, /Earlyhelp/)
  assert.match(home, /for work that your teams do/)
  assert.match(home, /Everybody who waits/)
  assert.match((await manager.get('/work?scope=waiting')).body, /Earlyhelp/)
})

test('a home is headed by children who are open or on their way in, not by what is left of cases that were closed', async () => {
  for (const name of ['pointOfAccessWorker', 'dutyWorker', 'teamManager', 'serviceManager'] as const) {
    const { body } = await (await as(name)).get('/')
    assert.match(body, /Ope Longclosed[^]*Return interview/, `${name} sees whom social care has open`)
    assert.doesNotMatch(body, /Clo Longclosed|Gro Longclosed/, `${name} does not see whose case was closed`)
  }
  const { body } = await (await as('dutyWorker')).get('/')
  assert.match(body, /Ste Longclosed<\/a>: Early help assessment/)
  assert.doesNotMatch(body, /Ste Longclosed<\/a>: Return interview/)
})

test('tables that stand as blocks on a phone name the column of each cell there', async () => {
  const { body } = await (await as('teamManager')).get('/')
  assert.match(body, /socialWorker Tester<\/a><\/th><td[^>]*><span class="rh-cell-label">Due <\/span>\d+<\/td>/)
  assert.match(body, /<span class="rh-cell-label">Why: <\/span>within 45 working days/)
  const work = await (await as('socialWorker')).get('/work')
  assert.match(work.body, /<span class="rh-cell-label">By: <\/span>/)
})

test('the link to the front door counts the requests that wait there', async () => {
  const worker = await as('pointOfAccessWorker')
  assert.match((await worker.get('/')).body, /The front door: no request waits</)
  await receive(
    database,
    {
      kind: 'support',
      sender: 'parent',
      answers: { needs: ['familyLife'], happening: 'He does not sleep.' },
      children: [{ given: 'Lowri', family: 'Newcomer', bornOn: '2014-02-01', answers: {} }],
    },
    { now: '2020-12-14T09:00:00.000Z' },
  )
  assert.match((await worker.get('/')).body, /href="\/front-door">The front door: 1 request waits</)
})

const homes: Readonly<Record<Exclude<StaffName, 'otherSocialWorker'>, RegExp>> = {
  pointOfAccessWorker: /The front door[^]*Decisions that wait/,
  dutyWorker: /What needs me today[^]*Waiting to be allocated[^]*Wai Unallocated[^]*My children/,
  socialWorker: /What needs me today[^]*Esi Homeward[^]*within 45 working days[^]*My children[^]*Esi Homeward/,
  personalAdviser: /What needs me today/,
  earlyHelpWorker: /What needs me today/,
  teamManager: /What needs us: my team[^]*Esi Homeward[^]*Wai Unallocated[^]*socialWorker Tester/,
  serviceManager: /What needs us: my service[^]*Esi Homeward/,
  conferenceChair: /What needs me today/,
  businessSupport: /What needs us: my team[^]*Esi Homeward/,
  auditor: /Search for a record to read/,
  analyst: /Figures down to what they count/,
  informationGovernance: /who has looked/,
  director: /What moved/,
  councillor: /The published report/,
  administrator: /The organisation and its people/,
}

for (const [name, expected] of Object.entries(homes) as [StaffName, RegExp][])
  test(`${name} has a home that leads to their work and to the figures`, async () => {
    const visitor = await as(name)
    const home = await visitor.get('/')
    assert.equal(home.statusCode, 200)
    assert.match(home.body, expected)
    assert.match(home.body, /href="\/figures"/)
    assert.match(home.body, /href="\/report"/)
    if (name === 'councillor' || name === 'administrator') {
      assert.doesNotMatch(home.body, /Esi|Wai|Find a person/)
      assert.equal((await visitor.get(`/children/${child}`)).statusCode, 403)
      assert.equal((await visitor.post('/search', { words: 'Esi' })).statusCode, 403)
    }
  })

test('drafts and the children opened lately are found again from home', async () => {
  const worker = await as('socialWorker')
  await worker.get(`/children/${child}`)
  await worker.post(`/children/${child}/record/caseNote`, { heading: 'Half a note', 'happenedOn-day': '99' })
  const home = await worker.get('/')
  assert.match(home.body, /My drafts[^]*Case note/)
  assert.match(home.body, /Opened lately[^]*Esi Homeward/)
  const href = /href="(\/drafts\/\d+)"/.exec(home.body)?.[1] ?? ''
  const draft = await worker.get(href)
  assert.match(draft.body, /value="99"/)
  assert.match(draft.body, /value="Half a note"/)
  const name = await worker.get(`/children/${child}`)
  assert.match(name.body, /Your drafts about this child/)
  assert.equal((await worker.post(`${href}/discard`, {})).statusCode, 303)
  assert.equal((await worker.get(href)).statusCode, 404)
})

test('a search finds by name and birth, answers three ways, and stands in no address', async () => {
  const worker = await as('socialWorker')
  const found = await worker.post('/search', { words: 'homeward 2013-05-04' })
  assert.match(found.body, /1 person/)
  assert.match(found.body, /Open to you/)
  const known = await worker.post('/search', { words: 'unalloc' })
  assert.match(known.body, /Held by others/)
  assert.match(
    (await worker.post('/search', { words: 'nobody-of-this-name' })).body,
    /Nobody of whom you may know fits/,
  )
  assert.equal((await worker.post('/search', { words: '' })).statusCode, 422)
  assert.equal((await worker.post('/search', { words: 'x'.repeat(201) })).statusCode, 422)
  assert.doesNotMatch(found.body, /\?words=/)
})

test('whose case was closed in one record and is open in another that is linked to it still waits', async () => {
  const lin = await closedCase('Lin', '2008-05-04')
  await close(lin, 'closed')
  const duty = await as('dutyWorker')
  const waits = async () => (await duty.get('/work?scope=waiting')).body
  assert.doesNotMatch(await waits(), /Lin Longclosed/)
  const again = await makePerson(database, { given: 'Lin', family: 'Longclosed', bornOn: '2008-05-04' })
  await referralOf(again)
  await database.sql.updateTable('person').set({ person: lin }).where('identity', '=', again).execute()
  const rows = (await waits()).split('<tr').filter(row => row.includes('Lin Longclosed'))
  assert.ok(rows.some(row => row.includes('Return interview')))
  assert.ok(rows.some(row => row.includes('Child and family assessment')))
})

test('who comes in again on the day on which a case was closed, or came in while it was open, waits', async () => {
  const contacted = (identity: number, receivedOn: string, outcome: 'assessmentService' | 'multiAgencyPartnership') =>
    recordAs(database, 'dutyWorker', {
      step: 'contact',
      subjects: [{ identity }],
      answers: { receivedOn, source: 'police', why: 'An incident.', decidedOn: receivedOn },
      outcome,
    })
  const again = await closedCase('Aga', '2009-05-04')
  await close(again, 'closed')
  await contacted(again, '2020-11-30', 'assessmentService')
  const meanwhile = await closedCase('Mea', '2009-05-04')
  await contacted(meanwhile, '2020-10-30', 'multiAgencyPartnership')
  await close(meanwhile, 'closed')
  const gone = await closedCase('Gon', '2009-05-04')
  const returned = { step: 'returnFromMissing', answers: { returnedAt: '2020-11-30T08:45' }, outcome: 'returned' }
  await recordAs(database, 'dutyWorker', { ...returned, subjects: [{ identity: gone }] })
  await close(gone, 'closed')
  await recordAs(database, 'dutyWorker', { ...returned, subjects: [{ identity: again }] })
  const { body } = await (await as('dutyWorker')).get('/work?scope=waiting')
  const waiting = body.split('<tr').filter(row => row.includes('Longclosed'))
  const waits = (name: string, work: string) => waiting.some(row => row.includes(name) && row.includes(work))
  assert.ok(waits('Aga', 'Referral'))
  assert.ok(waits('Mea', 'Multi-agency'))
  assert.ok(waits('Aga', 'Return interview'), 'asked for after the case was closed')
  assert.ok(!waits('Mea', 'Return interview'))
  assert.ok(!waits('Gon', 'Return interview'), 'asked for on the last day, before the case was closed')
})

test('what is of the way in is what a contact leads to', () => {
  const led = Object.values(england.steps.contact.outcomes).flatMap(outcome => ('next' in outcome ? outcome.next : []))
  assert.deepEqual([...wayIn].sort(), [...new Set(led)].sort())
})

test('who is missing now stands on the home of the worker, the managers and the duty team until the child is back', async () => {
  const missing = (body: string) => /id="missing-now"[^]*?<\/section>/.exec(body)?.[0]
  const homes = ['socialWorker', 'teamManager', 'serviceManager', 'dutyWorker', 'director'] as const
  for (const name of homes) assert.equal(missing((await (await as(name)).get('/')).body), undefined, name)
  const gone = await makePerson(database, { given: 'Gwen', family: 'Gone', bornOn: '2006-02-03' })
  const subjects = [{ identity: gone }]
  const say = (step: string, outcome: string, answers: StoredAnswers) =>
    recordAs(database, 'dutyWorker', { step, subjects, answers, outcome })
  await say('allocation', 'socialWorker', {
    allocatedOn: '2020-10-02',
    worker: staff.socialWorker,
    team: 'protection-north',
  })
  await say('missing', 'missing', { missingFrom: '2020-11-01T20:00', kind: 'M' })
  await say('returnFromMissing', 'returned', { returnedAt: '2020-11-02T02:00' })
  await say('missing', 'missing', { missingFrom: '2020-12-13T05:30', kind: 'M' })
  for (const name of homes) {
    const section = missing((await (await as(name)).get('/')).body) ?? ''
    assert.match(section, /Missing now[^]*1 child/, name)
    assert.match(section, new RegExp(`href="/children/${gone}"[^>]*>Gwen Gone</a>: gone for <strong>27 hours`), name)
    assert.match(section, /last seen 13 December 2020 at 5:30am[^]*2 times in 90 days/, name)
    if (name !== 'socialWorker') assert.match(section, /socialWorker Tester, Family safeguarding North/, name)
    if (name !== 'director') assert.match(section, new RegExp(`/children/${gone}/record/returnFromMissing`), name)
  }
  for (const name of ['otherSocialWorker', 'councillor', 'conferenceChair'] as const)
    assert.equal(missing((await (await as(name)).get('/')).body), undefined, name)
  const others = await missingNow(database.sql, await contextOf(database, 'otherSocialWorker'), 'all')
  assert.deepEqual(others, [], 'that a child is missing is told where the record opens')
  await database.sql
    .insertInto('restriction')
    .values({ identity: gone, reason: 'staff family', started_at: '2020-12-01T00:00:00.000Z' })
    .execute()
  for (const name of homes) assert.equal(missing((await (await as(name)).get('/')).body), undefined, name)
  await database.sql.deleteFrom('restriction').where('identity', '=', gone).execute()
  await say('returnFromMissing', 'returned', { returnedAt: '2020-12-14T08:00' })
  for (const name of homes) assert.equal(missing((await (await as(name)).get('/')).body), undefined, name)
})

test('how often a child has gone counts this time however long ago it began, and what two linked records say once', async () => {
  const long = await makePerson(database, { given: 'Lowri', family: 'Longgone', bornOn: '2006-02-03' })
  const same = await makePerson(database, { given: 'Lowri', family: 'Longgone', bornOn: '2006-02-03' })
  await recordAs(database, 'dutyWorker', {
    step: 'allocation',
    subjects: [{ identity: long }],
    answers: { allocatedOn: '2020-05-01', worker: staff.socialWorker, team: 'protection-north' },
    outcome: 'socialWorker',
  })
  const goes = (identity: number, from: string, to: string | null) =>
    database.sql
      .insertInto('episode')
      .values({
        identity,
        kind: 'missing',
        started_on: from,
        ended_on: to,
        opened_by: 1,
        detail: '{}',
        known_from: '2020-12-01',
      })
      .execute()
  const times = async () =>
    (await missingNow(database.sql, await contextOf(database, 'socialWorker'), 'all')).find(
      ({ child }) => child === long,
    )?.times
  await goes(long, '2020-06-01', null)
  assert.equal(await times(), 1, 'missing since June')
  await goes(same, '2020-06-01', null)
  await goes(same, '2020-12-05', '2020-12-05')
  await goes(same, '2020-12-05', '2020-12-06')
  await goes(long, '2020-12-05', '2020-12-06')
  await database.sql.updateTable('person').set({ person: long }).where('identity', '=', same).execute()
  assert.equal(await times(), 3, 'since June, and twice on 5 December by one of the two records')
})

test('of many who are missing at once nobody is left off the home of whoever answers for them', async () => {
  const missingFrom = '2020-12-13T05:30'
  const names = Array.from({ length: 12 }, (_, index) => `Nameless${'abcdefghijkl'[index]}`)
  for (const family of names) {
    const subjects = [{ identity: await makePerson(database, { given: 'Mo', family, bornOn: '2006-02-03' }) }]
    const allocated = { allocatedOn: '2020-11-01', worker: staff.socialWorker, team: 'protection-north' }
    await recordAs(database, 'dutyWorker', {
      step: 'allocation',
      subjects,
      answers: allocated,
      outcome: 'socialWorker',
    })
    await recordAs(database, 'socialWorker', {
      step: 'missing',
      subjects,
      answers: { missingFrom, kind: 'M' },
      outcome: 'missing',
    })
  }
  const { body } = await (await as('teamManager')).get('/')
  const section = /id="missing-now"[^]*?<\/section>/.exec(body)?.[0] ?? ''
  assert.deepEqual(
    names.filter(name => !section.includes(name)),
    [],
  )
})
