import assert from 'node:assert/strict'
import { test } from 'node:test'
import { visitorSignedIn } from '../../../web/testing.ts'
import { caseworkPages, dayOf } from '../testing-pages.ts'
import { makePerson, recordAs, staff } from '../testing.ts'
import { assessment, requestIn, writersOf } from './testing-drafts.ts'

const { database, server, as } = await caseworkPages()
const { sentBy } = writersOf(as)
const post = { started_on: '2016-01-01', ended_on: null, known_from: '2016-01-01T00:00:00.000Z' }
// The child goes from a team of one service to one of another, which has a manager and a service manager of its own.
const [newTeamManager, newServiceManager] = [staff.analyst, staff.auditor]
await database.sql
  .insertInto('post')
  .values([
    { worker: newTeamManager, role: 'teamManager', team: 'assessment-north', ...post },
    { worker: newServiceManager, role: 'serviceManager', team: 'assessment-north', ...post },
  ])
  .execute()

/** Records that a child is in somebody's hands from a day on. */
const handTo = (identity: number, worker: number, team: string, allocatedOn: string) =>
  recordAs(database, 'teamManager', {
    step: 'allocation',
    subjects: [{ identity }],
    answers: { allocatedOn, worker, team },
    outcome: 'socialWorker',
  })

/** A child of the worker who writes. */
const childOfNorth = async (given: string, bornOn = '2013-05-04'): Promise<number> => {
  const identity = await makePerson(database, { given, family: 'Handed', bornOn })
  await recordAs(database, 'dutyWorker', {
    step: 'referral',
    subjects: [{ identity }],
    answers: { receivedOn: '2020-12-01', source: 'police', why: 'Alone.', decidedOn: '2020-12-01' },
    outcome: 'assessment',
  })
  await handTo(identity, staff.socialWorker, 'protection-north', '2020-12-02')
  return identity
}

/** Transfers a child to the other service; answers with the manager who could read what waits until then. */
const transferred = async (identity: number) => {
  const manager = await as('teamManager')
  assert.match((await manager.get('/')).body, /To authorise/)
  await handTo(identity, staff.dutyWorker, 'assessment-north', '2020-12-14')
  return manager
}

test('what was sent of a child who is transferred is answered by a manager of the team that holds the child now', async () => {
  const identity = await childOfNorth('Answered')
  const { visitor: writer, draft, request } = await sentBy('socialWorker', identity)
  const old = await transferred(identity)
  assert.equal((await old.get(`/drafts/${draft}/sent`)).statusCode, 404, 'it no longer opens to the manager before')
  const home = await writer.get('/')
  assert.match(home.body, /a child whose record no longer opens to you/)
  assert.ok(!home.body.includes(`/drafts/${draft}`), 'the writer is led nowhere')
  for (const worker of [newTeamManager, newServiceManager]) {
    const role = worker === newTeamManager ? 'teamManager' : 'serviceManager'
    const manager = await visitorSignedIn(server, database, { worker, role })
    assert.match((await manager.get('/')).body, /To authorise[^]*Answered[^]*from socialWorker Tester to teamManager/)
    assert.match((await manager.get(`/drafts/${draft}/sent`)).body, />Authorise<\/button>/)
  }
  const manager = await visitorSignedIn(server, database, { worker: newTeamManager, role: 'teamManager' })
  const done = await manager.post(`/drafts/${draft}/authorise`, { request })
  assert.match(String(done.headers.location), /\/entries\/\d+/, done.body)
  const entry = await database.sql.selectFrom('entry').select('author').where('draft', '=', draft).execute()
  assert.deepEqual(entry, [{ author: staff.socialWorker }])
})

test('whoever holds the child now finds it on their home, reads what was returned, and takes it back', async () => {
  const identity = await childOfNorth('Returned')
  const { draft, request } = await sentBy('socialWorker', identity)
  await transferred(identity)
  const holder = await as('dutyWorker')
  assert.match(
    (await holder.get('/')).body,
    /Sent to a manager[^]*Returned[^]*from socialWorker Tester to teamManager Tester/,
  )
  const taken = await holder.post(`/drafts/${draft}/take-back`, { request })
  assert.equal(taken.headers.location, `/drafts/${draft}`, taken.body)
  const version = /name="own-version" value="(\d+)"/.exec((await holder.get(`/drafts/${draft}/check`)).body)?.[1] ?? ''
  const again = await holder.post(`/drafts/${draft}/send`, { 'own-version': version, to: String(newTeamManager) })
  assert.equal(again.headers.location, `/drafts/${draft}/sent`, again.body)
  const manager = await visitorSignedIn(server, database, { worker: newTeamManager, role: 'teamManager' })
  const page = await manager.get(`/drafts/${draft}/sent`)
  await manager.post(`/drafts/${draft}/return`, { request: requestIn(page.body), reason: 'Say what school thinks.' })
  assert.match((await holder.get('/')).body, /Returned by a manager[^]*Say what school thinks\./)
})

test('what was sent to a service manager stays above the team while the service is the same', async () => {
  const identity = await childOfNorth('Above')
  const { draft, request } = await sentBy('socialWorker', identity, assessment, { to: staff.serviceManager })
  const manager = await as('teamManager')
  assert.ok(!(await manager.get('/')).body.includes(`/drafts/${draft}/sent`))
  assert.equal((await manager.post(`/drafts/${draft}/authorise`, { request })).statusCode, 409)
  await handTo(identity, staff.dutyWorker, 'assessment-north', '2020-12-14')
  const elsewhere = await visitorSignedIn(server, database, { worker: newTeamManager, role: 'teamManager' })
  assert.match((await elsewhere.get('/')).body, /To authorise[^]*Above/)
})

test('an enquiry into a child of 17 is sent and authorised after the birthday', async () => {
  const identity = await childOfNorth('Nearly', '2002-12-10')
  const enquiry = { ...dayOf('startedOn', '2020-12-03'), findings: 'She is safe.', outcome: 'conference' }
  const { draft, request } = await sentBy('socialWorker', identity, enquiry, { step: 'section47Enquiry' })
  const manager = await as('teamManager')
  const done = await manager.post(`/drafts/${draft}/authorise`, { request })
  assert.match(String(done.headers.location), /\/entries\/\d+/, done.body)
})
