import assert from 'node:assert/strict'
import { after } from 'node:test'
import { contextOf } from '../../access/sign-in.ts'
import { now } from '../../council/clock.ts'
import { addTestCouncil } from '../../council/testing.ts'
import { england, noPolicy } from '../../journey/index.ts'
import { createChild } from '../../people/index.ts'
import { testDatabase } from '../../store/testing.ts'
import { browserTests, expectNoAxeViolations, expectNoSidewaysScroll } from '../../web/browser-testing.ts'
import { buildServer } from '../../web/server.ts'
import { addTestWorker, sessionOfWorker, testStyles } from '../../web/testing.ts'
import { frontDoor } from './area.ts'

const database = await testDatabase()
after(() => database.close())
await addTestCouncil(database)
const worker = await addTestWorker(database, 'pointOfAccessWorker')
const at = await now(database.sql)
const context = await contextOf(database.sql, { worker, role: 'pointOfAccessWorker' }, at)
assert.ok(context)
await createChild(database.sql, context, {
  given: 'Amira',
  family: 'Okafor-Byrne',
  bornOn: '2014-03-05',
  sex: 'female',
})
await createChild(database.sql, context, { given: 'Zara', family: 'Okafor-Byrne', bornOn: '2014-03-05', sex: 'female' })

const session = () => sessionOfWorker(database, { worker, role: 'pointOfAccessWorker' })
const browserTest = browserTests(() =>
  buildServer({
    database,
    rules: { pathway: england, policy: noPolicy },
    areas: [frontDoor],
    cacheFolder: testStyles,
  }),
)

browserTest(
  'while a child is typed, those who may be it appear with why, and nothing typed is in an address',
  async ({ openPage }) => {
    const page = await openPage('/front-door/new-child', { session: await session(), width: 320 })
    const addresses: string[] = []
    page.on('request', request => addresses.push(request.url()))
    await page.getByLabel('First name', { exact: false }).first().pressSequentially('Ameera')
    await page.getByLabel('Last name', { exact: false }).first().pressSequentially('Byrne')
    const born = page.getByRole('group', { name: 'Date of birth' }).first()
    await born.getByLabel('Day').pressSequentially('3')
    await born.getByLabel('Month').pressSequentially('5')
    await born.getByLabel('Year').pressSequentially('2014')
    await page.getByText('date of birth with day and month exchanged').first().waitFor()
    const matches = page.getByRole('region', { name: 'Is it one of these people?' })
    assert.match((await matches.getByRole('listitem').first().textContent()) ?? '', /Amira Okafor-Byrne, 6/)
    assert.ok(
      addresses.every(address => !/Ameera|Byrne|2014/.test(address)),
      addresses.join(' '),
    )
    assert.doesNotMatch(page.url(), /matches/)
    await expectNoSidewaysScroll(page)
    await expectNoAxeViolations(page)
  },
)

browserTest('without scripts a button looks for the child', async ({ openPage }) => {
  const page = await openPage('/front-door/new-child', { session: await session(), scripts: false })
  await page.getByLabel('First name', { exact: false }).first().fill('Amira')
  await page.getByLabel('Last name', { exact: false }).first().fill('Okafor')
  await page.getByRole('button', { name: 'Look for this child' }).press('Enter')
  await page.getByRole('heading', { name: 'Is it one of these people?' }).waitFor()
  const shot = process.env['RIGHTHELP_SHOT']
  if (shot !== undefined) await page.screenshot({ path: shot, fullPage: true })
  assert.equal(await page.getByLabel('First name', { exact: false }).first().inputValue(), 'Amira')
  await page.getByRole('button', { name: 'It is none of these' }).waitFor()
})
