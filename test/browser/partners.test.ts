import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { partners } from '../../src/areas/partners/area.ts'
import { partnerScene, sentByNeighbour, workerContext } from '../../src/areas/partners/testing.ts'
import { ask } from '../../src/door/ask.ts'
import { england, noPolicy } from '../../src/journey/index.ts'
import type { Database } from '../../src/store/database.ts'
import { testDatabase } from '../../src/store/testing.ts'
import { browserTests, expectNoAxeViolations, expectNoSidewaysScroll } from '../../src/web/browser-testing.ts'
import { keyboardAt } from '../../src/web/keyboard-testing.ts'
import type { Keyboard } from '../../src/web/keyboard-testing.ts'
import { buildServer } from '../../src/web/server.ts'
import { sessionOfWorker, testStyles } from '../../src/web/testing.ts'

let database: Database | undefined
let enquiry = 0
let worker = 0

const browserTest = browserTests(async () => {
  database = await testDatabase()
  const scene = await partnerScene(database)
  worker = scene.worker
  const request = await sentByNeighbour(database)
  enquiry = await ask(database, await workerContext(database, scene.worker), {
    request,
    partner: scene.police,
    children: [1],
    question: 'What do you know of the adults in this home?',
    address: '12 Secret Street',
  })
  return buildServer({
    database,
    rules: { pathway: england, policy: noPolicy },
    areas: [partners],
    cacheFolder: testStyles,
    provider: {
      issuer: 'https://provider.example',
      begin: () => Promise.reject(new Error('Nobody goes there.')),
      finish: () => Promise.reject(new Error('Nobody comes from there.')),
      signOutAt: () => Promise.resolve('https://provider.example/out'),
    },
  })
})
after(() => database?.close())

/** What is so of every page that somebody comes to: nothing sideways, nothing that axe finds, the urgent line, no name in its title. */
const look = async (page: Page, { scripts }: { readonly scripts: boolean }): Promise<void> => {
  await expectNoSidewaysScroll(page)
  if (scripts) await expectNoAxeViolations(page)
  assert.ok(await page.getByText('A child in danger now? Ring 999.').isVisible())
  assert.doesNotMatch(await page.title(), /Canary|Cara|Ada|Asked/)
  assert.doesNotMatch(page.url(), /Canary|Cara|Ada|Asked/)
}

const goOn = ({ page, follow }: Keyboard) => follow(page.getByRole('button', { name: 'Continue', exact: true }))

const signIn = async ({ page, follow }: Keyboard, name: string) => {
  await follow(page.getByRole('button', { name }))
}

const headTeacherSends = async (at: Keyboard, scripts: boolean): Promise<void> => {
  const { page, follow, choose, write, press, writeDay } = at
  const see = () => look(page, { scripts })
  await see()
  await signIn(at, 'Hetty Headley')
  await see()
  await follow(page.getByRole('button', { name: 'Tell us about a child' }))
  await press(page.locator('summary', { hasText: '2: Early help' }))
  await see()
  await choose(page.getByLabel('2: Early help'))
  await write(page.getByLabel('Why you see it so'), 'Late on most days since the summer, tired, sometimes hungry.')
  await goOn(at)
  assert.ok(await page.getByRole('heading', { name: 'What could help without us' }).isVisible())
  await see()
  await follow(page.getByRole('button', { name: 'Go on all the same' }))
  await goOn(at)
  assert.ok(await page.getByText('There is a problem').isVisible())
  await see()
  await choose(page.getByLabel('The family needs help', { exact: false }))
  await goOn(at)
  await follow(page.getByRole('button', { name: 'Add a child' }))
  await see()
  await write(page.getByLabel('First name'), 'Cara')
  await write(page.getByLabel('Last name', { exact: false }), 'Canary')
  await writeDay(page.getByRole('group', { name: 'Date of birth' }), '2014-05-06')
  await goOn(at)
  await see()
  await follow(page.getByRole('button', { name: 'Continue' }))
  await write(page.getByLabel('House and street', { exact: false }), '4 Chapel Row')
  await goOn(at)
  await choose(page.getByLabel('Going to school'))
  await goOn(at)
  await write(page.getByLabel('What is happening', { exact: true }), 'She is late on most days.')
  await goOn(at)
  await goOn(at)
  await see()
  await choose(page.getByRole('radio', { name: 'Yes', exact: true }))
  await goOn(at)
  await choose(page.getByRole('radio', { name: 'No', exact: true }))
  await goOn(at)
  assert.ok(await page.getByRole('heading', { name: 'Do you want to add files?' }).isVisible())
  await see()
  await goOn(at)
  assert.ok(await page.getByRole('heading', { name: 'Check before you send' }).isVisible())
  await see()
  await follow(page.getByRole('button', { name: 'Send' }))
  assert.ok(await page.getByText('We have it').isVisible())
  await see()
  await follow(page.getByRole('link', { name: 'All requests and questions' }))
  assert.ok(
    await page
      .getByRole('cell', { name: /^Received/ })
      .first()
      .isVisible(),
  )
  await see()
}

for (const scripts of [true, false])
  browserTest(
    `a head teacher is helped to the level of need, sends, and sees what became of it, by keyboard on a phone ${scripts ? 'with' : 'without'} scripts`,
    async ({ openPage }) => {
      const page = await openPage('/professionals/sign-in', { width: 320, scripts })
      await headTeacherSends(keyboardAt(page), scripts)
    },
  )

browserTest('a police officer answers what is asked and sees nothing else', async ({ openPage }) => {
  const at = keyboardAt(await openPage('/professionals/sign-in', { width: 320 }))
  const { page, follow, choose, write } = at
  await signIn(at, 'Olu Offiah')
  await follow(page.getByRole('link', { name: 'A question about 1 child' }))
  assert.equal(new URL(page.url()).pathname, `/professionals/enquiries/${enquiry}`)
  const seen = await page.locator('main').innerText()
  assert.match(seen, /Ada Asked, born 6 May 2014/)
  assert.match(seen, /12 Secret Street[^]*What do you know of the adults in this home\?/)
  assert.doesNotMatch(seen, /Unasked|SECRET|Shouting/)
  await look(page, { scripts: true })
  const known = page.getByRole('group', { name: 'Is anybody in this home known to the police?' })
  await choose(known.getByLabel('Yes'))
  await choose(page.getByLabel('Domestic abuse'))
  await write(page.getByLabel('What worries you', { exact: false }), 'Called three times since May.')
  await choose(page.getByLabel('No: go with the police or with a colleague'))
  await follow(page.getByRole('button', { name: 'Send the answer' }))
  assert.ok(await page.getByText('There is a problem').isVisible())
  await look(page, { scripts: true })
  await choose(page.getByLabel('Ask us first'))
  await follow(page.getByRole('button', { name: 'Send the answer' }))
  assert.ok(await page.getByText('Your answer is kept').isVisible())
  await look(page, { scripts: true })
})

browserTest('the other pages of professionals are as easy to read', async ({ openPage }) => {
  const at = keyboardAt(await openPage('/professionals/sign-in', { width: 320 }))
  await signIn(at, 'Tom Teachwell')
  for (const name of ['Ask for a consultation', 'Levels of need', 'What became of it']) {
    await at.follow(at.page.getByRole('navigation', { name: 'Professionals' }).getByRole('link', { name }))
    await look(at.page, { scripts: true })
  }
  assert.ok(database)
  const session = await sessionOfWorker(database, { worker, role: 'pointOfAccessWorker' })
  const page = await openPage('/front-door/partners', { width: 320, session })
  await expectNoSidewaysScroll(page)
  await expectNoAxeViolations(page)
})

browserTest('where they sign in with accounts, the pages before and after are too', async ({ openPage }) => {
  await database?.sql
    .updateTable('council')
    .set({ settings: JSON.stringify({ signIn: 'openid' }) })
    .execute()
  const page = await openPage('/professionals/sign-in', { width: 320 })
  const button = page.getByRole('button', { name: 'Sign in with your account' })
  // A server keeps what it read of its council for a moment.
  const until = performance.now() + 10_000
  while (!(await button.isVisible()) && performance.now() < until) await page.reload()
  assert.ok(await button.isVisible())
  await look(page, { scripts: true })
  await page.goto(new URL('/professionals/signed-out', page.url()).href)
  assert.ok(await page.getByRole('link', { name: 'sign out of your account too' }).isVisible())
  await page.setViewportSize({ width: 1280, height: 900 })
  await look(page, { scripts: true })
})
