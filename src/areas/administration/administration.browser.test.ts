import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after } from 'node:test'
import { beginSession } from '../../access/sessions.ts'
import { createCouncil, now, readCouncilFile } from '../../council/index.ts'
import { england } from '../../journey/england.ts'
import { noPolicy } from '../../journey/policy.ts'
import type { Role } from '../../journey/roles.ts'
import { testDatabase } from '../../store/testing.ts'
import { browserTests, expectNoAxeViolations, expectNoSidewaysScroll } from '../../web/browser-testing.ts'
import { buildServer } from '../../web/server.ts'
import { administration } from './area.ts'
import { testStyles } from '../../web/testing.ts'

const database = await testDatabase()
const cacheFolder = testStyles
after(async () => {
  await database.close()
})

const example = readCouncilFile(readFileSync(join(import.meta.dirname, '../../../examples/council.json'), 'utf8'))
const { workers } = await createCouncil(database.sql, { ...example, simulated: { standsAt: '2020-12-14T09:00' } })
const sessionOf = async (role: Role): Promise<string> => {
  const worker = workers[example.workers.findIndex(({ posts }) => posts[0]?.role === role)] ?? 0
  return (await beginSession(database.sql, { worker, role }, await now(database.sql))) ?? ''
}

const browserTest = browserTests(() =>
  buildServer({ database, rules: { pathway: england, policy: noPolicy }, areas: [administration], cacheFolder }),
)

const pages: readonly (readonly [string, Role])[] = [
  ['/roles', 'councillor'],
  ['/access-log', 'informationGovernance'],
  ['/organisation', 'administrator'],
  ['/clock', 'socialWorker'],
]

browserTest('its pages pass axe, and fit 320 pixels', async ({ openPage }) => {
  for (const width of [1280, 320]) {
    const signIn = await openPage('/sign-in', { width })
    await expectNoAxeViolations(signIn)
    await expectNoSidewaysScroll(signIn)
    for (const [address, role] of pages) {
      const page = await openPage(address, { width, session: await sessionOf(role) })
      await expectNoAxeViolations(page)
      await expectNoSidewaysScroll(page)
    }
  }
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
