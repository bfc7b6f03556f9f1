import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Page } from 'playwright-core'
import { buildApp } from '../../src/app.ts'
import { roleOf, smallCouncil, staff } from '../../src/areas/casework/testing.ts'
import type { StaffName } from '../../src/areas/casework/testing.ts'
import { sendForm } from '../../src/areas/entrance/testing.ts'
import { count } from '../../src/areas/performance/counting/count.ts'
import { contacts, contactsInformationAndAdvice } from '../../src/areas/performance/measures/front-door.ts'
import { now } from '../../src/council/clock.ts'
import type { Role } from '../../src/journey/roles.ts'
import type { Database } from '../../src/store/database.ts'
import { testDatabase } from '../../src/store/testing.ts'
import { browserTests } from '../../src/web/browser-testing.ts'
import { sessionOfWorker, testStyles } from '../../src/web/testing.ts'

let database: Database | undefined
let server: FastifyInstance | undefined
const doorManager = 30

/** A manager of the point of access, who agrees to what is proposed there. */
const addDoorManager = async ({ sql: db }: Database): Promise<void> => {
  const name = { given: 'doorManager', family: 'Tester', newly_qualified_on: null }
  await db
    .insertInto('worker')
    .values({ worker: doorManager, ...name })
    .execute()
  const dated = { started_on: '2016-01-01', ended_on: null, known_from: '2016-01-01T00:00:00.000Z' }
  await db
    .insertInto('post')
    .values({ worker: doorManager, role: 'teamManager', team: 'front-door', ...dated })
    .execute()
}

const browserTest = browserTests(async () => {
  database = await testDatabase()
  await smallCouncil(database)
  await addDoorManager(database)
  server = await buildApp({ database, cacheFolder: testStyles, log: { level: 'silent' } })
  return server
})
after(() => database?.close())

const open = (): { readonly database: Database; readonly server: FastifyInstance } => {
  assert.ok(database && server)
  return { database, server }
}

const sessionOf = async (who: StaffName | 'doorManager'): Promise<string> => {
  const held: { readonly worker: number; readonly role: Role } =
    who === 'doorManager' ? { worker: doorManager, role: 'teamManager' } : { worker: staff[who], role: roleOf(who) }
  return sessionOfWorker(open().database, held)
}

/** Presses what has this name by the keyboard, and waits for the page that comes. */
const press = async (page: Page, role: 'link' | 'button', name: string | RegExp): Promise<void> => {
  const what = page.getByRole(role, { name }).first()
  await what.focus()
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
}

const said = async (page: Page): Promise<string> => (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ')

const counted = async (measure: typeof contacts): Promise<number> => {
  const { sql } = open().database
  const [found] = await count(sql, measure, [{ from: '2020-12-01', to: '2020-12-31' }], await now(sql))
  return found?.rows ?? 0
}

browserTest(
  'a contact goes from the public page to an allocated assessment and back as an answer, with nothing typed twice',
  async ({ openPage }) => {
    const before = await counted(contacts)
    const reference = await sendForm(open().server, {
      what: { happening: 'She comes home with bruises & says nothing.' },
      you: { yourGiven: 'Canary', yourFamily: 'Sender', relation: 'mother' },
      contact: { safeWays: ['post'], postTo: '4 Mill Lane, ZZ1 1ZZ' },
    })

    const page = await openPage('/front-door', { session: await sessionOf('pointOfAccessWorker'), scripts: false })
    assert.match(await said(page), /Maya Sender, 10 .*from Canary Sender.*bruises & says nothing/)
    await press(page, 'button', /^Claim/)
    assert.match(await said(page), new RegExp(`${reference}.*You have it in hand`))
    await press(page, 'button', /egin a record/)
    await press(page, 'button', 'Decide')
    await page.getByRole('radio', { name: 'Assessment Service' }).check()
    await page.getByRole('radio', { name: /^4\. Specialist/ }).check()
    await page.getByLabel('Why this is the right help').fill('Bruises that nobody explains.')
    await press(page, 'button', 'Decide')
    assert.match(await said(page), /Waits for a manager\. A manager agrees to every “Assessment Service”/)
    const request = new URL(page.url()).pathname

    const manager = await openPage('/front-door', { session: await sessionOf('doorManager') })
    assert.match(await said(manager), /For a manager to agree: 1/)
    await press(manager, 'link', 'Maya Sender')
    await press(manager, 'button', /^Agree/)
    assert.match(await said(manager), /The decision stands.*agreed by doorManager Tester/)
    assert.equal(await counted(contacts), before + 1, 'the figures count it')

    // The referral begins with the words, the sender and the day of the contact: only what is new is typed.
    await page.goto(new URL('/front-door', page.url()).href)
    await press(page, 'link', /^Referral/)
    assert.equal(
      await page.getByLabel('What they told us and ask for').inputValue(),
      'She comes home with bruises & says nothing.',
    )
    assert.match(await said(page), /Family member, friend or neighbour/)
    assert.equal(await page.locator('[name="receivedOn-year"]').inputValue(), '2020')
    for (const [part, value] of [
      ['day', '14'],
      ['month', '12'],
      ['year', '2020'],
    ] as const)
      await page.locator(`[name="decidedOn-${part}"]`).fill(value)
    await page.getByRole('radio', { name: 'Accepted for assessment' }).check()
    await press(page, 'button', 'Check and complete')
    await press(page, 'button', /^Complete|^Record/)

    const allocating = await openPage('/caseloads/waiting', { session: await sessionOf('teamManager'), scripts: false })
    await allocating.getByRole('checkbox', { name: /Maya Sender/ }).check()
    await press(allocating, 'button', 'Allocate those chosen')
    await allocating.getByRole('radio', { name: /\bsocialWorker Tester/ }).check()
    await press(allocating, 'button', 'Check')
    await press(allocating, 'button', 'Allocate')
    assert.match(await said(allocating), /Maya Sender/)

    const worker = await openPage('/', { session: await sessionOf('socialWorker') })
    assert.match(await said(worker), /Maya Sender/)

    await page.goto(new URL(request, page.url()).href)
    await press(page, 'button', /^Answer/)
    const words = await page.getByLabel('The answer').inputValue()
    assert.match(words, /Dear Canary Sender[^]*14 December 2020[^]*social worker will get in touch/)
    assert.doesNotMatch(words, /Maya|bruises|individual|socialWorker/)
    await press(page, 'button', 'Make the letter')
    assert.match(await said(page), /4 Mill Lane.*social worker will get in touch/)
    assert.doesNotMatch(`${await page.title()} ${page.url()}`, /Canary|Maya|Sender/)
    await press(page, 'button', 'It is posted')
    await page.goto(new URL('/front-door', page.url()).href)
    assert.match(await said(page), /No request waits/)
  },
)

browserTest('the pages of the door are usable at 320 pixels and by everyone', async ({ lookAt, lookOver }) => {
  const session = await sessionOf('pointOfAccessWorker')
  await sendForm(open().server, { who: { sender: 'public' }, kind: { kind: 'concern' }, 'your-name': { named: 'no' } })
  await lookAt('/front-door', { session })
  const { request } = await open()
    .database.sql.selectFrom('request')
    .select('request')
    .orderBy('request', 'desc')
    .executeTakeFirstOrThrow()
  const addresses = [
    '/front-door',
    '/front-door/kept',
    '/front-door/call',
    `/front-door/requests/${request}`,
    `/front-door/requests/${request}/decide`,
  ]
  for (const address of addresses) await lookOver(address, { session })
})

browserTest(
  'information and advice given to a head teacher counts as such, and is answered by telephone',
  async ({ openPage }) => {
    const before = await counted(contactsInformationAndAdvice)
    await sendForm(open().server, {
      who: { sender: 'professional' },
      add: { given: 'Ned', family: 'Pupil', 'bornOn-day': '2', 'bornOn-month': '3', 'bornOn-year': '2011' },
    })
    const page = await openPage('/front-door?from=professional', { session: await sessionOf('pointOfAccessWorker') })
    await press(page, 'link', 'Ned Pupil')
    await press(page, 'button', /egin a record/)
    await press(page, 'button', 'Decide')
    await page.getByRole('radio', { name: 'Information and advice' }).check()
    await page.getByRole('radio', { name: /^2\. Early help/ }).check()
    await page.getByLabel('Why this is the right help').fill('The school can answer it.')
    await press(page, 'button', 'Decide')
    assert.equal(await counted(contactsInformationAndAdvice), before + 1)
    await press(page, 'button', /^Answer/)
    assert.match(await said(page), /By telephone, as they said is safe: 01632 960300/)
  },
)
