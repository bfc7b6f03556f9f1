import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Page } from 'playwright-core'
import { testDatabase } from './store/testing.ts'
import { browserTests, expectNoAxeViolations, expectNoSidewaysScroll } from './web/browser-testing.ts'
import { sessionCookie } from './web/security.ts'
import { buildApp } from './app.ts'
import { makeScene } from './areas/casework/testing-scene.ts'
import { makePerson, makeSiblings, recordAs, sessionAs, smallCouncil, staff } from './areas/casework/testing.ts'
import type { StaffName } from './areas/casework/testing.ts'
import { testStyles } from './web/testing.ts'

const database = await testDatabase()
after(async () => {
  // The server that was started again is this test's own to stop.
  await server?.close()
  await database.close()
})
await smallCouncil(database)
const { child, brother } = await makeScene(database)
const baby = await makePerson(database, { given: 'Noor', family: 'Okafor-Byrne', bornOn: '2019-02-01' })
await makeSiblings(database, child, baby)
await recordAs(database, 'teamManager', {
  step: 'allocation',
  subjects: [{ identity: baby }],
  answers: { allocatedOn: '2020-10-02', worker: staff.socialWorker, team: 'protection-north' },
  outcome: 'socialWorker',
}).catch(() => undefined)

const sessionOf = (name: StaffName): Promise<string> => sessionAs(database, name)

const serve = () => buildApp({ database, cacheFolder: testStyles })
let server: FastifyInstance | undefined
const browserTest = browserTests(async () => (server = await serve()))
const noteAt = `/children/${child}/record/caseNote`

const signInAs = async (page: Page, name: StaffName): Promise<void> => {
  const url = new URL(page.url()).origin
  await page
    .context()
    .addCookies([{ name: sessionCookie, value: await sessionOf(name), url, httpOnly: true, sameSite: 'Lax' }])
}

const draftsKept = async (words: string): Promise<number> =>
  (await database.sql.selectFrom('draft').select('answers').execute()).filter(({ answers }) =>
    JSON.stringify(answers).includes(words),
  ).length

const status = (page: Page) => page.locator('[data-autosave-status]')
const words = (page: Page) => page.getByLabel('What happened', { exact: true })

browserTest(
  'brothers and sisters are written once by keyboard at 320 pixels, each with a paragraph of their own',
  async ({ openPage }) => {
    const page = await openPage(noteAt, { session: await sessionOf('socialWorker'), width: 320 })
    await expectNoSidewaysScroll(page)
    await expectNoAxeViolations(page)
    await page.getByLabel('Heading').focus()
    await page.keyboard.type('Seen together')
    await page.getByLabel('Tom Okafor-Byrne', { exact: true }).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    for (const [name, said] of [
      ['About Amira Okafor-Byrne alone (optional)', 'She drew a house.'],
      ['About Tom Okafor-Byrne alone (optional)', 'He slept.'],
    ] as const) {
      while ((await page.getByLabel(name).and(page.locator(':focus')).count()) === 0) await page.keyboard.press('Tab')
      await page.keyboard.type(said)
    }
    await page.getByRole('button', { name: 'Save draft' }).press('Enter')
    await page.getByText('The draft is saved').waitFor()
    assert.equal(await page.getByLabel('About Tom Okafor-Byrne alone (optional)').inputValue(), 'He slept.')
    assert.ok(await page.getByLabel('Tom Okafor-Byrne', { exact: true }).isChecked())
    await expectNoSidewaysScroll(page)
    assert.ok(brother > 0)
  },
)

browserTest(
  'a server that stops and starts again, and a lost answer, lose nothing and make one draft',
  async ({ openPage }) => {
    const page = await openPage(noteAt, { session: await sessionOf('socialWorker') })
    const port = Number(new URL(page.url()).port)
    // The answer to the first save is lost after the server has kept it.
    await page.route(
      '**/record/caseNote',
      async route => {
        await route.fetch({ maxRedirects: 0 })
        await route.abort()
      },
      { times: 1 },
    )
    await words(page).fill('Kettle')
    await status(page).getByText('cannot be reached').waitFor()
    await server?.close()
    await words(page).fill('Kettle and cup')
    await page.waitForTimeout(5000)
    assert.match((await status(page).textContent()) ?? '', /cannot be reached/)
    server = await serve()
    await server.listen({ port, host: '127.0.0.1' })
    await words(page).fill('Kettle and cup, and saucer')
    await status(page)
      .getByText(/^Saved/)
      .waitFor()
    assert.match(page.url(), /\/drafts\/\d+$/)
    assert.equal(await draftsKept('Kettle'), 1)
    assert.equal(await draftsKept('Kettle and cup, and saucer'), 1)
  },
)

browserTest(
  'what was typed comes back after a time-out to whoever typed it, and to nobody else',
  async ({ openPage }) => {
    for (const [name, isBack] of [
      ['socialWorker', true],
      ['teamManager', false],
    ] as const) {
      const page = await openPage(noteAt, { session: await sessionOf('socialWorker') })
      await page.context().clearCookies({ name: sessionCookie })
      await words(page).fill('Typed for an hour')
      await status(page).getByText('you have been signed out').waitFor()
      await status(page).getByRole('link', { name: 'Sign in again' }).click()
      await page.getByRole('heading', { name: 'Who would you like to be?' }).waitFor()
      await signInAs(page, name)
      await page.goto(new URL(noteAt, page.url()).href)
      assert.equal(await words(page).inputValue(), isBack ? 'Typed for an hour' : '')
      if (isBack) {
        await status(page)
          .getByText(/^Saved/)
          .waitFor()
        await page.getByRole('button', { name: 'Sign out' }).click()
        await page.waitForURL(/sign-in/)
      }
      assert.equal(
        await page.evaluate('Object.keys(sessionStorage).filter(key => key.startsWith("righthelp")).length'),
        0,
      )
    }
  },
)

browserTest(
  'two people write in one draft at once: each sees the other’s words arrive, and both answers to one question',
  async ({ openPage }) => {
    const one = await openPage(noteAt, { session: await sessionOf('socialWorker') })
    await words(one).fill('She said she is well.')
    await status(one)
      .getByText(/^Saved/)
      .waitFor()
    const other = await openPage(new URL(one.url()).pathname, { session: await sessionOf('teamManager') })
    // The status says that it is saved already: what tells of the second save is its answer.
    const savedAgain = one.waitForResponse(answer => answer.request().method() === 'POST')
    await words(one).fill('She said she is well.\n\nShe showed me her room.')
    await (await savedAgain).finished()
    await words(other).fill('She said she is well.\n\nAsk about school.')
    await other.getByText('with what somebody else wrote').waitFor()
    assert.equal(
      await words(other).inputValue(),
      'She said she is well.\n\nShe showed me her room.\n\nAsk about school.',
    )
    await other.getByLabel('Heading').fill('Visit by the manager')
    await other.getByRole('button', { name: 'Save draft' }).click()
    await other.getByText('The draft is saved').waitFor()
    await one.getByLabel('Heading').fill('Visit by the worker')
    await status(one).getByText('Nothing was overwritten').waitFor()
    await one.getByRole('button', { name: 'Save draft' }).click()
    await one.getByRole('heading', { name: 'What somebody else wrote meanwhile' }).waitFor()
    await expectNoAxeViolations(one)
    await one.setViewportSize({ width: 320, height: 800 })
    await expectNoSidewaysScroll(one)
    await one.getByLabel('Theirs', { exact: true }).check()
    await one.getByRole('button', { name: 'Save draft' }).click()
    await one.getByText('The draft is saved').waitFor()
    assert.equal(await one.getByLabel('Heading').inputValue(), 'Visit by the manager')
    await one.getByRole('link', { name: 'What was saved before' }).click()
    await one.getByText('set aside, because somebody else had answered too').waitFor()
    await one.getByText('Visit by the worker').waitFor()
    await expectNoAxeViolations(one)
  },
)
