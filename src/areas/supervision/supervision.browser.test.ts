import assert from 'node:assert/strict'
import { after } from 'node:test'
import { browserTests } from '../../web/browser-testing.ts'
import { sessionOfWorker } from '../../web/testing.ts'
import { supervision } from './area.ts'
import { people, smallCouncil } from './testing.ts'
import type { Person } from './testing.ts'

const council = await smallCouncil([supervision])
const { database, say, given, server } = council
after(() => database.close())

const names = Array.from({ length: 16 }, (_, index) => `Child${String.fromCharCode(65 + index)}`)
const children = await given(names, 'worker', '2020-08-03')
const [first = 0] = children
await say('worker', {
  step: 'strategyDiscussion',
  subjects: [{ identity: first }],
  answers: { heldOn: '2020-12-03', present: 'Police, school', concerns: 'A bruise.' },
  outcome: 'noFurtherAction',
})

const sessionOf = async (who: Person): Promise<string> => {
  const { worker, role } = people[who]
  return sessionOfWorker(database, { worker, role })
}

const browserTest = browserTests(() => Promise.resolve(server))
const worker = people.worker.worker

browserTest(
  'a manager supervises a worker of 16 by keyboard, without scripts, and the worker signs',
  async ({ openPage }) => {
    const page = await openPage('/supervision', { session: await sessionOf('manager'), scripts: false })
    await page.getByRole('link', { name: 'worker Tester' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Write the supervision' }).focus()
    await page.keyboard.press('Enter')
    for (const name of names) {
      await page.getByLabel(`What was said about ${name} Ashdown`).focus()
      await page.keyboard.type(`${name} is well.`)
    }
    await page.getByLabel('What is going well').focus()
    await page.keyboard.type('Visits are made.')
    await page.keyboard.press('Tab')
    await page.getByRole('button', { name: 'Record the supervision' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /^Supervision of worker Tester, 14 December 2020/ }).waitFor()
    assert.match((await page.locator('main').textContent()) ?? '', /16 children[^]*ChildP is well\./)

    const own = await openPage('/supervision', { session: await sessionOf('worker'), width: 320, scripts: false })
    await own.getByRole('link', { name: 'your words and signature' }).click()
    await own.getByLabel('I agree with what is written').focus()
    await own.keyboard.press('Space')
    await own.getByRole('button', { name: 'Sign', exact: true }).click()
    assert.match((await own.locator('main').textContent()) ?? '', /worker Tester signed on 14 December 2020 and agrees/)
  },
)

browserTest('oversight of an event is two clicks and the words, from where it waits', async ({ openPage }) => {
  const page = await openPage('/supervision', { session: await sessionOf('manager') })
  await page.getByRole('link', { name: /^Record oversight for ChildA/ }).click()
  await page.getByLabel('The decision').fill('Go on.')
  await page.getByLabel('Why', { exact: true }).fill('The threshold was rightly judged.')
  await page.getByRole('button', { name: 'Record' }).click()
  await page.getByText('It stands in the child’s record.').waitFor()
})

browserTest('its pages pass axe, fit 320 pixels and print', async ({ lookAt, lookOver }) => {
  const entry = await say('manager', {
    step: 'supervision',
    subjects: [{ identity: first, paragraph: 'Well.' }],
    answers: { heldOn: '2020-12-11', supervised: worker, goingWell: 'Much.' },
    outcome: 'held',
  })
  const pages: readonly (readonly [string, Person])[] = [
    ['/supervision', 'manager'],
    ['/supervision', 'director'],
    [`/supervision/workers/${worker}`, 'manager'],
    [`/supervision/workers/${worker}/agenda`, 'manager'],
    [`/supervision/workers/${worker}/record`, 'manager'],
    ['/supervision/decisions', 'serviceManager'],
    ['/supervision/drift', 'manager'],
    [`/supervision/children/${first}/oversight?drift=assessmentLate`, 'manager'],
    [`/supervision/workers/${worker}`, 'worker'],
    [`/supervision/records/${entry}`, 'worker'],
  ]
  for (const [address, who] of pages) {
    await lookOver(address, { session: await sessionOf(who) })
  }
  await lookAt(`/supervision/workers/${worker}/agenda`, { session: await sessionOf('manager'), print: true })
})
