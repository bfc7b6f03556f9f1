import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { buildApp } from '../src/app.ts'
import { dayOf, pagesAs } from '../src/areas/casework/testing-pages.ts'
import { addDays, dateAt } from '../src/calendar/index.ts'
import { createCouncil, now, readCouncilFile } from '../src/council/index.ts'
import { testDatabase } from '../src/store/testing.ts'
import { testStyles } from '../src/web/testing.ts'

const file = readCouncilFile(readFileSync(join(import.meta.dirname, '../examples/council.json'), 'utf8'))
const database = await testDatabase()
const { workers } = await createCouncil(database.sql, file)
const server = await buildApp({
  database,
  cacheFolder: testStyles,
})
after(async () => {
  await server.close()
  await database.close()
})

const whoIs = (family: string) => {
  const index = file.workers.findIndex(worker => worker.family === family)
  const role = file.workers[index]?.posts[0]?.role
  const worker = workers[index]
  assert.ok(role !== undefined && worker !== undefined, `${family} works here`)
  return { worker, role }
}
const { as, recordByPages } = pagesAs(server, database, whoIs)
const today = dateAt(await now(database.sql))
const ago = (days: number) => addDays(today, -days)

test('an empty council made from a file takes its first contact to a plan, with nothing of the simulation in sight', async () => {
  const door = await as('Point of Access Worker')
  const begun = await door.post('/front-door/new-child', { given: 'Máirín', family: 'O’Brien-Ní Dhomhnaill' })
  assert.equal(begun.statusCode, 303, begun.body)
  const child = Number(/children\/(\d+)/.exec(String(begun.headers.location))?.[1])
  await recordByPages('Point of Access Worker', child, 'contact', {
    ...dayOf('receivedOn', ago(40)),
    source: 'schools',
    why: 'The school is worried about how often she is hungry.',
    ...dayOf('decidedOn', ago(40)),
    outcome: 'assessmentService',
  })
  await recordByPages('Duty Worker', child, 'referral', {
    ...dayOf('receivedOn', ago(40)),
    source: 'schools',
    why: 'Hungry at school.',
    ...dayOf('decidedOn', ago(39)),
    outcome: 'assessment',
  })
  await recordByPages('Assessment Team Manager', child, 'allocation', {
    ...dayOf('allocatedOn', ago(39)),
    worker: String(whoIs('Assessment Social Worker').worker),
    team: 'assessment-east',
    outcome: 'socialWorker',
  })
  await recordByPages('Assessment Social Worker', child, 'strategyDiscussion', {
    ...dayOf('heldOn', ago(20)),
    present: 'Police, health, school',
    concerns: 'Neglect.',
    outcome: 'section47',
  })
  await recordByPages('Assessment Social Worker', child, 'section47Enquiry', {
    ...dayOf('startedOn', ago(20)),
    ...dayOf('completedOn', ago(12)),
    findings: 'Likely to suffer significant harm.',
    outcome: 'conference',
  })
  await recordByPages('Conference Chair', child, 'initialConference', {
    ...dayOf('heldOn', ago(5)),
    present: 'Mother, school, health',
    decision: 'A plan is needed.',
    category: 'NEG',
    outcome: 'plan',
  })
  const worker = await as('Assessment Social Worker')
  const addresses = ['/', `/children/${child}`, `/children/${child}/story`, `/children/${child}/plans`, '/work']
  for (const address of addresses) {
    const { statusCode, body } = await worker.get(address)
    assert.equal(statusCode, 200, address)
    assert.match(body, /Exampleshire/)
    assert.doesNotMatch(body, /simulat|invented/i, address)
  }
  assert.match((await worker.get(`/children/${child}`)).body, /Child protection plan<\/strong> since/)
  const director = await as('Director')
  for (const address of ['/', '/figures', '/figures/child-protection-plans', '/service']) {
    const { statusCode, body } = await director.get(address)
    assert.equal(statusCode, 200, address)
    assert.doesNotMatch(body, /simulat|invented|Surrey|select committee|Paragraph|href="\/report"/i, address)
  }
  // The report is the simulated county's.
  assert.equal((await director.get('/report')).statusCode, 404)
})
