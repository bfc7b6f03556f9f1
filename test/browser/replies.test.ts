import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { frontDoor } from '../../src/areas/front-door/area.ts'
import { ofAMother, sendIn } from '../../src/areas/front-door/testing.ts'
import { partners } from '../../src/areas/partners/area.ts'
import { partnerScene } from '../../src/areas/partners/testing.ts'
import { england, noPolicy } from '../../src/journey/index.ts'
import type { Database } from '../../src/store/database.ts'
import { testDatabase } from '../../src/store/testing.ts'
import { browserTests, expectNoAxeViolations, expectNoSidewaysScroll } from '../../src/web/browser-testing.ts'
import { keyboardAt } from '../../src/web/keyboard-testing.ts'
import type { Keyboard } from '../../src/web/keyboard-testing.ts'
import { buildServer } from '../../src/web/server.ts'
import { sessionOfWorker, testStyles } from '../../src/web/testing.ts'

let database: Database | undefined
let worker = 0

const browserTest = browserTests(async () => {
  database = await testDatabase()
  worker = (await partnerScene(database)).worker
  return buildServer({
    database,
    rules: { pathway: england, policy: noPolicy },
    areas: [frontDoor, partners],
    cacheFolder: testStyles,
  })
})
after(() => database?.close())

const here = (): Database => {
  assert.ok(database)
  return database
}

const session = async (): Promise<string> => {
  return sessionOfWorker(here(), { worker, role: 'pointOfAccessWorker' })
}

/** A page that stands open is no wider than a phone, has nothing that axe finds, and tells no name in title or address. */
const look = async (page: Page): Promise<void> => {
  await expectNoSidewaysScroll(page)
  await expectNoAxeViolations(page)
  assert.doesNotMatch(`${await page.title()} ${page.url()}`, /Headley|Newcomer|Mair/)
}

const said = async (page: Page): Promise<string> => (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ')

const button = ({ page }: Keyboard, name: string | RegExp) => page.getByRole('button', { name }).first()

/** Decides a request without a child's record, by keyboard. */
const end = async (at: Keyboard, outcome: string, rationale: string): Promise<void> => {
  await at.follow(button(at, 'Decide'))
  await at.choose(at.page.getByRole('radio', { name: outcome }))
  await at.write(at.page.getByLabel('Why this is the right help'), rationale)
  await at.follow(button(at, 'Decide'))
}

browserTest(
  'a head teacher asks for a consultation, a worker ends it with advice, and the advice stands on the school’s own page',
  async ({ openPage }) => {
    const school = keyboardAt(await openPage('/professionals/sign-in', { width: 320 }))
    await school.follow(button(school, 'Hetty Headley'))
    await school.page.goto(new URL('/professionals/consultation', school.page.url()).href)
    await school.write(school.page.getByLabel('What you would like to talk about'), 'A girl who hardly eats.')
    await school.write(school.page.getByLabel('Telephone number'), '01632 960555')
    await school.write(school.page.getByLabel('When to ring'), 'Today after three')
    await school.follow(button(school, 'Send'))
    const sent = new URL(school.page.url())
    sent.search = ''

    const door = keyboardAt(await openPage('/front-door', { session: await session(), width: 320 }))
    await door.follow(door.page.getByRole('link', { name: /onsultation/ }))
    assert.match(await said(door.page), /A girl who hardly eats\./)
    await end(door, 'Consultation answered', 'They have a plan.')
    await door.follow(button(door, /^Answer/))
    assert.match(await said(door.page), /shown to the organisation when they sign in/)
    await look(door.page)
    const words = await door.page.getByLabel('The answer').inputValue()
    assert.match(words, /Dear Hetty Headley[^]*\[Write your advice here\.\]/)
    await door.follow(button(door, 'Send'))
    assert.match(await said(door.page), /There is a problem.*brackets/)
    await look(door.page)
    await door.page
      .getByLabel('The answer')
      .fill(words.replace(/\[[^\]]*\]/, 'Ask her mother to come in, and ring us.'))
    await door.follow(button(door, 'Send'))
    assert.match(await said(door.page), /The answer is written.*On the organisation’s own page/)
    await look(door.page)

    await school.page.goto(sent.href)
    assert.match(await said(school.page), /What we answered.*Ask her mother to come in, and ring us\./)
    await look(school.page)
  },
)

browserTest(
  'a letter is made, looked at and posted; on paper there is nothing but the letter',
  async ({ openPage }) => {
    const request = await sendIn(here(), ofAMother())
    const held = await session()
    const at = keyboardAt(await openPage(`/front-door/requests/${request}`, { session: held, width: 320 }))
    await end(at, 'About no child who can be found: advice given', 'No such home.')
    await at.follow(button(at, /^Answer/))
    await look(at.page)
    await at.follow(button(at, 'Make the letter'))
    assert.match(await said(at.page), /Print this page.*Dear Mair Newcomer/)
    await look(at.page)
    const address = new URL(at.page.url()).pathname
    const printed = await openPage(address, { session: held, print: true })
    assert.equal(await printed.getByRole('button', { name: 'It is posted' }).isVisible(), false)
    assert.ok(await printed.getByText('Dear Mair Newcomer').isVisible())
    await at.follow(button(at, 'It is posted'))
    assert.match(await said(at.page), /Letter, written by Sam Worker, sent/)
    await look(at.page)
  },
)
