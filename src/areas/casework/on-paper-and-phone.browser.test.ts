import assert from 'node:assert/strict'
import { after } from 'node:test'
import { recordConnection, recordContactDetail, relate } from '../../people/index.ts'
import { testDatabase } from '../../store/testing.ts'
import { browserTests, expectNoAxeViolations, expectNoSidewaysScroll } from '../../web/browser-testing.ts'
import { casework } from './area.ts'
import { makeScene } from './testing-scene.ts'
import { contextOf, makePerson, serverOf, sessionAs, smallCouncil } from './testing.ts'

const database = await testDatabase()
await smallCouncil(database)
const { child } = await makeScene(database)
after(() => database.close())
const browserTest = browserTests(() => serverOf(database, [casework]))
const asSocialWorker = (): Promise<string> => sessionAs(database, 'socialWorker')

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
  const last = await page.evaluate(`(() => {
    const frame = document.querySelector('.rh-chart__frame')
    const right = Math.max(...[...frame.querySelectorAll('.rh-chart__span')].map(span => span.getBoundingClientRect().right))
    const edges = frame.getBoundingClientRect()
    return { isSeen: edges.left < right && right <= edges.right + 1, isWider: frame.scrollWidth > frame.clientWidth }
  })()`)
  assert.deepEqual(last, { isSeen: true, isWider: true })
  assert.equal(await page.locator('.cw-table .rh-cell-label').first().isVisible(), true)
  const wide = await lookAt(`/children/${child}`, { session, width: 1200 })
  assert.equal(await wide.locator('.cw-table .rh-cell-label').first().isVisible(), false)
  await expectNoAxeViolations(wide)
})

browserTest('names and addresses without a space break on a phone', async ({ lookAt }) => {
  const [session, context] = [await asSocialWorker(), await contextOf(database, 'pointOfAccessWorker')]
  const aunt = await makePerson(database, {
    given: 'Wilhelmina'.repeat(10),
    family: 'Longname'.repeat(12),
    kind: 'adult',
  })
  await relate(database.sql, context, { one: aunt, kind: 'mother', other: child })
  const said = { safe: null, note: 'n'.repeat(300), startedOn: null }
  await recordContactDetail(database.sql, context, {
    ...said,
    identity: aunt,
    kind: 'email',
    value: `${'a'.repeat(130)}@example.com`,
  })
  const school = { identity: child, kind: 'school', name: 'S'.repeat(200), telephone: null, startedOn: null } as const
  await recordConnection(database.sql, context, school)
  for (const address of ['', '/people', '/tonight'])
    await expectNoSidewaysScroll(await lookAt(`/children/${child}${address}`, { session, width: 320 }))
})

browserTest('no words stand in a type of the browser’s own', async ({ lookAt }) => {
  const session = await asSocialWorker()
  for (const address of ['/', `/children/${child}/story`, `/children/${child}/record/coreGroup`]) {
    const page = await lookAt(address, { session, width: 1200 })
    const others = await page.evaluate(
      `[...document.querySelectorAll('main *')].map(each => getComputedStyle(each).fontFamily).filter(each => /times|^serif/i.test(each))`,
    )
    assert.deepEqual(others, [], address)
  }
  const story = await lookAt(`/children/${child}/story`, { session, width: 1200 })
  const stands = await story.evaluate(`(() => {
    const button = document.querySelector('.cw-filters button[name=page]')
    return getComputedStyle(button).backgroundColor !== getComputedStyle(button.parentElement).backgroundColor
  })()`)
  assert.equal(stands, true, 'a button stands out from its panel')
})
