import assert from 'node:assert/strict'
import { after } from 'node:test'
import { decideRequest } from '../../../door/decisions.ts'
import { examineNew } from '../../../door/examine.ts'
import { linkChild } from '../../../door/links.ts'
import { usualAgreement } from '../../../door/outcomes.ts'
import { receive } from '../../../door/receive.ts'
import { testDatabase } from '../../../store/testing.ts'
import { browserTests, expectNoAxeViolations } from '../../../web/browser-testing.ts'
import { casework } from '../area.ts'
import { makeScene } from '../testing-scene.ts'
import { contextOf, rules, serverOf, sessionAs, smallCouncil } from '../testing.ts'

const database = await testDatabase()
after(() => database.close())
await smallCouncil(database)
const { child } = await makeScene(database)
const browserTest = browserTests(() => serverOf(database, [casework]))
const asSocialWorker = (): Promise<string> => sessionAs(database, 'socialWorker')

browserTest('events are chosen without scripts, under a filter too, and made a document', async ({ openPage }) => {
  const page = await openPage(`/children/${child}/story`, { session: await asSocialWorker(), scripts: false })
  await page.getByRole('checkbox', { name: /Choose for a chronology: Contact/ }).check()
  await page.getByLabel('Kind of work').selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Show' }).click()
  await page.getByText('1 event chosen for a chronology').waitFor()
  await page.getByRole('button', { name: /Choose all \d+ that fit/ }).click()
  await page.getByLabel(/Heading of a chronology/).fill('For the conference')
  await page.getByRole('button', { name: 'Make a chronology to print' }).click()
  await page.getByRole('heading', { name: 'For the conference' }).waitFor()
  await page.getByText('As the record was known on 14 December 2020').waitFor()
  await page.getByRole('button', { name: 'Back to the story' }).click()
  assert.equal(await page.getByRole('checkbox', { name: /Choose for a chronology: Contact/ }).isChecked(), true)
  await page.getByRole('button', { name: 'Make a chronology to print' }).click()
  await page.getByRole('button', { name: 'Keep as a document' }).click()
  await page.getByText('The document is kept.').waitFor()
})

browserTest('the story with its choice, and a contact with what was told, pass axe', async ({ lookOver, openPage }) => {
  const session = await asSocialWorker()
  const door = await contextOf(database, 'pointOfAccessWorker')
  const { request } = await receive(
    database,
    {
      kind: 'concern',
      sender: 'public',
      answers: { line: '4 Chapel Row', happening: 'She comes hungry.', safeNow: 'notSure', named: 'no' },
      children: [{ given: 'Amira', family: 'Okafor-Byrne', bornOn: '2013-05-04', answers: {} }],
    },
    { now: door.now },
  )
  await examineNew(database, door.now)
  await linkChild(database.sql, door, request, { position: 1, identity: child, reason: '' })
  const { entry } = await decideRequest(
    { database, rules },
    door,
    request,
    { children: [1], outcome: 'openTeam', level: 4, rationale: 'A team works with her.' },
    usualAgreement,
  )
  const told = await lookOver(`/children/${child}/entries/${entry ?? 0}`, { session })
  await told.getByRole('heading', { name: 'What was told at the door' }).waitFor()
  const story = await openPage(`/children/${child}/story`, { session })
  await story.getByRole('button', { name: /Choose all/ }).click()
  await story.getByText(/events chosen for a chronology/).waitFor()
  await expectNoAxeViolations(story)
})
