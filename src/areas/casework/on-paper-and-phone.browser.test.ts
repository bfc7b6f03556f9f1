import assert from 'node:assert/strict'
import { beginSession } from '../../access/sessions.ts'
import { now } from '../../council/clock.ts'
import { testDatabase } from '../../store/testing.ts'
import { browserTests, expectNoAxeViolations, expectNoSidewaysScroll } from '../../web/browser-testing.ts'
import { after } from 'node:test'
import { casework } from './area.ts'
import { makeScene } from './testing-scene.ts'
import { roleOf, serverOf, smallCouncil, staff } from './testing.ts'

const database = await testDatabase()
await smallCouncil(database)
const { child } = await makeScene(database)
after(() => database.close())
const browserTest = browserTests(() => serverOf(database, [casework]))
const asSocialWorker = async (): Promise<string> =>
  (await beginSession(
    database.sql,
    { worker: staff.socialWorker, role: roleOf('socialWorker') },
    await now(database.sql),
  )) ?? ''

browserTest('paper has what is known and no means to change it', async ({ lookAt }) => {
  const session = await asSocialWorker()
  const printed = { session, width: 800, print: true }
  const ofChild = await lookAt(`/children/${child}`, printed)
  assert.equal(await ofChild.getByRole('heading', { name: 'Due' }).isVisible(), true)
  assert.equal(await ofChild.getByRole('heading', { name: 'Record', exact: true }).isVisible(), false)
  const home = await lookAt('/', printed)
  assert.equal(await home.getByText('My children').isVisible(), true)
  assert.equal(await home.getByText('Record a visit').first().isVisible(), false)
  assert.equal(await home.getByLabel('Find a person').isVisible(), false)
})

browserTest('on a phone a journey opens where it is now, and cells say what they are', async ({ lookAt }) => {
  const session = await asSocialWorker()
  const page = await lookAt(`/children/${child}`, { session, width: 320, scripts: false })
  await expectNoSidewaysScroll(page)
  const frame = page.locator('.rh-chart__frame').first()
  const last = await frame.evaluate(each => {
    const marks = each.querySelectorAll('.rh-chart__span')
    const right = Math.max(...[...marks].map(mark => mark.getBoundingClientRect().right))
    const { left, right: end } = each.getBoundingClientRect()
    return { isSeen: left < right && right <= end + 1, isWider: each.scrollWidth > each.clientWidth }
  })
  assert.deepEqual(last, { isSeen: true, isWider: true })
  assert.equal(await page.locator('.cw-table .rh-cell-label').first().isVisible(), true)
  const wide = await lookAt(`/children/${child}`, { session, width: 1200 })
  assert.equal(await wide.locator('.cw-table .rh-cell-label').first().isVisible(), false)
  await expectNoAxeViolations(wide)
})

browserTest('no words stand in a type of the browser’s own', async ({ lookAt }) => {
  const session = await asSocialWorker()
  for (const address of ['/', `/children/${child}/story`, `/children/${child}/record/coreGroup`]) {
    const page = await lookAt(address, { session, width: 1200 })
    const families = await page
      .locator('main *')
      .evaluateAll(all => all.map(each => each.computedStyleMap().get('font-family')?.toString() ?? ''))
    assert.deepEqual(
      families.filter(family => /times|^serif/i.test(family)),
      [],
      address,
    )
  }
  const story = await lookAt(`/children/${child}/story`, { session, width: 1200 })
  const grounds = await story
    .getByRole('button', { name: 'Show', exact: true })
    .evaluate(button =>
      [button, button.parentElement].map(each => each?.computedStyleMap().get('background-color')?.toString()),
    )
  assert.notEqual(grounds[0], grounds[1], 'a button stands out from its panel')
})
