import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { buildApp } from './app.ts'
import { makeScene } from './areas/casework/testing-scene.ts'
import { pagesOf } from './areas/casework/testing-pages.ts'
import { makePerson, recordAs, sessionAs, smallCouncil } from './areas/casework/testing.ts'
import type { StaffName } from './areas/casework/testing.ts'
import { testDatabase } from './store/testing.ts'
import { browserTests, expectNoAxeViolations, expectNoSidewaysScroll } from './web/browser-testing.ts'
import { testStyles } from './web/testing.ts'

const database = await testDatabase()
await smallCouncil(database)
await makeScene(database)
const waiting = await makePerson(database, { given: 'Wai', family: 'Unallocated' })
await recordAs(database, 'dutyWorker', {
  step: 'referral',
  subjects: [{ identity: waiting }],
  answers: { receivedOn: '2020-10-01', source: 'police', why: 'An incident.', decidedOn: '2020-10-01' },
  outcome: 'assessment',
})
const serve = () => buildApp({ database, cacheFolder: testStyles })
const server = await serve()
const { as } = pagesOf(server, database)
after(async () => {
  await server.close()
  await database.close()
})
const browserTest = browserTests(serve)
const sessionOf = (name: StaffName): Promise<string> => sessionAs(database, name)

test('a director’s home begins with what moved, and a councillor’s with the report', async () => {
  const director = await (await as('director')).get('/')
  assert.match(director.body, /id="moved">What moved<[^]*measures of the county[^]*id="meetings">My meetings/)
  const councillor = await (await as('councillor')).get('/')
  assert.doesNotMatch(councillor.body, /What moved/)
  assert.match(councillor.body, /<h2[^>]*>How we are doing<[^]*href="\/report"[^]*href="\/figures"[^]*Where to go/)
})

for (const name of ['director', 'serviceManager'] as const)
  test(`a ${name} has the service at a glance one click from home: five questions, each with where it stands`, async () => {
    const visitor = await as(name)
    assert.match((await visitor.get('/')).body, /href="\/service"/)
    const { body, statusCode } = await visitor.get('/service')
    assert.equal(statusCode, 200)
    assert.match(body, /What moved[^]*What is late[^]*Where the load is[^]*What stands still[^]*Which decisions wait/)
    assert.match(body, /Family safeguarding North[^]*?late/)
    assert.match(body, /Supervision is overdue for/)
    assert.match(body, /href="\/caseloads(?:\/waiting)?">Allocation<\/a>[^]*?1 child/)
    assert.doesNotMatch(body, /Okafor|Unallocated|Amira/)
  })

test('nobody else reads the page, or is led to it', async () => {
  for (const name of ['socialWorker', 'teamManager', 'councillor', 'administrator'] as const) {
    const visitor = await as(name)
    assert.equal((await visitor.get('/service')).statusCode, 403, name)
    assert.doesNotMatch((await visitor.get('/')).body, /href="\/service"/)
  }
})

browserTest(
  'the service at a glance passes axe, fits 320 pixels, works without scripts and prints',
  async ({ lookAt }) => {
    const session = await sessionOf('director')
    for (const looking of [{ width: 1280 }, { width: 320, scripts: false }, { width: 800, print: true }]) {
      const page = await lookAt('/service', { session, ...looking })
      if (looking.scripts !== false) await expectNoAxeViolations(page)
      await expectNoSidewaysScroll(page)
    }
  },
)

test('who is missing now is counted on the service at a glance, and named on the home that it leads to', async () => {
  const director = await as('director')
  assert.doesNotMatch((await director.get('/service')).body, /Missing now/)
  await recordAs(database, 'dutyWorker', {
    step: 'missing',
    subjects: [{ identity: waiting }],
    answers: { missingFrom: '2020-12-10T22:00', kind: 'M' },
    outcome: 'missing',
  })
  const { body } = await director.get('/service')
  assert.match(body, /href="\/#missing-now">Missing now<[^]*1 child[^]*the longest for 3 days/)
  assert.doesNotMatch(body, /Unallocated/)
  assert.match((await director.get('/')).body, /id="missing-now"[^]*Wai Unallocated[^]*nobody/)
})
