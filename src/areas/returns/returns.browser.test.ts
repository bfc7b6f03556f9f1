import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import type { Page, Request } from 'playwright-core'
import { england, noPolicy } from '../../journey/index.ts'
import { testDatabase } from '../../store/testing.ts'
import { browserTests, expectNoAxeViolations, expectNoSidewaysScroll } from '../../web/browser-testing.ts'
import { buildServer } from '../../web/server.ts'
import { addTestWorker, sessionOfWorker, testStyles } from '../../web/testing.ts'
import { returns } from './area.ts'
import { censusText, headerCsv } from './testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'righthelp-returns-'))
const database = await testDatabase()
after(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})
const worker = await addTestWorker(database, 'analyst')
const session = await sessionOfWorker(database, { worker, role: 'analyst' })
const asked: string[] = []

const browserTest = browserTests(async () => {
  const server = await buildServer({
    database,
    rules: { pathway: england, policy: noPolicy },
    areas: [returns],
    council: { name: 'Testshire County Council', colour: '#1d5e4f', simulated: true },
    cacheFolder: testStyles,
  })
  server.addHook('onRequest', (request, _, done) => {
    asked.push(request.url)
    done()
  })
  return server
})

const file = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

/** The page once everything that it loads is there, so that a request after it is one too many. */
const openChecking = async (openPage: (address: string, looking: object) => Promise<Page>, width = 1280) => {
  const page = await openPage('/returns', { session, width })
  await page.waitForLoadState('networkidle')
  const requests: string[] = []
  page.context().on('request', (request: Request) => requests.push(request.url()))
  asked.length = 0
  return { page, requests }
}

const drop = async (page: Page, name: string, text: string): Promise<void> => {
  const transfer = await page.evaluateHandle(
    `(() => {
      const data = new DataTransfer()
      data.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}))
      return data
    })()`,
  )
  await page
    .locator('[data-part=check] .govuk-file-upload-button')
    .first()
    .dispatchEvent('drop', { dataTransfer: transfer })
}

const choose = async (page: Page, ...paths: readonly string[]): Promise<void> =>
  page.locator('[data-part=files]').setInputFiles([...paths])

const check = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Check the files' }).click()
  await page.locator('[data-part=progress]').waitFor({ state: 'hidden' })
}

const rows = (page: Page) => page.locator('[data-part=failures-rows] tr')

browserTest(
  'a census that is dropped is checked, its failures filtered, opened, explained and downloaded, and nothing leaves the page',
  async ({ openPage }) => {
    const { page, requests } = await openChecking(openPage)
    await expectNoAxeViolations(page)
    await drop(page, 'census.xml', censusText(120))
    await check(page)
    await page.getByRole('heading', { name: 'Results' }).waitFor()
    assert.match(await page.locator('[data-part=checked-files]').innerText(), /Children in need census.*census\.xml/)
    assert.match(await page.locator('[data-part=summary]').innerText(), /in the rows of 120 children/)
    await page.getByText('Failures 1 to 50 of').waitFor()
    assert.equal(await rows(page).count(), 50)
    await expectNoAxeViolations(page)

    await page.getByRole('button', { name: 'Next 50' }).click()
    await page.getByText('Failures 51 to 100 of').waitFor()
    await page.getByRole('button', { name: /^Show 240 rows/ }).click()
    await page.getByText('Failures 1 to 50 of 240').waitFor()
    await page.locator('#filter-child').fill('A77')
    await page.getByText('Failures 1 to 2 of 2').waitFor()
    await page.locator('#filter-words').fill('no such words')
    await page.getByText('No failure is like that.').waitFor()
    await page.getByRole('button', { name: 'Show all' }).click()
    await page.locator('#filter-type').selectOption('query')
    await page.locator('#filter-rule').selectOption('8670Q')
    await page.getByText('Failures 1 to 50 of 120').waitFor()

    await rows(page).first().getByRole('button', { name: 'Open the record of A1' }).click()
    await page.getByRole('heading', { name: 'Child A1' }).waitFor()
    assert.match(await page.title(), /^Check a return/)
    assert.ok((await page.locator('[data-part=record-why]').innerText()).length > 10)
    const marked = page.locator('[data-part=record] td.rt-marked').first()
    assert.match(await marked.innerText(), /fails/)
    assert.equal(await marked.getAttribute('aria-describedby'), 'record-why')
    assert.equal(
      await page.getByRole('link', { name: '8670Q' }).first().getAttribute('href'),
      '/returns/rules/cin-census/2025-26/8670Q',
    )
    await page.getByLabel('Explanation').fill('=The worker left; it ends in April.')
    await page.getByText('Kept in this browser.').waitFor()
    await expectNoAxeViolations(page)

    await page.getByRole('button', { name: 'Back to the failures' }).click()
    await rows(page).first().getByText('Explained').waitFor()
    await page.waitForFunction(`document.activeElement.dataset.failure !== undefined`)
    assert.match(await page.locator('[data-part=explanations-count]').innerText(), /1 explanation is kept/)

    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download the results' }).click()
    const download = await downloading
    assert.equal(download.suggestedFilename(), 'cin-census-2025-26-results.xlsx')
    const parts = unzipSync(readFileSync(await download.path()))
    const failures = strFromU8(parts['xl/worksheets/sheet3.xml'] ?? new Uint8Array())
    assert.match(failures, /t="inlineStr"><is><t xml:space="preserve">=The worker left; it ends in April\.</)

    page.once('dialog', dialog => void dialog.accept())
    await page.getByRole('button', { name: 'Forget all explanations' }).click()
    await page.getByText('No explanation is kept.').waitFor()
    assert.equal(await rows(page).first().getByText('Explained').count(), 0)

    assert.deepEqual(
      requests.filter(url => !url.startsWith('blob:')),
      [],
    )
    assert.deepEqual(asked, [])
  },
)

browserTest('a file that is cut off is refused with its line, and what was there stays', async ({ openPage }) => {
  const { page, requests } = await openChecking(openPage)
  await choose(page, file('whole.xml', censusText(3)))
  await check(page)
  await page.getByText('Failures 1 to').waitFor()
  await choose(page, file('cut.xml', censusText(40).slice(0, 5000)))
  await check(page)
  const alert = page.locator('[data-part=refusal]')
  await alert.waitFor()
  assert.match(await alert.innerText(), /cut\.xml: Line \d+: The file ends too soon.*export it once more/s)
  assert.equal(await page.evaluate('document.activeElement.dataset.part'), 'refusal')
  assert.match(await page.locator('[data-part=checked-files]').innerText(), /whole\.xml/)
  await expectNoAxeViolations(page)
  assert.deepEqual(requests, [])
})

browserTest('no file chosen is said, and a check can be cancelled', async ({ openPage }) => {
  const { page } = await openChecking(openPage)
  await page.getByRole('button', { name: 'Check the files' }).click()
  assert.match(await page.locator('[data-part=refusal]').innerText(), /No file was chosen/)
  await choose(page, file('large.xml', censusText(60_000)))
  await page.getByRole('button', { name: 'Check the files' }).click()
  // At once: a longer look at the page would find the check done.
  await page.getByText(/Reading the files: \d+%/).waitFor()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.locator('[data-part=progress]').waitFor({ state: 'hidden' })
  assert.equal(await page.locator('[data-part=results]').isVisible(), false)
  // The state of a check under way, held still.
  await page.evaluate(`document.querySelector('[data-part=progress]').hidden = false`)
  await page.locator('[data-part=progress]').waitFor()
  await expectNoAxeViolations(page)
})

browserTest('a looked-after return is compared with last year’s, and a clean one says so', async ({ openPage }) => {
  const { page, requests } = await openChecking(openPage)
  assert.equal(await page.locator('[data-part=last-year]').isVisible(), false)
  await page.getByRole('radio', { name: 'Looked-after return (SSDA903)' }).check()
  await choose(page, file('header.csv', headerCsv('M')))
  await page.locator('[data-part=last-year]').setInputFiles(file('header-last.csv', headerCsv('F')))
  await check(page)
  await page.locator('[data-part=failed-rules]').getByRole('link', { name: '202' }).waitFor()
  await page.getByText('Rules that do not apply, and why').click()
  await page.getByText('There is no row of Episodes.').first().waitFor()
  assert.deepEqual(requests, [])
})

browserTest('every state fits 320 pixels', async ({ openPage }) => {
  const { page } = await openChecking(openPage, 320)
  await expectNoSidewaysScroll(page)
  await choose(page, file('narrow.xml', censusText(20)))
  await check(page)
  await page.getByText('Failures 1 to').waitFor()
  await expectNoSidewaysScroll(page)
  await expectNoAxeViolations(page)
  await rows(page).first().getByRole('button').click()
  await page.getByRole('heading', { name: /^Child A/ }).waitFor()
  await expectNoSidewaysScroll(page)
  await expectNoAxeViolations(page)
})

browserTest('without scripts the files are sent, and the results are one page', async ({ openPage }) => {
  for (const width of [1280, 320]) {
    const page = await openPage('/returns', { session, scripts: false, width })
    await expectNoSidewaysScroll(page)
    await page.locator('#sent-files').setInputFiles(file('sent.xml', censusText(2000)))
    await page.getByRole('button', { name: 'Send and check the files' }).click()
    await page.getByRole('heading', { name: 'Results of the check' }).waitFor()
    assert.match(await page.locator('main').innerText(), /500 rows shown/)
    await expectNoSidewaysScroll(page)
  }
})

browserTest('the handbook of rules passes axe, wide and at 320 pixels', async ({ lookOver }) => {
  for (const address of ['/returns/rules', '/returns/rules?words=none-such', '/returns/rules/cin-census/2025-26/8606'])
    await lookOver(address, { session })
})
