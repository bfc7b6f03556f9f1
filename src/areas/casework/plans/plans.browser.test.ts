import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Database } from '../../../store/database.ts'
import { testDatabase } from '../../../store/testing.ts'
import { browserTests, expectNoSidewaysScroll } from '../../../web/browser-testing.ts'
import { casework } from '../area.ts'
import { serverOf, sessionAs, smallCouncil } from '../testing.ts'
import type { StaffName } from '../testing.ts'
import { makePlanScene } from './testing.ts'

let database: Database | undefined
let child = 0

const browserTest = browserTests(async () => {
  database = await testDatabase()
  await smallCouncil(database)
  child = (await makePlanScene(database)).child
  return serverOf(database, [casework])
})
after(() => database?.close())

const sessionOf = async (name: StaffName): Promise<string> => {
  assert.ok(database)
  return sessionAs(database, name)
}

const pages: readonly (readonly [string, StaffName, () => string])[] = [
  ['the plans', 'socialWorker', () => `/children/${child}/plans`],
  ['how a plan changed', 'socialWorker', () => `/children/${child}/plans/childProtectionPlan/changes`],
  ['the sheet for the family', 'socialWorker', () => `/children/${child}/plans/childProtectionPlan/for-the-family`],
  ['an action', 'socialWorker', () => `/children/${child}/plans/childProtectionPlan/goals/food/actions/club`],
  ['a core group beside the plan', 'socialWorker', () => `/children/${child}/record/coreGroup`],
  ['a review beside the plan', 'conferenceChair', () => `/children/${child}/record/reviewConference`],
]

for (const [name, who, address] of pages)
  browserTest(`${name} is read by anyone, wide and at 320 pixels`, async ({ lookOver }) => {
    await lookOver(address(), { session: await sessionOf(who) })
  })

browserTest('the sheet for the family is large on paper and has nothing to click', async ({ openPage }) => {
  const page = await openPage(pages[2]?.[2]() ?? '', { session: await sessionOf('socialWorker'), print: true })
  const size = await page.evaluate<number>(
    'parseFloat(getComputedStyle(document.querySelector(".pl-family li")).fontSize)',
  )
  assert.ok(size >= 20, `${size} pixels`)
  assert.equal(await page.getByRole('link', { name: 'Back to the plans' }).isVisible(), false)
})

browserTest(
  'a plan is revised without scripts, by keyboard, at 320 pixels: another goal, and nothing typed is lost',
  async ({ openPage }) => {
    const session = await sessionOf('socialWorker')
    const page = await openPage(`/children/${child}/record/coreGroup`, { session, width: 320, scripts: false })
    await page.getByLabel('What has changed for the child').fill('The heating works.')
    await page.locator('[name="plan-3-different"]').fill('School every day')
    await page.getByRole('button', { name: 'Add another goal' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/drafts\/\d+#plan-4$/)
    assert.equal(await page.locator('[name="plan-3-different"]').inputValue(), 'School every day')
    assert.equal(await page.getByLabel('What has changed for the child').inputValue(), 'The heating works.')
    await page.locator('[name="plan-4-different"]').fill('Friends come to play')
    await page.locator('[name="plan-4-actions-1-what"]').fill('Ask Tom’s friend for Saturday')
    await page.locator('[name="plan-4-actions-1-owner"]').fill('Mother')
    for (const [part, value] of [
      ['day', '14'],
      ['month', '12'],
      ['year', '2020'],
    ] as const)
      await page.locator(`[name="heldOn-${part}"]`).fill(value)
    await page.getByRole('button', { name: 'Check and complete' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/check$/)
    await expectNoSidewaysScroll(page)
    assert.match(
      (await page.textContent('main')) ?? '',
      /New goal\s*School every day[^]*New goal\s*Friends come to play/,
    )
    await page.getByRole('button', { name: 'Complete' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/entries\/\d+/)
    await page.goto(new URL(`/children/${child}/plans`, page.url()).href)
    assert.match((await page.textContent('main')) ?? '', /Friends come to play/)
    assert.equal(await page.getByRole('link', { name: /^Update/ }).count(), 4)
  },
)
