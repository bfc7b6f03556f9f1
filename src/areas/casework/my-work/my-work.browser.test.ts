import assert from 'node:assert/strict'
import { after } from 'node:test'
import { testDatabase } from '../../../store/testing.ts'
import { browserTests, expectNoAxeViolations, expectNoSidewaysScroll } from '../../../web/browser-testing.ts'
import { casework } from '../area.ts'
import { recordAs, serverOf, sessionAs, smallCouncil, staff } from '../testing.ts'
import type { StaffName } from '../testing.ts'
import { makeScene } from '../testing-scene.ts'

const database = await testDatabase()
await smallCouncil(database)
const { child } = await makeScene(database)
after(() => database.close())

await recordAs(database, 'socialWorker', {
  step: 'plannedVisit',
  subjects: [{ identity: child }],
  answers: { agreedOn: '2020-12-14', visitOn: '2020-12-15', visitAt: '15:30' },
  outcome: 'protection',
})
await recordAs(database, 'teamManager', {
  step: 'caseNote',
  subjects: [{ identity: child }],
  answers: { happenedOn: '2020-12-14', heading: 'The school called', words: 'She ate well.' },
  outcome: 'recorded',
})
await database.sql
  .insertInto('absence')
  .values([
    {
      worker: staff.otherSocialWorker,
      kind: 'leave',
      started_on: '2020-12-11',
      ended_on: '2020-12-21',
      cover: staff.socialWorker,
      note: null,
      author: staff.otherSocialWorker,
      known_from: '2020-12-10T09:00:00.000Z',
    },
    {
      worker: staff.socialWorker,
      kind: 'sick',
      started_on: '2020-12-01',
      ended_on: '2020-12-04',
      cover: null,
      note: null,
      author: staff.teamManager,
      known_from: '2020-12-01T09:00:00.000Z',
    },
  ])
  .execute()

const sessionOf = (name: StaffName): Promise<string> => sessionAs(database, name)

const browserTest = browserTests(() => serverOf(database, [casework]))

const mine = `/workers/${staff.socialWorker}`
const pages: readonly (readonly [string, StaffName])[] = [
  ['/', 'socialWorker'],
  ['/', 'teamManager'],
  ['/', 'conferenceChair'],
  [mine, 'teamManager'],
  [`${mine}/absences`, 'socialWorker'],
  [`${mine}/calendar`, 'socialWorker'],
  [`${mine}/calendar?view=week`, 'socialWorker'],
]

for (const [address, who] of pages)
  browserTest(`${address} as ${who} passes axe, and fits 320 pixels`, async ({ lookOver }) => {
    await lookOver(address, { session: await sessionOf(who) })
  })

browserTest('on a phone the calendar is a list of the days on which something stands', async ({ openPage }) => {
  const page = await openPage(`${mine}/calendar`, { session: await sessionOf('socialWorker'), width: 320 })
  assert.equal(await page.getByText('Tuesday 15 December 2020').isVisible(), true)
  assert.equal(await page.getByText('15:30').isVisible(), true)
  assert.equal(await page.getByText('Saturday 19 December 2020').isVisible(), false)
  const wide = await openPage(`${mine}/calendar`, { session: await sessionOf('socialWorker') })
  assert.equal(await wide.locator('.mw-calendar tr').count(), 6)
})

browserTest('a morning by keyboard, at 320 pixels and without scripts: work waits on purpose', async ({ openPage }) => {
  const page = await openPage(`/children/${child}`, {
    session: await sessionOf('socialWorker'),
    width: 320,
    scripts: false,
  })
  await page
    .getByRole('link', { name: /Let it wait.*Child protection visit/ })
    .first()
    .focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'A reason to wait' }).waitFor()
  await expectNoAxeViolations(
    await openPage(new URL(page.url()).pathname, { session: await sessionOf('socialWorker') }),
  )
  await expectNoSidewaysScroll(page)
  await page.getByRole('textbox', { name: 'Day' }).focus()
  for (const part of ['20', '12', '2020', 'Her grandmother is with us on Sunday.']) {
    await page.keyboard.type(part)
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  await page
    .getByText('Waits on purpose until 20 December 2020: Her grandmother is with us on Sunday.')
    .first()
    .waitFor()
  await expectNoSidewaysScroll(page)
})

browserTest('an absence is recorded without scripts, and a wrong one comes back in words', async ({ openPage }) => {
  const page = await openPage(`${mine}/absences`, { session: await sessionOf('socialWorker'), scripts: false })
  await page.getByLabel('Annual leave').check()
  await page.getByRole('group', { name: 'First day back' }).getByRole('textbox', { name: 'Day' }).fill('1')
  await page.getByRole('group', { name: 'First day back' }).getByRole('textbox', { name: 'Month' }).fill('12')
  await page.getByRole('group', { name: 'First day back' }).getByRole('textbox', { name: 'Year' }).fill('2020')
  await page.getByRole('button', { name: 'Record' }).click()
  await page.getByRole('link', { name: 'The first day back must be after the first day away' }).waitFor()
  await page.getByRole('group', { name: 'First day back' }).getByRole('textbox', { name: 'Day' }).fill('21')
  await page
    .getByLabel('Who covers')
    .selectOption({ label: 'teamManager Tester, Team manager, Family safeguarding North' })
  await page.getByRole('button', { name: 'Record' }).click()
  await page.getByText('somebody else must be named for them').waitFor()
  await page.getByText('Cover: teamManager Tester.').waitFor()
})
