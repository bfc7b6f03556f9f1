import assert from 'node:assert/strict'
import { test } from 'node:test'
import { caseworkPages, draftIn, versionIn } from '../testing-pages.ts'
import { makeScene } from '../testing-scene.ts'
import { staff } from '../testing.ts'
import { assessment, requestIn, writersOf } from './testing-drafts.ts'

const { database, as } = await caseworkPages()
const { child, brother } = await makeScene(database)
const { checked, sentBy } = writersOf(as)

test('of the saves of a draft those about a child who does not open to the reader stay unread', async () => {
  const from = { started_at: '2020-12-01T00:00:00.000Z' }
  await database.sql
    .insertInto('restriction')
    .values({ identity: brother, reason: 'staff family', ...from })
    .execute()
  await database.sql
    .insertInto('keeper')
    .values({ identity: brother, worker: staff.socialWorker, ...from })
    .execute()
  const ofBoth = {
    ...assessment,
    'own-subject': [String(brother)],
    [`own-paragraph-${brother}`]: 'Nobody else may read this of him.',
  }
  const { visitor, draft, version } = await checked('socialWorker', child, ofBoth)
  await visitor.post(`/drafts/${draft}`, { ...assessment, 'own-version': version, 'own-action': 'check' })
  await visitor.post(`/drafts/${draft}`, { ...assessment, strengths: 'Nan cooks.', 'own-version': '2' })
  const check = await visitor.get(`/drafts/${draft}/check`)
  await visitor.post(`/drafts/${draft}/send`, { 'own-version': versionIn(check.body), to: String(staff.teamManager) })
  const manager = await as('teamManager')
  const waiting = await manager.get(`/drafts/${draft}/sent`)
  assert.match(waiting.body, /What was saved before/)
  const read = (await manager.get(`/drafts/${draft}/history`)).body
  const own = (await visitor.get(`/drafts/${draft}/history`)).body
  await database.sql.deleteFrom('keeper').where('identity', '=', brother).execute()
  await database.sql.deleteFrom('restriction').where('identity', '=', brother).execute()
  assert.doesNotMatch(read, /Nobody else may read this|another child/)
  assert.match(read, /Nan cooks\./, 'what is about the children who open stands there')
  assert.match(own, /Nobody else may read this of him\./, 'its writer reads all of it')
})

test('words typed after going back to the form that was sent are on the page and among the saves', async () => {
  const worker = await as('socialWorker')
  const page = { 'own-page': 'abcdef0123456789', 'own-action': 'check' }
  const form = `/children/${child}/record/childAndFamilyAssessment`
  const draft = draftIn((await worker.post(form, { ...assessment, ...page })).headers.location)
  await worker.post(`/drafts/${draft}/send`, { 'own-version': '1', to: String(staff.teamManager) })
  const unchanged = await worker.post(form, { ...assessment, ...page })
  assert.equal(unchanged.headers.location, `/drafts/${draft}/sent`)
  assert.doesNotMatch((await worker.get(`/drafts/${draft}/sent`)).body, /What was saved before/)
  const typed = await worker.post(form, { ...assessment, ...page, worries: 'Typed after Back.' })
  assert.equal(typed.statusCode, 409)
  assert.match(typed.body, /was sent to teamManager Tester to authorise[^]*>Typed after Back\.<\/textarea>/)
  assert.ok(typed.body.includes(`/drafts/${draft}/history`), 'where the notice says that it is')
  const alsoHim = await worker.post(form, { ...assessment, ...page, 'own-subject': [String(brother)] })
  assert.equal(alsoHim.statusCode, 409, 'another child is a change too')
  const sent = await worker.get(`/drafts/${draft}/sent`)
  assert.match(sent.body, /What was saved before/)
  assert.match((await worker.get(`/drafts/${draft}/history`)).body, /set aside[^]*Typed after Back\./)
})

test('what a manager asked for stays to be read when it has been sent again, and taken back again', async () => {
  const { visitor, draft, request, version } = await sentBy('socialWorker', child, {
    ...assessment,
    worries: 'Again.',
  })
  const manager = await as('teamManager')
  await manager.post(`/drafts/${draft}/return`, { request, reason: 'Ask school first.' })
  await visitor.post(`/drafts/${draft}/send`, { 'own-version': version, to: String(staff.teamManager) })
  const sent = await manager.get(`/drafts/${draft}/sent`)
  assert.match(sent.body, /teamManager Tester returned it before[^]*Ask school first\.[^]*>Authorise</)
  await visitor.post(`/drafts/${draft}/take-back`, { request: requestIn(sent.body) })
  assert.match(
    (await visitor.get(`/drafts/${draft}`)).body,
    /Returned by teamManager Tester<\/strong>[^]*Ask school first\./,
  )
})
