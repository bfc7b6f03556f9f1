import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { contextAt } from '../../access/context.ts'
import { note } from '../../access/log.ts'
import { createCouncil, now, readCouncilFile } from '../../council/index.ts'
import { addPartner } from '../../door/partners.ts'
import { england } from '../../journey/england.ts'
import { noPolicy } from '../../journey/policy.ts'
import type { Role } from '../../journey/roles.ts'
import { createChild } from '../../people/index.ts'
import { testDatabase } from '../../store/testing.ts'
import { browserTests, expectNoAxeViolations, expectNoSidewaysScroll } from '../../web/browser-testing.ts'
import { buildServer } from '../../web/server.ts'
import { administration } from './area.ts'
import { sessionOfWorker, testStyles } from '../../web/testing.ts'

const database = await testDatabase()
after(async () => {
  await database.close()
})

const example = readCouncilFile(readFileSync(join(import.meta.dirname, '../../../examples/council.json'), 'utf8'))
const { workers } = await createCouncil(database.sql, { ...example, simulated: { standsAt: '2020-12-14T09:00' } })
const workerOf = (role: Role): number => workers[example.workers.findIndex(({ posts }) => posts[0]?.role === role)] ?? 0
const sessionOf = (role: Role): Promise<string> => sessionOfWorker(database, { worker: workerOf(role), role })

const browserTest = browserTests(() =>
  buildServer({
    database,
    rules: { pathway: england, policy: noPolicy },
    areas: [administration],
    cacheFolder: testStyles,
  }),
)

const pages: readonly (readonly [string, Role])[] = [
  ['/roles', 'councillor'],
  ['/access-log', 'informationGovernance'],
  ['/organisation', 'administrator'],
  ['/clock', 'socialWorker'],
]

browserTest('its pages pass axe, and fit 320 pixels', async ({ lookOver }) => {
  await lookOver('/sign-in')
  for (const [address, role] of pages) await lookOver(address, { session: await sessionOf(role) })
})

/** A restricted child with one keeper, a record that was opened with a reason, and an organisation. */
const makeWhatIsKept = async (): Promise<void> => {
  const at = await now(database.sql)
  const who = { worker: workerOf('socialWorker'), name: 'Someone', role: 'socialWorker' as const }
  const context = contextAt({ ...who, teams: [], services: [] }, at)
  const opened = await createChild(database.sql, context, { given: 'Ottoline', family: 'Quennell' })
  const reason = 'At the door of the hospital'
  await note(database.sql, context, { act: 'openWithReason', answer: 'open', identity: opened, reason })
  const identity = await createChild(database.sql, context, { given: 'Hidden', family: 'Quennell' })
  const restricted = { identity, kind: 'adoption', reason: 'Placed for adoption.', started_at: at } as const
  await database.sql.insertInto('restriction').values(restricted).execute()
  await database.sql
    .insertInto('keeper')
    .values({ identity, worker: workerOf('director'), started_at: at })
    .execute()
  await addPartner(database.sql, { name: 'Mill Lane Primary School', kind: 'schools', startedOn: '2019-01-01' })
}

/** The page wide with axe, and as wide as a phone. */
const look = async (page: Page): Promise<void> => {
  await expectNoAxeViolations(page)
  await page.setViewportSize({ width: 320, height: 900 })
  await expectNoSidewaysScroll(page)
  await page.setViewportSize({ width: 1280, height: 900 })
}

browserTest('restrictions, reasons, what is found in the log and organisations do so too', async ({ openPage }) => {
  await makeWhatIsKept()
  const page = await openPage('/restrictions', { session: await sessionOf('informationGovernance') })
  const goTo = (address: string) => page.goto(new URL(address, page.url()).href)
  const said = async () => (await page.locator('main').textContent()) ?? ''
  assert.match(await said(), /Adoption/)
  await look(page)
  await page.getByRole('link', { name: /^Restriction / }).click()
  await look(page)
  await goTo('/reasons')
  assert.match(await said(), /At the door of the hospital/)
  await look(page)
  await page.locator('a[href^="/reasons/"]').first().click()
  await look(page)
  await goTo('/access-log')
  assert.match(await said(), /Ottoline Quennell/)
  await page.getByLabel('Find a person').fill('Quennell')
  await page.getByRole('button', { name: 'Find' }).click()
  assert.match(await said(), /Ottoline Quennell/)
  await look(page)
  const administrator = await openPage('/organisations', { session: await sessionOf('administrator') })
  assert.match((await administrator.locator('main').textContent()) ?? '', /Mill Lane Primary School/)
  await look(administrator)
})

browserTest('one finds a person, becomes them and goes again, without scripts', async ({ openPage }) => {
  const page = await openPage('/sign-in', { scripts: false })
  await page.getByLabel('Find by name, role or team').fill('auditor')
  await page.getByRole('button', { name: 'Find' }).click()
  await page.getByRole('button', { name: 'First Auditor' }).click()
  await page.goto(new URL('/roles', page.url()).href)
  assert.match((await page.locator('header').textContent()) ?? '', /First Auditor, Auditor/)
  await page.getByRole('button', { name: 'Sign out' }).click()
  assert.match(page.url(), /sign-in$/)
})
