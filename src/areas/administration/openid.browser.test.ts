import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { linkAccount } from '../../access/accounts.ts'
import { openIdProvider } from '../../access/openid.ts'
import type { Provider } from '../../access/openid.ts'
import { testProvider } from '../../access/testing-provider.ts'
import type { TestProvider } from '../../access/testing-provider.ts'
import { checkCouncilFile, createCouncil, now } from '../../council/index.ts'
import { england } from '../../journey/england.ts'
import { noPolicy } from '../../journey/policy.ts'
import { testCouncilFile } from '../../council/testing.ts'
import { testDatabase } from '../../store/testing.ts'
import { browserTests, expectNoAxeViolations, expectNoSidewaysScroll } from '../../web/browser-testing.ts'
import { buildServer } from '../../web/server.ts'
import { stylesheet } from '../../web/stylesheet/stylesheet.ts'
import { administration } from './area.ts'
import { sessionOfWorker, testStyles } from '../../web/testing.ts'

const database = await testDatabase()
const queries = database.sql
const since = '2019-01-01'
const { workers } = await createCouncil(
  queries,
  checkCouncilFile(
    testCouncilFile({
      signIn: 'openid',
      workers: [
        {
          given: 'Ann',
          family: 'Administrator',
          posts: [
            { role: 'administrator', from: since },
            { role: 'teamManager', team: 'one', from: since },
          ],
        },
      ],
    }),
  ),
)
const [ann = 0] = workers

let there: TestProvider | undefined
after(async () => {
  await there?.close()
  await database.close()
})

/** The provider knows where the server is once it listens, which it does when the first page is opened. */
const onceListening = (server: () => FastifyInstance): Omit<Provider, 'issuer'> => {
  let connected: Promise<Provider> | undefined
  const connect = async () => {
    const [address] = server().addresses()
    const origin = `http://127.0.0.1:${typeof address === 'object' ? address.port : 0}`
    there = await testProvider(origin)
    const { issuer } = there.settings
    await linkAccount(queries, { worker: ann, issuer, subject: 'ann' }, { by: null, at: await now(queries) })
    return openIdProvider(there.settings, origin)
  }
  const provider = () => (connected ??= connect())
  return {
    begin: async asked => (await provider()).begin(asked),
    finish: async (answer, secrets, wanted) => (await provider()).finish(answer, secrets, wanted),
    signOutAt: async returnTo => (await provider()).signOutAt(returnTo),
  }
}

const browserTest = browserTests(async () => {
  // The first page would wait for it otherwise.
  await stylesheet(testStyles)
  const server: FastifyInstance = await buildServer({
    database,
    rules: { pathway: england, policy: noPolicy },
    areas: [administration],
    cacheFolder: testStyles,
    provider: {
      ...onceListening(() => server),
      get issuer() {
        return there?.settings.issuer ?? ''
      },
    },
  })
  return server
})

for (const scripts of [true, false])
  browserTest(
    `one signs in there, is asked for the part, changes it, and signs out${scripts ? '' : ', without scripts'}`,
    async ({ openPage }) => {
      const page = await openPage('/sign-in?next=%2Fstaff', { width: 320, scripts })
      await expectNoSidewaysScroll(page)
      await page.getByRole('button', { name: 'Sign in with your council account' }).click()
      await page.getByLabel('Account').fill('ann')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByLabel('Administrator').check()
      await expectNoSidewaysScroll(page)
      if (scripts) await expectNoAxeViolations(page)
      await page.getByRole('button', { name: 'Continue' }).click()
      assert.match(page.url(), /\/staff$/)
      await page.getByRole('link', { name: 'Ann Administrator' }).first().click()
      await page.getByLabel('Team manager').check()
      await page.getByRole('button', { name: 'Change part' }).click()
      await page.goto(new URL('/roles', page.url()).href)
      assert.match((await page.locator('header').textContent()) ?? '', /Ann Administrator, Team manager/)
      await page.getByRole('button', { name: 'Sign out' }).click()
      assert.match(page.url(), /\/signed-out$/)
      if (scripts) await expectNoAxeViolations(page)
      await page.getByRole('link', { name: 'sign out of your council account too' }).click()
      assert.equal(new URL(page.url()).origin, there?.settings.issuer)
    },
  )

const session = () => sessionOfWorker(database, { worker: ann, role: 'administrator' })

browserTest('what was typed comes back after signing in again, and is sent from there', async ({ openPage }) => {
  const page = await openPage('/staff/new', { session: await session() })
  await page.getByLabel('First name').fill('Grace Brewster')
  await page.getByLabel('Last name').fill('Hopper')
  await page.getByLabel('What they do').selectOption({ label: 'Auditor' })
  await queries.updateTable('session').set({ used_at: '2020-01-01T00:00:00.000Z' }).execute()
  await page.getByRole('button', { name: 'Take them on' }).click()
  assert.match((await page.locator('main').textContent()) ?? '', /What you typed is kept for an hour/)
  await expectNoAxeViolations(page)
  await page.getByRole('button', { name: 'Sign in with your council account' }).click()
  await page.getByLabel('Account').fill('ann')
  await page.getByRole('button', { name: 'Sign in' }).click()
  assert.match(page.url(), /\/kept-form$/)
  assert.match((await page.locator('main').textContent()) ?? '', /Grace Brewster/)
  await expectNoAxeViolations(page)
  await page.getByRole('button', { name: 'Send it now' }).click()
  assert.match((await page.locator('h1').textContent()) ?? '', /Grace Brewster Hopper/)
  await page.goto(new URL('/kept-form', page.url()).href)
  assert.doesNotMatch(page.url(), /kept-form/)
})

browserTest('the pages of staff and of sessions pass axe, and fit 320 pixels', async ({ lookOver }) => {
  for (const address of [
    '/staff',
    '/staff/new',
    `/staff/${ann}`,
    `/staff/${ann}/begin-post`,
    `/staff/${ann}/leave`,
    '/signed-in',
    '/signed-in/part',
  ])
    await lookOver(address, { session: await session() })
})
