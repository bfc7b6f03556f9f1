import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testDatabase } from '../../../store/testing.ts'
import { casework } from '../area.ts'
import { dayOf, draftIn, pagesOf, versionIn } from '../testing-pages.ts'
import { serverOf, smallCouncil, staff } from '../testing.ts'
import { hidden, makeFamily, meetingIn, planning, setClock } from './testing.ts'

const database = await testDatabase()
await smallCouncil(database)
const server = await serverOf(database, [casework])
const { as } = pagesOf(server, database)
after(async () => {
  await server.close()
  await database.close()
})

const family = await makeFamily(database, 'Planned')
const worker = await as('socialWorker')
const address = `/children/${family.child}/meetings/plan/initialConference`
let meeting = 0

test('a conference is planned with what the record knows: children, family and their needs, workers, chair, reports', async () => {
  const form = await worker.get(address)
  assert.equal(form.statusCode, 200, form.body)
  assert.match(form.body, /Due by 17 December 2020/)
  assert.match(form.body, /Grace Planned, mother/)
  assert.match(form.body, /Needs an interpreter: Polish/)
  assert.match(form.body, /socialWorker Tester, social worker/)
  assert.match(form.body, /conferenceChair Tester/)
  const made = await worker.post(address, planning(family))
  assert.equal(made.statusCode, 303, made.body)
  meeting = meetingIn(made.headers.location)
  const page = await worker.get(String(made.headers.location))
  assert.equal(page.statusCode, 200, page.body)
  assert.match(page.body, /Wednesday 16 December 2020, 10am to midday/)
  assert.match(page.body, /Interpreter: Polish, not booked yet/)
  assert.match(page.body, /Missing<\/span> <span>Interpreter for Grace Planned, Polish/)
  assert.match(page.body, /Late<\/span> <span>Social worker’s report, shared with the family, socialWorker Tester: due 11 December 2020/)
  assert.match(page.body, /Comes for a part/)
})
