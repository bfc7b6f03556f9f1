import assert from 'node:assert/strict'
import { after } from 'node:test'
import { casework } from '../../src/areas/casework/area.ts'
import { contextOf, serverOf, sessionAs, smallCouncil } from '../../src/areas/casework/testing.ts'
import type { StaffName } from '../../src/areas/casework/testing.ts'
import { makeScene } from '../../src/areas/casework/testing-scene.ts'
import type { Scene } from '../../src/areas/casework/testing-scene.ts'
import { frontDoor } from '../../src/areas/front-door/area.ts'
import { recordConnection, recordContactDetail } from '../../src/people/index.ts'
import type { Database } from '../../src/store/database.ts'
import { testDatabase } from '../../src/store/testing.ts'
import { browserTests, expectNoAxeViolations, expectNoSidewaysScroll } from '../../src/web/browser-testing.ts'

let database: Database | undefined
let scene: Scene = { child: 0, brother: 0, assessment: 0 }

const browserTest = browserTests(async () => {
  database = await testDatabase()
  await smallCouncil(database)
  scene = await makeScene(database)
  const worker = await contextOf(database, 'socialWorker')
  const identity = scene.child
  const [number, name] = ['01632 960 001', 'Upton Primary School']
  await recordContactDetail(database.sql, worker, {
    identity,
    kind: 'telephone',
    value: number,
    safe: false,
    note: 'Only by day',
    startedOn: null,
  })
  await recordConnection(database.sql, worker, { identity, kind: 'school', name, telephone: number, startedOn: null })
  return serverOf(database, [casework, frontDoor])
})
after(() => database?.close())

const sessionOf = async (name: StaffName): Promise<string> => {
  assert.ok(database)
  return sessionAs(database, name)
}

type PageType = { readonly name: string; readonly who: StaffName; readonly address: () => string }

const pageTypes: readonly PageType[] = [
  { name: 'a worker’s home', who: 'socialWorker', address: () => '/' },
  { name: 'a manager’s home', who: 'serviceManager', address: () => '/' },
  { name: 'a child in one minute', who: 'socialWorker', address: () => `/children/${scene.child}` },
  { name: 'a child whom one may only know of', who: 'otherSocialWorker', address: () => `/children/${scene.child}` },
  { name: 'the story', who: 'socialWorker', address: () => `/children/${scene.child}/story` },
  { name: 'an entry', who: 'socialWorker', address: () => `/children/${scene.child}/entries/${scene.assessment}` },
  { name: 'a form', who: 'socialWorker', address: () => `/children/${scene.child}/record/childAndFamilyAssessment` },
  {
    name: 'a form with choices',
    who: 'conferenceChair',
    address: () => `/children/${scene.child}/record/reviewConference`,
  },
  {
    name: 'a correction',
    who: 'socialWorker',
    address: () => `/children/${scene.child}/entries/${scene.assessment}/correct`,
  },
  {
    name: 'a withdrawal',
    who: 'socialWorker',
    address: () => `/children/${scene.child}/entries/${scene.assessment}/withdraw`,
  },
  { name: 'the summary for tonight', who: 'dutyWorker', address: () => `/children/${scene.child}/tonight` },
  { name: 'people', who: 'socialWorker', address: () => `/children/${scene.child}/people` },
  { name: 'the facts', who: 'socialWorker', address: () => `/children/${scene.child}/people/correct` },
  { name: 'a relative', who: 'socialWorker', address: () => `/children/${scene.child}/people/relative` },
  { name: 'how to reach somebody', who: 'socialWorker', address: () => `/children/${scene.child}/people/contact` },
  { name: 'a school or surgery', who: 'socialWorker', address: () => `/children/${scene.child}/people/connection` },
  { name: 'plans', who: 'socialWorker', address: () => `/children/${scene.child}/plans` },
  { name: 'who has looked', who: 'serviceManager', address: () => `/children/${scene.child}/looks` },
  { name: 'work due', who: 'teamManager', address: () => '/work' },
  { name: 'search', who: 'pointOfAccessWorker', address: () => '/search' },
  { name: 'the front door', who: 'pointOfAccessWorker', address: () => '/front-door' },
  { name: 'a new child', who: 'pointOfAccessWorker', address: () => '/front-door/new-child' },
]

for (const { name, who, address } of pageTypes)
  browserTest(`${name} passes axe, and is no wider than a phone`, async ({ lookAt, lookOver }) => {
    const session = await sessionOf(who)
    await lookOver(address(), { session })
    await expectNoSidewaysScroll(await lookAt(address(), { session, width: 320, scripts: false }))
  })

browserTest('a visit is typed, saved, mended, checked and completed without a script', async ({ openPage }) => {
  const page = await openPage(`/children/${scene.child}/record/childProtectionVisit`, {
    session: await sessionOf('socialWorker'),
    scripts: false,
  })
  await page.getByLabel('What was seen, heard and done').fill('Seen at home with the grandmother.')
  await page.getByLabel('Day').fill('31')
  await page.getByLabel('Month').fill('2')
  await page.getByLabel('Year').fill('2020')
  await page.getByRole('button', { name: 'Check and complete' }).click()
  await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
  assert.equal(await page.getByLabel('Day').inputValue(), '31')
  await page.getByLabel('Day').fill('13')
  await page.getByLabel('Month').fill('12')
  await page.getByLabel('Face to face').check()
  await page.getByLabel('Yes').check()
  await page.getByLabel('The child was seen', { exact: true }).check()
  await page.getByLabel('Tom Okafor-Byrne', { exact: true }).check()
  await page.getByRole('button', { name: 'Save draft' }).last().click()
  await page.getByText('The draft is saved as it stands').waitFor()
  await page.getByRole('button', { name: 'Check and complete' }).click()
  await page.getByRole('heading', { name: 'Check and complete: Child protection visit' }).waitFor()
  await page.getByText('What this does for Tom Okafor-Byrne').waitFor()
  await page.getByRole('button', { name: 'Complete', exact: true }).click()
  await page.getByText('Recorded.').waitFor()
  await page.getByRole('link', { name: 'Story', exact: true }).click()
  await page.getByText('13 December 2020').first().waitFor()
})

browserTest('a draft, its errors and its check pass axe', async ({ openPage }) => {
  const page = await openPage(`/children/${scene.child}/record/coreGroup`, { session: await sessionOf('socialWorker') })
  await page.getByRole('button', { name: 'Check and complete' }).click()
  await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
  await expectNoAxeViolations(page)
  const held = page.getByRole('group', { name: 'Date of the core group' })
  for (const [label, value] of [
    ['Day', '10'],
    ['Month', '12'],
    ['Year', '2020'],
  ] as const)
    await held.getByLabel(label).fill(value)
  await page.getByLabel('What has changed for the child').fill('Food every day.')
  await page.getByRole('button', { name: 'Check and complete' }).click()
  await page.getByRole('heading', { name: 'Check and complete: Core group' }).waitFor()
  await expectNoAxeViolations(page)
})

browserTest('a search, a chronology and the story as known pass axe', async ({ openPage }) => {
  const session = await sessionOf('socialWorker')
  const search = await openPage('/search', { session })
  await search.getByLabel('Find a person').fill('okafor')
  await search.getByRole('button', { name: 'Search' }).click()
  await search.getByRole('link', { name: 'Amira Okafor-Byrne' }).waitFor()
  await expectNoAxeViolations(search)
  assert.equal(new URL(search.url()).search, '', 'what was looked for is not in the address')
  const story = await openPage(`/children/${scene.child}/story`, { session })
  for (const box of await story.getByRole('checkbox', { name: /Choose for a chronology/ }).all()) await box.check()
  await story.getByLabel(/Heading of a chronology/).fill('For the conference')
  await story.getByRole('button', { name: 'Make a chronology to print' }).click()
  await story.getByRole('heading', { name: 'For the conference' }).waitFor()
  await expectNoAxeViolations(story)
})
