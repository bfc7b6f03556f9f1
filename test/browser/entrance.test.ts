import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { buildApp } from '../../src/app.ts'
import { addTestCouncil } from '../../src/council/testing.ts'
import type { Database } from '../../src/store/database.ts'
import { testDatabase } from '../../src/store/testing.ts'
import { browserTests, expectNoAxeViolations, expectNoSidewaysScroll } from '../../src/web/browser-testing.ts'
import { keyboardAt } from '../../src/web/keyboard-testing.ts'
import { testStyles } from '../../src/web/testing.ts'

let database: Database | undefined

const browserTest = browserTests(async () => {
  database = await testDatabase()
  await addTestCouncil(database, { brand: { telephone: { day: '01632 960100', outOfHours: '01632 960199' } } })
  return buildApp({ database, cacheFolder: testStyles, log: { level: 'silent' } })
})
after(() => database?.close())

type Answer = string | { readonly choose: readonly string[] }
/** What somebody answers on each page, by the last part of its address: what is typed by the name of its input, what is chosen by its value. */
type Answers = Readonly<Record<string, Readonly<Record<string, Answer>>>>

const chosen = (...values: readonly string[]): Answer => ({ choose: values })

const child = { given: 'Maya', family: 'Sender', 'bornOn-day': '2', 'bornOn-month': '3', 'bornOn-year': '2012' }

const usual: Answers = {
  help: { inDanger: chosen('no') },
  kind: { kind: chosen('concern') },
  add: child,
  home: { line: '4 Mill Lane' },
  about: { needs: chosen('safety') },
  what: { happening: 'There was shouting again, and the little one was out in the cold.' },
  safe: { safeNow: chosen('notSure') },
  feelings: { hurtThemself: chosen('notSure') },
  agree: { agrees: chosen('askFirst') },
  'who-knows': { parentsKnow: chosen('notMind') },
  you: { yourGiven: 'Ada' },
  contact: { safeWays: chosen('none') },
  language: { interpreter: chosen('no') },
  'your-name': { named: chosen('no') },
  consent: { consent: chosen('agreed') },
}

const atWork = (organisation: string, post: string): Answers => ({
  who: { sender: chosen('professional') },
  'your-work': { yourGiven: 'Sam', yourFamily: 'Worker', organisation, post },
  contact: { safeWays: chosen('phone'), phone: '01632 960300' },
})

const people: Readonly<Record<string, Answers>> = {
  'a parent': {
    who: { sender: chosen('parent') },
    kind: { kind: chosen('support') },
    about: { needs: chosen('attendance', 'learning') },
    contact: { safeWays: chosen('phone', 'text'), phone: '01632 960300' },
  },
  'a grandparent': { who: { sender: chosen('carer') } },
  'a 15-year-old': {
    who: { sender: chosen('youngPerson') },
    kind: { kind: chosen('support') },
    add: { ...child, 'bornOn-year': '2005' },
    about: { needs: chosen('mentalHealth') },
    contact: { safeWays: chosen('text'), textPhone: '01632 960300' },
  },
  'a neighbour without a name': { who: { sender: chosen('public') } },
  'a head teacher': atWork('Hill School', 'Head teacher'),
  'a police officer': {
    ...atWork('The police', 'Constable'),
    consent: { consent: chosen('notAsked'), whyNotAsked: chosen('risk') },
  },
  'a health visitor': { ...atWork('Health visiting', 'Health visitor'), kind: { kind: chosen('support') } },
  'a midwife for a child not born yet': {
    ...atWork('Midwifery', 'Midwife'),
    'add-unborn': {
      motherGiven: 'Ada',
      motherFamily: 'Sender',
      'expectedOn-day': '1',
      'expectedOn-month': '3',
      'expectedOn-year': '2021',
    },
  },
}

const lastPart = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1) ?? ''

/** The same urgent words in the same place, a neutral title, and nothing of anybody in the address. */
const expectSafe = async (page: Page): Promise<void> => {
  const line = page.getByRole('region', { name: 'In danger now' })
  assert.match(await line.innerText(), /Call 999\.[^]*101[^]*01632 960199[^]*More people to call/)
  assert.equal(await page.getByRole('button', { name: 'Exit this page' }).getAttribute('href'), '/bank-holidays')
  assert.doesNotMatch(`${await page.title()} ${page.url()}`, /Maya|Sender|abuse|harm|Ada/)
  await expectNoSidewaysScroll(page)
}

type Arrived = (page: Page) => Promise<void>

/** Goes through the whole form by keys alone, as these answers have it, and looks at each page on the way. */
const goThrough = async (page: Page, own: Answers, arrived: Arrived): Promise<void> => {
  const { follow, choose, write } = keyboardAt(page)
  const answers = { ...usual, ...own }
  const answer = async (): Promise<void> => {
    for (const [name, given] of Object.entries(answers[lastPart(page)] ?? {})) {
      if (typeof given === 'string') await write(page.locator(`[name="${name}"]`), given)
      else for (const value of given.choose) await choose(page.locator(`input[name="${name}"][value="${value}"]`))
    }
  }
  for (let pages = 0; lastPart(page) !== 'sent'; pages += 1) {
    assert.ok(pages < 30, `comes to an end, and not round at ${page.url()}`)
    await arrived(page)
    if (lastPart(page) === 'add' && 'add-unborn' in own)
      await follow(page.getByRole('link', { name: 'The baby is not born yet' }))
    else {
      await answer()
      await follow(page.getByRole('main').getByRole('button', { name: /^(Continue|Start now|Send)$/ }))
    }
  }
  await arrived(page)
}

for (const [who, own] of Object.entries(people))
  browserTest(`${who} gets through by keyboard alone, at 320 pixels, without scripts`, async ({ openPage }) => {
    const page = await openPage('/help', { width: 320, scripts: false })
    await goThrough(page, own, expectSafe)
    const said = await page.getByRole('main').innerText()
    const [reference = ''] = /[A-Z0-9]{3}-[A-Z0-9]{4}-[A-Z0-9]{3}/.exec(said) ?? []
    assert.match(said, /What happens next[^]*decides what happens by 1\d December 2020/)
    assert.ok(database)
    const kept = await database.sql
      .selectFrom('request')
      .innerJoin('request_child', 'request_child.request', 'request.request')
      .select(['request_child.given', 'request_child.expected_on'])
      .where('reference', '=', reference)
      .execute()
    assert.deepEqual(
      kept.map(({ given, expected_on }) => given ?? expected_on),
      ['add-unborn' in own ? '2021-03-01' : 'Maya'],
    )
  })

browserTest('every page of the form is for everyone', async ({ openPage }) => {
  const looked = new Set<string>()
  const look = async (page: Page): Promise<void> => {
    await expectSafe(page)
    if (!looked.has(lastPart(page))) await expectNoAxeViolations(page)
    looked.add(lastPart(page))
  }
  const everything: Answers = { about: { needs: chosen('attendance', 'mentalHealth') } }
  const several = [
    people['a parent'],
    people['a 15-year-old'],
    people['a neighbour without a name'],
    people['a police officer'],
  ]
  for (const own of [...several, people['a midwife for a child not born yet']])
    await goThrough(await openPage('/help', { width: 320 }), { ...own, ...everything }, look)
  assert.ok(looked.size >= 24, [...looked].join(', '))
})

browserTest(
  'Shift three times, the button, and a plain link without scripts lead to a page that says nothing',
  async ({ openPage }) => {
    const page = await openPage('/help/before')
    const away = page.waitForURL('**/bank-holidays')
    for (let times = 0; times < 3; times += 1) await page.keyboard.press('Shift')
    await away
    assert.equal(await page.title(), 'Bank holidays in England')
    assert.doesNotMatch(await page.locator('body').innerText(), /help|child|danger/i)
    await expectNoAxeViolations(page)
    const plain = await openPage('/help/now', { scripts: false })
    await keyboardAt(plain).follow(plain.getByRole('button', { name: 'Exit this page' }))
    assert.equal(new URL(plain.url()).pathname, '/bank-holidays')
  },
)

browserTest('the pages beside the form, and its errors, are for everyone', async ({ lookAt, lookOver }) => {
  for (const address of ['/help/now', '/help/before', '/help/privacy', '/help/continue', '/help/questions/what'])
    await expectSafe(await lookOver(address))
  const page = await lookAt('/help', { width: 320 })
  await page.getByRole('main').getByRole('button', { name: 'Continue' }).press('Enter')
  await page.getByRole('alert').waitFor()
  await expectSafe(page)
  await expectNoAxeViolations(page)
})
