import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { KyselyPlugin } from 'kysely'
import type { Visitor } from '../../../web/testing.ts'
import { visitorSignedIn } from '../../../web/testing.ts'
import { casework } from '../area.ts'
import { caseworkPages, dayOf } from '../testing-pages.ts'
import { makeScene } from '../testing-scene.ts'
import { serverOf, staff } from '../testing.ts'
import { assessment, writersOf } from './testing-drafts.ts'

const { database, as } = await caseworkPages()
const { child } = await makeScene(database)
const { checked, sentBy } = writersOf(as)

/** The choice that stands selected in a list of a page. */
const selectedIn = (body: string, list: string): string =>
  /<option value="([^"]*)" selected/.exec(
    body.split(`<select class="govuk-select" id="${list}"`)[1]?.split('</select>')[0] ?? '',
  )?.[1] ?? ''

const sending = (visitor: Visitor, draft: number, values: Readonly<Record<string, string>>) =>
  visitor.post(`/drafts/${draft}/send`, values)

test('after a refused send the manager who was chosen is still chosen, and what was returned goes to who returned it', async () => {
  const { visitor, draft, version, check } = await checked('socialWorker', child)
  assert.equal(selectedIn(check.body, 'to'), '')
  await visitor.post(`/drafts/${draft}`, { ...assessment, worries: 'More.', 'own-version': version })
  const stale = await sending(visitor, draft, { 'own-version': version, to: String(staff.serviceManager) })
  assert.equal(stale.statusCode, 409)
  assert.equal(selectedIn(stale.body, 'to'), String(staff.serviceManager))
  const gone = await sending(visitor, draft, { 'own-version': '2', to: String(staff.auditor) })
  assert.equal(gone.statusCode, 422)
  assert.match(gone.body, /id="to" name="to"><option value="">Choose<\/option>/, 'nobody else is put in their place')
  await sending(visitor, draft, { 'own-version': '2', to: String(staff.serviceManager) })
  const above = await as('serviceManager')
  const request = /name="request" value="(\d+)"/.exec((await above.get(`/drafts/${draft}/sent`)).body)?.[1] ?? ''
  await above.post(`/drafts/${draft}/return`, { request, reason: 'Ask school.' })
  assert.equal(selectedIn((await visitor.get(`/drafts/${draft}/check`)).body, 'to'), String(staff.serviceManager))
})

const direct = { ...assessment, ...dayOf('completedOn', '2020-12-11') }

test('after a refused completion whoever was said to have authorised it is still chosen', async () => {
  const { visitor, draft, version } = await checked('socialWorker', child, { ...direct, worries: 'Stale.' })
  await visitor.post(`/drafts/${draft}`, { ...direct, worries: 'More of it.', 'own-version': version })
  const said = { 'own-version': version, 'own-authoriser': String(staff.serviceManager) }
  const stale = await visitor.post(`/drafts/${draft}/complete`, said)
  assert.equal(stale.statusCode, 409)
  assert.equal(selectedIn(stale.body, 'own-authoriser'), String(staff.serviceManager))
  const nobody = await visitor.post(`/drafts/${draft}/complete`, { ...said, 'own-authoriser': 'nobody' })
  assert.equal(selectedIn(nobody.body, 'own-authoriser'), 'nobody')
})

test('of a manager who has left it can be said that they authorised something while they were in post', async () => {
  await database.sql
    .updateTable('post')
    .set({ ended_on: '2020-12-12' })
    .where('worker', '=', staff.teamManager)
    .execute()
  const { visitor, draft, version, check } = await checked('socialWorker', child, { ...direct, worries: 'On paper.' })
  const late = await checked('socialWorker', child, {
    ...direct,
    ...dayOf('completedOn', '2020-12-13'),
    worries: 'Later.',
  })
  const said = { 'own-authoriser': String(staff.teamManager) }
  const refused = await late.visitor.post(`/drafts/${late.draft}/complete`, { ...said, 'own-version': late.version })
  const done = await visitor.post(`/drafts/${draft}/complete`, { ...said, 'own-version': version })
  await database.sql.updateTable('post').set({ ended_on: null }).where('worker', '=', staff.teamManager).execute()
  assert.match(check.body, /Send to serviceManager Tester to authorise/, 'who has left is sent nothing')
  assert.match(check.body, new RegExp(`<option value="${staff.teamManager}">teamManager Tester</option>`))
  assert.equal(done.statusCode, 303, done.body)
  assert.match(
    (await visitor.get(String(done.headers.location))).body,
    /Authorised by teamManager Tester on 11 December/,
  )
  assert.equal(refused.statusCode, 422, 'after the end of their post they authorised nothing')
  assert.match(refused.body, /The manager whom you named was not in post near this child on that day/)
})

test('where all managers have gone meanwhile, who was named is not dropped without a word', async () => {
  const { visitor, draft, version } = await checked('socialWorker', child, { ...direct, worries: 'All gone.' })
  const managers = ['teamManager', 'serviceManager'] as const
  await database.sql.updateTable('post').set({ ended_on: '2020-12-01' }).where('role', 'in', managers).execute()
  const said = { 'own-version': version, 'own-authoriser': String(staff.teamManager) }
  const refused = await visitor.post(`/drafts/${draft}/complete`, said)
  const open = await checked('socialWorker', child, { ...assessment, worries: 'Day left open.' })
  const form = await open.visitor.get(String(open.check.headers.location))
  const without = await visitor.post(`/drafts/${draft}/complete`, { 'own-version': version })
  await database.sql.updateTable('post').set({ ended_on: null }).where('role', 'in', managers).execute()
  assert.equal(refused.statusCode, 422)
  assert.match(refused.body, /The manager whom you named was not in post/)
  assert.equal(without.statusCode, 303)
  assert.equal(form.statusCode, 422)
  assert.match(
    form.body,
    /No manager in post of this team or service may open this record: there is nobody to send it to[^]*Fill in “Date the assessment was authorised”/,
  )
})

test('words for the writer are not lost where the same manager has authorised it in another window', async () => {
  const { draft, request } = await sentBy('socialWorker', child, { ...assessment, worries: 'Two windows.' })
  const manager = await as('teamManager')
  await manager.post(`/drafts/${draft}/authorise`, { request })
  const returned = await manager.post(`/drafts/${draft}/return`, { request, reason: 'Say what school thinks.' })
  assert.equal(returned.statusCode, 409)
  assert.match(returned.body, /authorised this on[^]*What you wrote was not sent: Say what school thinks\./)
})

test('a manager of the same name as the writer is named beside them', async () => {
  const { draft, request } = await sentBy('socialWorker', child, { ...assessment, worries: 'One name.' })
  const manager = await as('teamManager')
  await manager.post(`/drafts/${draft}/authorise`, { request })
  await database.sql
    .updateTable('worker')
    .set({ given: 'socialWorker' })
    .where('worker', '=', staff.teamManager)
    .execute()
  const story = await manager.get(`/children/${child}/story`)
  await database.sql
    .updateTable('worker')
    .set({ given: 'teamManager' })
    .where('worker', '=', staff.teamManager)
    .execute()
  assert.match(story.body, /socialWorker Tester, authorised by socialWorker Tester/)
})

test('the managers are asked for once for a check', async () => {
  const { visitor, draft } = await checked('socialWorker', child, { ...assessment, worries: 'Once.' })
  assert.equal((await visitor.get(`/drafts/${draft}/check`)).statusCode, 200)
  let asked = 0
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      if (JSON.stringify(node).includes('near as materialized')) asked += 1
      return node
    },
    transformResult: ({ result }) => Promise.resolve(result),
  }
  const counted = await serverOf({ ...database, sql: database.sql.withPlugin(counting) }, [casework])
  const reader = await visitorSignedIn(counted, database, { worker: staff.socialWorker, role: 'socialWorker' })
  assert.equal((await reader.get(`/drafts/${draft}/check`)).statusCode, 200)
  await counted.close()
  assert.equal(asked, 1)
})
