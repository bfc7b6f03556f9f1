import assert from 'node:assert/strict'
import { after } from 'node:test'
import { holdingsOf } from '../../ledger/handing.ts'
import { browserTests, expectNoAxeViolations, expectNoSidewaysScroll } from '../../web/browser-testing.ts'
import { sessionOfWorker } from '../../web/testing.ts'
import { smallCouncil } from './testing.ts'
import type { Name } from './testing.ts'

const council = await smallCouncil()
after(() => council.close())

const waiting: number[] = []
let held = 0
for (const given of ['Ann', 'Ben', 'Cal', 'Dee', 'Eli']) held = await council.child({ given, worker: 'ada' })
for (const given of ['Fay', 'Gus', 'Hob', 'Ivy', 'Jon']) waiting.push(await council.child({ given }))

const session = async (name: Name): Promise<string> => {
  const { database, worker, roleOf } = council
  return sessionOfWorker(database, { worker: worker(name), role: roleOf(name) })
}

const browserTest = browserTests(() => council.serve())

browserTest('its pages pass axe, and fit 320 pixels', async ({ lookAt, lookOver }) => {
  const manager = await session('manager')
  const [ada, bea] = [council.worker('ada'), council.worker('bea')]
  const pages = [
    '/caseloads',
    '/caseloads?by=worker&on=2020-10-15',
    '/caseloads/teams/north',
    `/caseloads/workers/${ada}`,
    '/caseloads/waiting',
    `/caseloads/place/allocate?child=${waiting.join('&child=')}`,
    `/caseloads/place/allocate?child=${waiting[0] ?? 0}&to=${bea}.north`,
    `/caseloads/place/transfer?child=${held}&to=${bea}.north`,
    `/caseloads/workers/${ada}/reallocate?share=1&receiver=${bea}.north`,
    `/caseloads/workers/${ada}/reallocate?to-${held}-socialWorker=${bea}.north&action=check`,
    '/caseloads/transfers',
  ]
  for (const address of pages) await lookOver(address, { session: manager })
  // What is no day comes back as a form with errors, which the browser counts as a fault of the page.
  const page = await lookAt('/caseloads', { session: manager, width: 320 })
  await page.goto(new URL('/caseloads?on=never', page.url()).href)
  await expectNoAxeViolations(page)
  await expectNoSidewaysScroll(page)
})

browserTest('five children are allocated by keyboard, without scripts, the effect seen first', async ({ openPage }) => {
  const page = await openPage('/caseloads/waiting', { session: await session('manager'), scripts: false })
  for (const box of await page.getByRole('checkbox').all()) {
    await box.focus()
    await page.keyboard.press('Space')
  }
  await page.getByRole('button', { name: 'Allocate those chosen' }).press('Enter')
  assert.match(page.url(), /place\/allocate\?child=/)
  await page.getByRole('radio', { name: /Bea Tester/ }).focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Check' }).press('Enter')
  assert.match(
    (await page.getByRole('table').innerText()).replaceAll(/\s+/g, ' '),
    /Bea Tester 0 → 5 0 → 5 3 over by 2/,
  )
  await page.getByRole('button', { name: 'Allocate' }).press('Enter')
  assert.match(page.url(), new RegExp(`/caseloads/workers/${council.worker('bea')}\\?placed=5$`))
  const holdings = await holdingsOf(council.database.sql, waiting)
  assert.deepEqual(
    holdings.map(({ workerName }) => workerName),
    Array.from({ length: 5 }, () => 'Bea Tester'),
  )
})

browserTest('a worker asks for a transfer on a phone, and the other accepts it', async ({ openPage }) => {
  const mine = await openPage('/caseloads/mine', { session: await session('ada'), width: 320 })
  await mine.getByRole('checkbox', { name: 'Choose Eli Ashdown' }).check()
  await mine.getByRole('button', { name: 'Ask for a transfer of those chosen' }).click()
  await mine.getByLabel('Team').selectOption({ label: 'Safeguarding South' })
  await mine.getByRole('button', { name: 'Show' }).click()
  await mine.getByRole('radio', { name: /Dan Tester/ }).check()
  await mine.getByRole('button', { name: 'Check' }).click()
  await mine.getByLabel('What the new worker needs to know').fill('Eli moved south on Friday.')
  await mine.getByRole('button', { name: 'Ask for the transfer' }).click()
  await mine.getByText('The transfer has been asked for.').waitFor()
  await expectNoSidewaysScroll(mine)

  const theirs = await openPage('/caseloads/transfers', { session: await session('dan'), width: 320 })
  await theirs.getByRole('link', { name: 'Eli Ashdown' }).click()
  await expectNoAxeViolations(theirs)
  await expectNoSidewaysScroll(theirs)
  assert.match(await theirs.getByRole('main').innerText(), /Eli moved south on Friday\./)
  await theirs.getByRole('button', { name: /^Accept/ }).click()
  await theirs.getByRole('heading', { name: 'My caseload' }).waitFor()
  assert.match(await theirs.getByRole('main').innerText(), /Eli Ashdown/)
})
