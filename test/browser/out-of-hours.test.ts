import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { casework } from '../../src/areas/casework/area.ts'
import { outOfHours } from '../../src/areas/out-of-hours/area.ts'
import { nightCouncil, rules } from '../../src/areas/out-of-hours/testing.ts'
import { recordShift } from '../../src/council/duty-roster.ts'
import { browserTests, expectNoSidewaysScroll } from '../../src/web/browser-testing.ts'
import { buildServer } from '../../src/web/server.ts'
import { testStyles } from '../../src/web/testing.ts'

let council: Awaited<ReturnType<typeof nightCouncil>> | undefined

const browserTest = browserTests(async () => {
  council = await nightCouncil('2020-12-14T02:00:00.000Z')
  for (const [worker, discipline] of [
    [1, 'socialWorker'],
    [2, 'placements'],
  ] as const)
    await recordShift(
      council.database.sql,
      { worker: 3, now: '2020-12-01T10:00:00.000Z' },
      {
        worker,
        discipline,
        from: '2020-12-13T23:00:00.000Z',
        until: '2020-12-14T09:00:00.000Z',
        telephone: `01632 96000${worker}`,
      },
    )
  return buildServer({
    database: council.database,
    rules,
    areas: [outOfHours, casework],
    council: { name: 'Testshire', colour: '#1d5e4f', simulated: true },
    cacheFolder: testStyles,
  })
})
after(() => council?.database.close())

const here = () => {
  assert.ok(council)
  return council
}

/** By keyboard alone: goes to an input by its label and types, or turns a choice by its space bar. */
const type = async (page: Page, label: string, words: string) => {
  await page.getByLabel(label, { exact: true }).focus()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type(words)
}
const choose = async (page: Page, label: string) => {
  await page.getByLabel(label, { exact: true }).first().focus()
  await page.keyboard.press('Space')
}
const press = async (page: Page, name: string) => {
  await page.getByRole('button', { name }).focus()
  await page.keyboard.press('Enter')
  await page.waitForLoadState('load')
}

browserTest(
  'at two in the morning a call, a visit and a request are recorded on a phone, by keyboard, without a script',
  async ({ openPage }) => {
    const { sessionOf } = here()
    const page = await openPage('/children/101/tonight', {
      session: await sessionOf('night'),
      width: 320,
      scripts: false,
    })
    await expectNoSidewaysScroll(page)
    await page.getByRole('button', { name: 'Record a call' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/dutyCall/)
    await expectNoSidewaysScroll(page)
    await choose(page, 'Police')
    await type(page, 'What happened', 'Found at the bus station by herself.')
    await type(page, 'What you did', 'The police took her to her aunt.')
    await choose(page, 'Yes, with what was arranged')
    await type(page, 'What the day team must do (optional)', 'See her at school.')
    await choose(page, 'The day team must act')
    await choose(page, 'Idris Byrne, 5')
    await press(page, 'Record the call')
    await page.getByText('The call is recorded and handed over for the morning.').waitFor()

    await page.getByRole('button', { name: 'Record a visit' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/dutyVisit/)
    await expectNoSidewaysScroll(page)
    await choose(page, 'Seen alone')
    await type(page, 'What you saw and heard', 'Warm, fed and in bed.')
    await type(page, 'What you did', 'Nothing more tonight.')
    await choose(page, 'Yes')
    await choose(page, 'The day team must know; there is nothing to do')
    await press(page, 'Record the visit')
    await page.getByText('Last seen 14 December 2020 (today), alone').first().waitFor()

    await page.getByRole('button', { name: 'Ask for a placement or triage' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/dutyRequest/)
    await page.getByText('Placements (Gateway): Pat Placements, 01632 960002').waitFor()
    await choose(page, 'Placements (Gateway)')
    await type(page, 'What is asked for', 'A bed from tomorrow night.')
    await press(page, 'Ask')
    await page.getByText('The request stands on the night’s board.').waitFor()
  },
)

browserTest('a form with a mistake says so at the top, and keeps what was typed', async ({ openPage }) => {
  const page = await openPage('/out-of-hours/children/101/record/dutyCall', {
    session: await here().sessionOf('night'),
    width: 320,
    scripts: false,
  })
  await type(page, 'What you did', 'Listened.')
  await press(page, 'Record the call')
  await page.getByText('There is a problem').waitFor()
  assert.equal(await page.getByLabel('What you did', { exact: true }).inputValue(), 'Listened.')
})

const pages = [
  ['the night’s board', 'night', '/out-of-hours'],
  ['the board of the duty team’s manager', 'nightManager', '/out-of-hours'],
  ['a form at night', 'night', '/out-of-hours/children/101/record/dutyCall'],
  ['a visit at night', 'night', '/out-of-hours/children/101/record/dutyVisit'],
  ['a request at night', 'night', '/out-of-hours/children/101/record/dutyRequest'],
  ['a note for the duty team', 'day', '/out-of-hours/children/101/record/dutyWatch'],
  ['the handovers', 'day', '/out-of-hours/handovers'],
  ['a home with handovers', 'day', '/'],
  ['tonight', 'night', '/children/101/tonight'],
  ['the roster', 'nightManager', '/out-of-hours/roster'],
  ['a shift', 'nightManager', '/out-of-hours/roster/shifts/1'],
  ['the form of a shift', 'nightManager', '/out-of-hours/roster/add?day=2020-12-13&period=night'],
  ['all handovers', 'nightManager', '/out-of-hours/handovers?scope=all'],
] as const

for (const [name, who, address] of pages)
  browserTest(`${name} passes axe, and is no wider than a phone`, async ({ lookAt, lookOver }) => {
    const session = await here().sessionOf(who)
    await lookOver(address, { session })
    await expectNoSidewaysScroll(await lookAt(address, { session, width: 320, scripts: false }))
  })

browserTest('the child’s page for tonight is one sheet of paper', async ({ openPage }) => {
  const page = await openPage('/children/101/tonight', { session: await here().sessionOf('night'), print: true })
  const sheet = (await page.pdf({ format: 'A4' })).toString('latin1')
  assert.equal([...sheet.matchAll(/\/Type\s*\/Page\b/g)].length, 1)
})

browserTest(
  'at nine the day team’s manager accepts what the night handed over, from home, by keyboard',
  async ({ openPage }) => {
    const { clockAt, sessionOf } = here()
    await clockAt('2020-12-14T09:00:00.000Z')
    const page = await openPage('/', { session: await sessionOf('dayManager'), width: 320, scripts: false })
    await page.getByText('3 handovers to read').waitFor()
    for (const left of ['2 handovers to read', '1 handover to read']) {
      await page
        .getByRole('button', { name: /^Accept/ })
        .first()
        .focus()
      await page.keyboard.press('Enter')
      await page.getByText(left).waitFor()
    }
    const list = await openPage('/out-of-hours/handovers?scope=team', { session: await sessionOf('dayManager') })
    await list.getByText('Accepted by Dan Manager, Monday 14 December at 9am').first().waitFor()
  },
)
