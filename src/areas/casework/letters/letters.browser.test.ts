import assert from 'node:assert/strict'
import { after } from 'node:test'
import { testDatabase } from '../../../store/testing.ts'
import { browserTests, expectNoAxeViolations, expectNoSidewaysScroll } from '../../../web/browser-testing.ts'
import { casework } from '../area.ts'
import { makeScene } from '../testing-scene.ts'
import { serverOf, sessionAs, smallCouncil } from '../testing.ts'

const database = await testDatabase()
after(() => database.close())
await smallCouncil(database)
const { child } = await makeScene(database)
const browserTest = browserTests(() => serverOf(database, [casework]))

browserTest('a letter is saved while it is typed, and gone on with from where it begins', async ({ openPage }) => {
  const session = await sessionAs(database, 'socialWorker')
  const at = `/children/${child}/letters/recordSummary`
  const page = await openPage(at, { session, width: 320 })
  await page.getByLabel('Name, or the council or agency').fill('Anotherton')
  await page.getByRole('button', { name: 'Write it' }).click()
  await page.getByLabel('Heading', { exact: true }).fill('A summary with words of my own')
  await page.locator('[data-autosave-status]').getByText('Saved').waitFor({ timeout: 20_000 })
  assert.match(page.url(), /\/drafts\/\d+$/)
  await page.getByLabel('Title in the list of documents').fill('More of it')
  await page.getByRole('button', { name: 'Save and go on later' }).click()
  await expectNoSidewaysScroll(page)
  const again = await openPage(at, { session })
  await expectNoAxeViolations(again)
  const drafts = again.getByRole('link', { name: /Go on with what you saved/ })
  assert.equal(await drafts.count(), 1)
  await drafts.click()
  assert.equal(await again.getByLabel('Heading', { exact: true }).inputValue(), 'A summary with words of my own')
  assert.equal(await again.getByLabel('Title in the list of documents').inputValue(), 'More of it')
  await expectNoAxeViolations(again)
})
