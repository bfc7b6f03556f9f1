import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after } from 'node:test'
import { pdfFile, photograph, programFile } from '../../../documents/testing.ts'
import { testDatabase } from '../../../store/testing.ts'
import { browserTests, expectNoAxeViolations, expectNoSidewaysScroll } from '../../../web/browser-testing.ts'
import { casework } from '../area.ts'
import { makeScene } from '../testing-scene.ts'
import { serverOf, sessionAs, smallCouncil } from '../testing.ts'
import type { StaffName } from '../testing.ts'

const database = await testDatabase()
after(() => database.close())
await smallCouncil(database)
const { child } = await makeScene(database)
const sessionOf = (name: StaffName): Promise<string> => sessionAs(database, name)

const browserTest = browserTests(() => serverOf(database, [casework]))
const at = `/children/${child}`

browserTest(
  'a photograph is added by keyboard, without scripts, at 320 pixels; a program called one is not',
  async ({ openPage }) => {
    const session = await sessionOf('socialWorker')
    const page = await openPage(`${at}/documents/add`, { session, scripts: false, width: 320 })
    await page.getByLabel('What it is').selectOption('photograph')
    await page.getByLabel('Title').fill('The kitchen')
    await page.getByLabel('Tom Okafor-Byrne').check()
    await page.getByLabel('File').setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: programFile() })
    await page.getByRole('button', { name: 'Add', exact: true }).press('Enter')
    await page.getByRole('alert').getByText('It is a program, whatever its name says').waitFor()
    assert.equal(await page.getByLabel('Title').inputValue(), 'The kitchen')
    assert.equal(await page.getByLabel('Tom Okafor-Byrne').isChecked(), true)
    await page
      .getByLabel('File')
      .setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: photograph(400_000) })
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByText('The document is kept.').waitFor()
    await expectNoSidewaysScroll(page)
  },
)

browserTest('what is added is downloaded as it was, and never shown as a page', async ({ openPage }) => {
  const page = await openPage(`${at}/documents/add`, { session: await sessionOf('socialWorker') })
  await page.getByLabel('What it is').selectOption('report')
  await page
    .getByLabel('File')
    .setInputFiles({ name: 'School report.pdf', mimeType: 'application/pdf', buffer: pdfFile() })
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).click(),
  ])
  assert.equal(download.suggestedFilename(), 'School report.pdf')
  assert.ok((await readFile(await download.path())).equals(pdfFile()))
})

browserTest('a letter is written, changed, kept and printed without scripts', async ({ openPage }) => {
  const page = await openPage(`${at}/documents`, { session: await sessionOf('socialWorker'), scripts: false })
  await page.getByRole('link', { name: 'Letter about a visit' }).click()
  await page.getByLabel('Day').fill('21')
  await page.getByLabel('Month').fill('12')
  await page.getByLabel('Year').fill('2020')
  await page.getByRole('button', { name: 'Write it' }).click()
  await page.getByLabel('Greeting').fill('Dear Grace')
  await page.getByRole('button', { name: 'Keep as a Word document' }).click()
  await page.getByRole('button', { name: 'Read or print' }).click()
  const letter = (await page.locator('article').textContent()) ?? ''
  assert.match(letter, /Dear Grace\s/)
  assert.match(letter, /I would like to visit Amira at home on Monday 21 December 2020/)
  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.locator('.rh-header').isVisible(), false)
  assert.equal(await page.getByText('Back to the document').isVisible(), false)
})

browserTest('its pages pass axe and fit 320 pixels', async ({ lookAt, lookOver }) => {
  const session = await sessionOf('socialWorker')
  const list = await lookAt(`${at}/documents`, { session })
  const links: string[] = []
  for (const link of await list.locator('.rh-table a').all()) links.push((await link.getAttribute('href')) ?? '')
  const document = links.find(each => /documents\/\d+$/.test(each)) ?? ''
  assert.notEqual(document, '')
  const letter = await list.getByRole('link', { name: /Letter about a visit, to/ }).getAttribute('href')
  for (const address of [
    `${at}/documents`,
    `${at}/documents/add`,
    document,
    `${document}/remove`,
    `${letter ?? ''}/print`,
    `${at}/letters/conferenceInvitation`,
    `${at}/people`,
    `${at}/people/drawn`,
    `${at}/record/caseNote`,
  ])
    await lookOver(address, { session })
  const page = await lookAt(`${at}/letters/recordSummary`, { session })
  await page.getByLabel('Name, or the council or agency').fill('Anotherton')
  await page.getByRole('button', { name: 'Write it' }).click()
  await page.getByLabel('Title in the list of documents').waitFor()
  await expectNoAxeViolations(page)
  await page.setViewportSize({ width: 320, height: 900 })
  await expectNoSidewaysScroll(page)
})
