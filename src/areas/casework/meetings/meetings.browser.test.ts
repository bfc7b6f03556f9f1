import assert from 'node:assert/strict'
import { after } from 'node:test'
import { testDatabase } from '../../../store/testing.ts'
import { browserTests, expectNoSidewaysScroll } from '../../../web/browser-testing.ts'
import type { Browsing } from '../../../web/browser-testing.ts'
import { visitorSignedIn } from '../../../web/testing.ts'
import { casework } from '../area.ts'
import { recordAs, serverOf, sessionAs, smallCouncil, staff } from '../testing.ts'
import type { StaffName } from '../testing.ts'
import { makeFamily, meetingIn, planning, setClock } from './testing.ts'

const database = await testDatabase()
after(() => database.close())
await smallCouncil(database)
const family = await makeFamily(database, 'Okafor-Byrne')

const sessionOf = (name: StaffName): Promise<string> => sessionAs(database, name)

// One that was planned through the pages before the browser comes, and an escalation.
const planned = await (async () => {
  const server = await serverOf(database, [casework])
  const worker = await visitorSignedIn(server, database, { worker: staff.socialWorker, role: 'socialWorker' })
  const made = await worker.post(`/children/${family.child}/meetings/plan/initialConference`, planning(family))
  await server.close()
  return meetingIn(made.headers.location)
})()
await recordAs(database, 'conferenceChair', {
  step: 'escalation',
  subjects: [{ identity: family.child }],
  outcome: 'raised',
  answers: {
    raisedOn: '2020-12-10',
    stage: 'informal',
    chairsWorry: 'No visit for six weeks.',
    wanted: 'A visit this week.',
    addressedTo: staff.teamManager,
  },
})

const browserTest = browserTests(() => serverOf(database, [casework]))

const pages: readonly (readonly [string, StaffName])[] = [
  ['/', 'conferenceChair'],
  ['/', 'businessSupport'],
  ['/meetings', 'conferenceChair'],
  ['/meetings/minutes', 'businessSupport'],
  ['/meetings/managed', 'teamManager'],
  ['/escalations', 'director'],
  [`/children/${family.child}/meetings`, 'socialWorker'],
  [`/children/${family.child}/meetings/plan/initialConference`, 'socialWorker'],
  [`/meetings/${planned}`, 'conferenceChair'],
  [`/meetings/${planned}/change`, 'socialWorker'],
  [`/meetings/${planned}/invite`, 'socialWorker'],
  [`/meetings/${planned}/letters`, 'socialWorker'],
  [`/meetings/${planned}/hold`, 'conferenceChair'],
  [`/meetings/${planned}/decisions`, 'businessSupport'],
]

const look = async (lookOver: Browsing['lookOver'], address: string, name: StaffName) => {
  await lookOver(address, { session: await sessionOf(name) })
}

browserTest('every page of meetings passes axe and fits 320 pixels', async ({ lookOver }) => {
  for (const [address, name] of pages) await look(lookOver, address, name)
})

browserTest(
  'a chair holds a conference and a minute-taker writes it up, without scripts',
  async ({ openPage, lookOver }) => {
    await setClock(database, '2020-12-16T12:30:00.000Z')
    const chair = await openPage('/', { scripts: false, session: await sessionOf('conferenceChair') })
    await chair.getByRole('link', { name: 'Amira Okafor-Byrne and Tom Okafor-Byrne' }).click()
    await chair.getByRole('link', { name: 'Hold it: who came, what was decided' }).first().click()
    for (const group of await chair.getByRole('radio', { name: 'Came', exact: true }).all()) await group.check()
    await chair.getByLabel('What they think: Grace Okafor-Byrne, mother').fill('I want this to stop.')
    await chair.getByLabel('Does not agree: Grace Okafor-Byrne, mother').check()
    await chair.getByLabel('If so, why: Grace Okafor-Byrne, mother').fill('A plan is too much.')
    await chair.getByRole('radio', { name: 'Yes', exact: true }).check()
    await chair.getByRole('button', { name: 'Add another Decision' }).click()
    assert.equal(await chair.getByRole('radio', { name: 'Yes', exact: true }).isChecked(), true)
    await chair.getByRole('group', { name: 'Decision 4' }).waitFor()
    await chair.getByRole('group', { name: 'Decision 1' }).getByLabel('What was decided').fill('Visits twice a week')
    for (const child of ['Amira', 'Tom'])
      await chair
        .getByRole('group', { name: `${child} Okafor-Byrne`, exact: true })
        .getByRole('radio', { name: 'No child protection plan' })
        .check()
    await chair.getByRole('button', { name: 'Record what was decided' }).click()
    await chair
      .getByRole('button', { name: /^(Complete|Record)/ })
      .first()
      .click()
    await chair.goto(new URL(`/meetings/${planned}`, chair.url()).href)
    assert.match((await chair.textContent('main')) ?? '', /Held and recorded/)

    const support = await openPage('/', { scripts: false, width: 320, session: await sessionOf('businessSupport') })
    await support.getByRole('link', { name: '1 decision record to send' }).click()
    await support.getByRole('link', { name: '17 December 2020' }).click()
    await support.getByRole('button', { name: 'Record that it is sent today' }).click()
    assert.match((await support.textContent('main')) ?? '', /Sent on 16 December 2020/)
    await support.goto(new URL('/meetings/minutes', support.url()).href)
    await support.getByRole('link', { name: 'Write the minutes' }).click()
    assert.match(
      await support.getByLabel('The minutes').inputValue(),
      /Grace Okafor-Byrne, mother did not agree: A plan is too much\./,
    )
    await expectNoSidewaysScroll(support)
    await look(lookOver, `/meetings/${planned}/minutes`, 'businessSupport')
    await support.getByRole('button', { name: 'Give to the chair to check' }).click()

    await chair.goto(new URL(`/meetings/${planned}/minutes`, chair.url()).href)
    await chair.getByRole('button', { name: 'Approve: record and send them' }).click()
    assert.match((await chair.textContent('main')) ?? '', /The minutes are approved/)
    const worker = await openPage(`/children/${family.child}/meetings`, { session: await sessionOf('socialWorker') })
    await worker.getByRole('link', { name: 'Minutes', exact: true }).click()
    assert.match((await worker.textContent('main')) ?? '', /Approved by the chair: conferenceChair Tester/)
    await worker.goto(new URL(`/children/${family.child}/documents`, worker.url()).href)
    assert.match(
      (await worker.textContent('main')) ?? '',
      /Minutes: initial child protection conference, 16 December 2020/,
    )
    for (const address of [`/meetings/${planned}`, `/meetings/${planned}/minutes`])
      await look(lookOver, address, 'socialWorker')
  },
)
