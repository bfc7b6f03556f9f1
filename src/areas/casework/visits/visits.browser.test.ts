import assert from 'node:assert/strict'
import { after } from 'node:test'
import { testDatabase } from '../../../store/testing.ts'
import { browserTests, expectNoSidewaysScroll } from '../../../web/browser-testing.ts'
import { casework } from '../area.ts'
import { serverOf, sessionAs, smallCouncil } from '../testing.ts'
import type { StaffName } from '../testing.ts'
import { makeScene } from '../testing-scene.ts'

const database = await testDatabase()
await smallCouncil(database)
const { child, brother } = await makeScene(database)
after(() => database.close())

const sessionOf = (name: StaffName): Promise<string> => sessionAs(database, name)

const entries = async () =>
  (await database.sql.selectFrom('entry').select('lineage').where('step', '=', 'childProtectionVisit').execute()).length

const browserTest = browserTests(() => serverOf(database, [casework]))

browserTest('a visit is recorded by keyboard on a telephone, without scripts', async ({ openPage }) => {
  const before = await entries()
  const session = await sessionOf('socialWorker')
  const page = await openPage(`/children/${child}/visit`, { session, width: 320, scripts: false })
  await expectNoSidewaysScroll(page)
  await page.focus(`#own-seen-${child}`)
  await page.keyboard.press('Space')
  await page.selectOption(`#own-seen-${brother}`, 'withOthers')
  await page.focus('#notes')
  await page.keyboard.type('Both were at the table.')
  await page.getByRole('button', { name: 'Record the visit' }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/visit\/\d+/)
  assert.match((await page.textContent('main')) ?? '', /The visit of 14 December 2020 is recorded/)
  await expectNoSidewaysScroll(page)
  assert.equal(await entries(), before + 2)
})

browserTest('what is typed is kept while the connection is away, and saved when it is back', async ({ openPage }) => {
  const page = await openPage(`/children/${child}/visit`, { session: await sessionOf('socialWorker'), width: 320 })
  await page.context().setOffline(true)
  await page.fill('#notes', 'Typed in the car park.')
  await page.getByText(/cannot be reached/).waitFor({ timeout: 15_000 })
  assert.equal(await page.inputValue('#notes'), 'Typed in the car park.')
  await page.context().setOffline(false)
  await page.waitForURL(/\/visits\/drafts\/\d+/, { timeout: 15_000 })
  const draft = await openPage(new URL(page.url()).pathname, { session: await sessionOf('socialWorker') })
  assert.equal(await draft.inputValue('#notes'), 'Typed in the car park.')
})

for (const [name, address, who] of [
  ['the short page', () => `/children/${child}/visit`, 'socialWorker'],
  ['visits of one’s own', () => '/visits', 'socialWorker'],
  ['visits of a team', () => '/visits', 'teamManager'],
  ['visits of a service', () => '/visits?on=2020-11-12&standing=late', 'serviceManager'],
] as const)
  browserTest(`${name} passes axe, wide and at 320 pixels`, async ({ lookOver }) => {
    await lookOver(address(), { session: await sessionOf(who) })
  })

browserTest('a form with mistakes leads to the question that is to be mended', async ({ openPage }) => {
  const page = await openPage(`/children/${child}/visit`, { session: await sessionOf('socialWorker'), scripts: false })
  await page.fill('#visitedOn-year', '1066')
  const [answer] = await Promise.all([
    page.waitForResponse(response => response.request().method() === 'POST'),
    page.getByRole('button', { name: 'Record the visit' }).click(),
  ])
  assert.equal(answer.status(), 422)
  assert.match((await page.textContent('.govuk-error-summary')) ?? '', /was seen[^]*year between 1900 and 2100/)
})
