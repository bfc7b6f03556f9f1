import assert from 'node:assert/strict'
import { after } from 'node:test'
import { sql } from 'kysely'
import { buildApp } from '../../src/app.ts'
import { inWords } from '../../src/calendar/index.ts'
import { smallCounty } from '../../src/county/testing.ts'
import type { Database } from '../../src/store/database.ts'
import { testDatabase } from '../../src/store/testing.ts'
import { browserTests, expectNoSidewaysScroll } from '../../src/web/browser-testing.ts'
import {
  counted,
  director,
  firstOf,
  holderOfOverdue,
  morningOf,
  nextDue,
  numberIn,
  referSomebody,
  somebody,
  words,
} from './mornings.ts'
import { testStyles } from '../../src/web/testing.ts'

let database: Database | undefined

const browserTest = browserTests(async () => {
  database = await testDatabase(smallCounty)
  return buildApp({ database, cacheFolder: testStyles, log: { level: 'silent' } })
})
after(async () => {
  await database?.close()
})

const county = (): Database => {
  assert.ok(database)
  return database
}

browserTest('a social worker sees on a phone whom to see and why, and records the visit', async browsing => {
  const rule = 'childInNeedPlan.visit'
  const { worker, child, dueOn, name } = await holderOfOverdue(county(), 'socialWorkerAllocation', rule)
  const inTime = () => counted(county(), browsing, 'child-in-need-plans-visited', /On 14 December 2020: (\d+) of \d+/)
  const before = await inTime()
  const morning = await morningOf(county(), browsing, { worker, role: 'socialWorker' }, { width: 320 })
  const { page, follow, choose, write, said, goHome } = morning
  const late = numberIn(await said(), /(\d+) Late/)
  assert.match(await said(), new RegExp(`${name}.*${inWords(dueOn)}.*late.*within 30 working days of the one before`))
  await expectNoSidewaysScroll(page)
  await follow(page.locator(`main a[href="/children/${child}/visit"]`).first())
  await expectNoSidewaysScroll(page)
  await choose(page.locator(`#own-seen-${child}`))
  await write(page.getByLabel('What was seen, heard and done'), 'Seen in the kitchen. There is a bed now.')
  await follow(page.getByRole('button', { name: 'Record the visit' }))
  assert.match(await said(), /The visit of 14 December 2020 is recorded/)
  await expectNoSidewaysScroll(page)
  const next = await nextDue(county(), child, rule)
  assert.ok(next > '2020-12-14')
  await follow(page.locator(`main a[href="/children/${child}"]`).first())
  assert.match(
    await said(),
    new RegExp(`Child in need visit By ${inWords(next)}`),
    'the next visit is due from this one',
  )
  await goHome()
  assert.equal(numberIn(await said(), /(\d+) Late/), late - 1)
  assert.equal(await inTime(), before + 1)
  await morning.expectLogged(child)
})

browserTest('a manager allocates with the effect shown first, and supervises from the record', async browsing => {
  const cases = () => counted(county(), browsing, 'average-caseload', /On 14 December 2020: ([\d,]+) cases over \d+/)
  const child = await referSomebody(county())
  const before = await cases()
  const morning = await morningOf(county(), browsing, await somebody(county(), 'teamManager', 'assessment'))
  const { page, follow, choose, write, said } = morning
  const waits = async () =>
    (await said()).includes('Nobody waits') ? 0 : numberIn(await said(), /Waiting to be allocated (\d+) child/)
  const waiting = await waits()
  await follow(page.locator('main a[href="/caseloads/waiting"]').first())
  await choose(page.locator(`input[type="checkbox"][value="${child}"]`))
  await follow(page.getByRole('button', { name: 'Allocate those chosen' }))
  const receiver = page.getByRole('radio', { name: /^Choose / }).first()
  const worker = numberIn((await receiver.getAttribute('value')) ?? '', /^(\d+)\./)
  await choose(receiver)
  await follow(page.getByRole('button', { name: 'Check' }))
  const [, now, then] = /(\d+) → (\d+)/.exec(await said()) ?? []
  assert.equal(Number(then), Number(now) + 1, 'the effect stands before it is done')
  await follow(page.getByRole('button', { name: 'Allocate', exact: true }))
  assert.match(page.url(), new RegExp(`/caseloads/workers/${worker}\\?placed=1$`))
  assert.equal(await cases(), before + 1)

  await morning.goHome()
  assert.equal(await waits(), waiting - 1)
  await follow(page.locator('main a[href="/supervision"]').first())
  await follow(page.locator(`main a[href="/supervision/workers/${worker}/agenda"]`).first())
  assert.match(await said(), /Last time/, 'the agenda says what was said last time')
  await follow(page.getByRole('button', { name: 'Write the supervision' }))
  const about = page.getByLabel(/^What was said about /).first()
  const discussed = numberIn((await about.getAttribute('name')) ?? '', /^about-(\d+)$/)
  await write(about, 'Seen as planned, and spoke freely.')
  await write(page.getByLabel('What is going well'), 'Families say that they are listened to.')
  await follow(page.getByRole('button', { name: 'Record the supervision' }))
  await morning.goTo('/supervision')
  assert.match(
    words(
      await page
        .getByRole('row')
        .filter({ has: page.locator(`a[href$="/workers/${worker}/agenda"]`) })
        .innerText(),
    ),
    /14 December 2020/,
    'the last supervision is today’s',
  )
  await morning.expectLogged(child, discussed)
})

browserTest('a chair brings a conference forward, holds it and completes it', async browsing => {
  const plans = () => counted(county(), browsing, 'child-protection-plans', /: (\d+) children/)
  const { meeting, chair, child } = await firstOf(
    county(),
    sql<{ meeting: number; chair: number; child: number }>`
    select meeting.meeting, meeting.chair, min(meeting_child.identity) as child
    from meeting join meeting_child using (meeting)
    where meeting.kind = 'reviewConference' and meeting.held_at is null and meeting.cancelled_at is null
    group by 1, 2 having count(*) = 1 order by min(meeting.starts_at), 1 limit 1`,
  )
  const before = await plans()
  const morning = await morningOf(county(), browsing, { worker: chair, role: 'conferenceChair' })
  const { page, follow, choose, write, writeDay, said } = morning
  await follow(page.locator('main a[href="/meetings"]').first())
  await follow(page.getByRole('link', { name: 'Meetings planned and due' }))
  await follow(page.locator(`main a[href="/meetings/${meeting}"]`))
  assert.match(await said(), /Ready and missing/)
  await follow(page.locator(`a[href="/meetings/${meeting}/change"]`))
  await writeDay(page.getByRole('group', { name: 'When', exact: true }), '2020-12-14')
  await write(page.getByLabel('Time', { exact: true }), '16:00')
  await write(page.getByLabel('Why it is changed'), 'The family asked for an earlier day.')
  await follow(page.getByRole('button', { name: 'Save the change' }))
  await follow(page.locator(`a[href="/meetings/${meeting}/hold"]`))
  for (const came of await page.getByRole('radio', { name: 'Came', exact: true }).all()) await choose(came)
  await choose(page.locator('#quorate-yes'))
  await write(page.locator('#decisions-1-words'), 'The plan ends, and a child in need plan follows.')
  await choose(page.getByLabel('The plan ends, child in need plan'))
  await follow(page.getByRole('button', { name: 'Record what was decided' }))
  assert.match(await page.getByLabel('Who took part').inputValue(), /the child: came/, 'what was noted stands there')
  await write(page.getByLabel('What has changed for the child', { exact: true }), 'Food every day, and school again.')
  await follow(page.getByRole('button', { name: 'Check and complete' }))
  await follow(page.getByRole('button', { name: 'Complete', exact: true }))
  await morning.goTo(`/meetings/${meeting}`)
  assert.match(await said(), /Held and recorded/)
  assert.equal(await plans(), before - 1)
  await morning.expectLogged(child)
})

browserTest('a minute-taker writes minutes and gives them to the chair', async browsing => {
  const morning = await morningOf(county(), browsing, await somebody(county(), 'businessSupport', 'quality-and-review'))
  const { page, follow, write, said } = morning
  const toWrite = /(\d+) sets? of minutes of mine to write/
  const before = numberIn(await said(), toWrite)
  await follow(page.getByRole('link', { name: toWrite }))
  await follow(page.getByRole('link', { name: 'Write the minutes' }).first())
  const meeting = numberIn(page.url(), /meetings\/(\d+)\/minutes/)
  const noted = await page.getByLabel('The minutes').inputValue()
  assert.notEqual(noted, '', 'what was noted on the day stands there already')
  await write(page.getByLabel('The minutes'), '\nThe chair thanked everybody for coming.')
  assert.equal(await page.getByLabel('The minutes').inputValue(), `${noted}\nThe chair thanked everybody for coming.`)
  await follow(page.getByRole('button', { name: 'Give to the chair to check' }))
  await morning.goHome()
  assert.equal(numberIn(await said(), toWrite), before - 1)
  await morning.goTo('/meetings/minutes?whose=withChair')
  assert.equal(await page.locator(`main a[href="/meetings/${meeting}"]`).count(), 1)
  const { child } = await firstOf(
    county(),
    sql<{ child: number }>`select identity as child from meeting_child where meeting = ${meeting} limit 1`,
  )
  await morning.expectLogged(child)
})

browserTest('a personal adviser records that they are in touch', async browsing => {
  const rule = 'careLeaver.keepingInTouch'
  const { worker, child } = await holderOfOverdue(county(), 'personalAdviserAllocation', rule)
  const morning = await morningOf(county(), browsing, { worker, role: 'personalAdviser' })
  const { page, follow, choose, pick, write, writeDay, said } = morning
  const late = numberIn(await said(), /(\d+) Late/)
  await follow(page.getByRole('link', { name: 'Care leavers' }).first())
  await follow(page.locator(`main a[href="/children/${child}/leaving-care"]`))
  assert.match(await said(), /Contact \d+ days? late/)
  await follow(page.getByRole('main').getByRole('link', { name: 'Keeping in touch', exact: true }))
  await writeDay(page.getByRole('group', { name: /Date of the contact/ }), '2020-12-14')
  await choose(page.locator('#inTouch'))
  await choose(page.getByLabel('By telephone', { exact: true }))
  await pick(page.locator('#accommodation'), 'Independent living')
  await choose(page.locator('#suitable'))
  await pick(page.locator('#activity'), 'Full time in an apprenticeship')
  await write(page.getByLabel('How the young person is'), 'Likes the new flat.')
  await choose(page.locator('#outcome'))
  await follow(page.getByRole('button', { name: 'Check and complete' }))
  await follow(page.getByRole('button', { name: 'Complete', exact: true }))
  await morning.goTo('/leaving-care')
  const row = page.getByRole('row').filter({ has: page.locator(`a[href="/children/${child}/leaving-care"]`) })
  assert.match(words(await row.innerText()), /Independent living.*last 14 December 2020, by telephone/)
  assert.ok((await nextDue(county(), child, rule)) > '2020-12-14')
  await morning.goHome()
  assert.equal(numberIn(await said(), /(\d+) Late/), late - 1)
  await morning.expectLogged(child)
})

browserTest('a director reads what moved, and opens a figure to the children it counts', async browsing => {
  const morning = await morningOf(county(), browsing, await director(county()))
  const { page, follow, said } = morning
  await follow(page.getByRole('main').getByRole('link', { name: 'The service at a glance' }))
  assert.match(await said(), /What moved.*What is late.*Where the load is.*Which decisions wait/)
  const moved = page.locator('main a[href^="/figures/"]').first()
  const title = words(await moved.innerText())
  const shown = numberIn(await said(), new RegExp(`${title} ([\\d.,]+)`))
  await follow(moved)
  assert.equal(numberIn(await page.getByRole('heading', { level: 1 }).innerText(), /: ([\d.,]+)/), shown)
  const child = page.locator('main a[href^="/children/"]').first()
  const identity = numberIn((await child.getAttribute('href')) ?? '', /(\d+)$/)
  await follow(child)
  await morning.goTo('/service')
  const links = new Set<string>()
  for (const link of await page.locator('main a[href^="/"]').all()) links.add((await link.getAttribute('href')) ?? '')
  assert.ok(links.size > 10)
  for (const link of links) {
    await morning.goTo(link)
    assert.doesNotMatch(await said(), /You may not do this|Page not found/, `${link} opens to whoever is shown it`)
  }
  await morning.expectLogged(identity)
})
