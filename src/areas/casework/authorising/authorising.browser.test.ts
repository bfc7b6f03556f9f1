import assert from 'node:assert/strict'
import { after } from 'node:test'
import { testDatabase } from '../../../store/testing.ts'
import { browserTests } from '../../../web/browser-testing.ts'
import { casework } from '../area.ts'
import { makeScene } from '../testing-scene.ts'
import { serverOf, sessionAs, smallCouncil } from '../testing.ts'
import type { StaffName } from '../testing.ts'

const database = await testDatabase()
await smallCouncil(database)
const { child } = await makeScene(database)
after(() => database.close())
const browserTest = browserTests(() => serverOf(database, [casework]))
const sessionOf = (name: StaffName): Promise<string> => sessionAs(database, name)

browserTest('without scripts an assessment goes to the manager, comes back and is authorised', async browsing => {
  const { openPage, lookOver } = browsing
  const [worker, manager] = [await sessionOf('socialWorker'), await sessionOf('teamManager')]
  const page = await openPage(`/children/${child}/record/childAndFamilyAssessment`, { session: worker, scripts: false })
  for (const [part, value] of [
    ['day', '16'],
    ['month', '11'],
    ['year', '2020'],
  ] as const)
    await page.locator(`[name="startedOn-${part}"]`).fill(value)
  await page.getByLabel('What is going well').fill('Nan cooks on Sundays.')
  await page.getByLabel('What we are worried about').fill('The flat is cold.')
  await page.getByLabel('The existing plan continues').check()
  await page.getByRole('button', { name: 'Check and complete' }).click()
  const check = new URL(page.url()).pathname
  await lookOver(check, { session: worker })
  await page.getByLabel('Manager', { exact: true }).selectOption({ label: 'teamManager Tester, team manager' })
  await page.getByRole('button', { name: 'Send to the manager to authorise' }).click()
  const sent = new URL(page.url()).pathname
  await lookOver(sent, { session: worker })
  await lookOver('/', { session: manager })

  const read = await openPage('/', { session: manager, scripts: false })
  await read.getByRole('link', { name: 'Child and family assessment: Amira Okafor-Byrne' }).click()
  await read.getByLabel('Or return it: what is to be done').fill('Say what school thinks.')
  await lookOver(sent, { session: manager })
  await read.getByRole('button', { name: 'Return it' }).click()
  await lookOver('/', { session: worker })

  await page.goto(new URL('/', page.url()).href)
  await page.getByRole('link', { name: 'Child and family assessment: Amira Okafor-Byrne' }).click()
  await page.getByText('Say what school thinks.').waitFor()
  await page.getByLabel('What we are worried about').fill('The flat is cold, and school sees her tired.')
  await page.getByRole('button', { name: 'Check and complete' }).click()
  await page.getByRole('button', { name: 'Send to the manager to authorise' }).click()
  await read.goto(new URL(sent, read.url()).href)
  await read.getByText('school sees her tired').waitFor()
  await read.getByRole('button', { name: 'Authorise' }).click()
  await read.getByText('Authorised by teamManager Tester on 14 December 2020.').waitFor()
  assert.match(new URL(read.url()).pathname, /entries\/\d+$/)
})
