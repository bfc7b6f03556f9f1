import assert from 'node:assert/strict'
import { after } from 'node:test'
import { pathway } from '../journey/index.ts'
import { testDatabase } from '../store/testing.ts'
import { browserTests, expectNoAxeViolations } from './browser-testing.ts'
import { buildServer } from './server.ts'
import { specimen } from './specimen-testing.ts'
import { addTestWorker, sessionOfWorker, testStyles } from './testing.ts'

const database = await testDatabase()
after(() => database.close())
const worker = await addTestWorker(database, 'socialWorker')
const session = await sessionOfWorker(database, { worker, role: 'socialWorker' })

const browserTest = browserTests(() =>
  buildServer({
    database,
    rules: { pathway: pathway({}, {}), policy: {} },
    areas: [specimen],
    council: { name: 'Testshire County Council', colour: '#1d5e4f', simulated: true },
    cacheFolder: testStyles,
  }),
)

browserTest(
  'everything the shell draws passes axe and fits 320 pixels, its problems included',
  async ({ lookOver }) => {
    await lookOver('/specimen?wrong=yes', { session })
    await lookOver('/specimen', { session })
  },
)

browserTest('without scripts every question is there, those that depend on another included', async ({ openPage }) => {
  const page = await openPage('/specimen', { session, scripts: false })
  assert.equal(await page.locator('input[name=reason]').isVisible(), true)
  await page.getByRole('link', { name: 'Age' }).first().click()
  assert.match(page.url(), /sort=age/)
})

browserTest('with scripts a question that depends on another opens under its answer', async ({ openPage }) => {
  const page = await openPage('/specimen', { session })
  const reason = page.locator('input[name=reason]')
  assert.equal(await reason.isVisible(), false)
  await page.getByRole('radio', { name: 'By video' }).check()
  assert.equal(await reason.isVisible(), true)
})

browserTest('the page of an error, and of whoever has not signed in, pass axe', async ({ openPage }) => {
  const page = await openPage('/health', {})
  await page.goto(new URL('/nowhere', page.url()).href)
  await expectNoAxeViolations(page)
})

browserTest(
  'what is typed is saved while it is typed, and found again; a clash is told and nothing overwritten',
  async ({ openPage }) => {
    const page = await openPage('/specimen-draft', { session })
    await page.locator('textarea').fill('First words')
    await page.getByText('Saved, version 2').waitFor()
    await page.locator('textarea').fill('Second words')
    await page.getByText('Saved, version 3').waitFor()
    const other = await openPage('/specimen-draft', { session })
    assert.equal(await other.locator('textarea').inputValue(), 'Second words')

    await other.locator('textarea').fill('Words of another')
    await other.getByText('Saved, version 4').waitFor()
    await page.locator('textarea').fill('My words')
    await page.getByText('somebody else has saved this meanwhile').waitFor()
    assert.equal(await page.locator('textarea').inputValue(), 'My words')
    assert.equal(
      await (await openPage('/specimen-draft', { session })).locator('textarea').inputValue(),
      'Words of another',
    )
  },
)
