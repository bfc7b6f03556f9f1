import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { beginSession } from '../../src/access/sessions.ts'
import { buildApp } from '../../src/app.ts'
import { inWords } from '../../src/calendar/index.ts'
import { now } from '../../src/council/clock.ts'
import { buildCounty } from '../../src/county/build.ts'
import { defaultControls } from '../../src/county/controls/index.ts'
import type { Role } from '../../src/journey/roles.ts'
import type { Database } from '../../src/store/database.ts'
import { testDatabase } from '../../src/store/testing.ts'
import { browserTests, expectNoSidewaysScroll } from '../../src/web/browser-testing.ts'
import type { Browsing } from '../../src/web/browser-testing.ts'
import { keyboardAt } from '../../src/web/keyboard-testing.ts'
import type { Keyboard } from '../../src/web/keyboard-testing.ts'

let database: Database | undefined
let cacheFolder = ''

const browserTest = browserTests(async () => {
  database = await testDatabase()
  await buildCounty(database, { controls: defaultControls, seed: 1, scale: 0.05 })
  cacheFolder = await mkdtemp(join(tmpdir(), 'righthelp-morning-'))
  return buildApp({ database, cacheFolder, log: { level: 'silent' } })
})
after(async () => {
  await database?.close()
  if (cacheFolder !== '') await rm(cacheFolder, { recursive: true, force: true })
})

const county = (): Database => {
  assert.ok(database)
  return database
}

const firstOf = async <Row>(query: RawBuilder<Row>): Promise<Row> => {
  const row = (await query.execute(county().sql)).rows[0]
  assert.ok(row !== undefined, 'the county has what this morning needs')
  return row
}

type Somebody = { readonly worker: number; readonly role: Role }

/** Somebody who has a post in this part now, in a team of this service. */
const somebody = async (role: Role, service: string): Promise<Somebody> => {
  const { worker } = await firstOf(sql<{ worker: number }>`
    select post.worker from post join team on team.team = post.team and team.ended_on is null
    where post.role = ${role} and post.ended_on is null and team.service = ${service} order by post.worker limit 1`)
  return { worker, role }
}

const director = async (): Promise<Somebody> => {
  const { worker } = await firstOf(
    sql<{ worker: number }>`select worker from post where role = 'director' and ended_on is null`,
  )
  return { worker, role: 'director' }
}

const isOpenDuty = sql`duty.met_on is null and duty.lapsed_on is null and duty.known_to = 'infinity'`

/** Whoever holds a child about whom this is overdue longest, and since when. */
const holderOfOverdue = (allocation: string, rule: string) =>
  firstOf(sql<{ worker: number; child: number; dueOn: string; name: string }>`
    select (held.detail ->> 'worker')::int as worker, duty.identity as child, duty.due_on::text as "dueOn",
      version.given || ' ' || version.family as name
    from duty join episode held on held.identity = duty.identity and held.kind = ${allocation}
      and held.ended_on is null and held.known_to = 'infinity'
    join identity_version version on version.identity = duty.identity and version.known_to = 'infinity'
    where duty.rule = ${rule} and ${isOpenDuty} and duty.due_on < '2020-12-14'
    order by duty.due_on, duty.identity limit 1`)

const nextDue = async (child: number, rule: string): Promise<string> => {
  const { due } = await firstOf(sql<{ due: string }>`
    select due_on::text as due from duty where identity = ${child} and rule = ${rule} and ${isOpenDuty} order by due_on limit 1`)
  return due
}

const words = (text: string): string => text.replaceAll(/\s+/g, ' ')

type Morning = Keyboard & {
  /** What the page says, on one line. */
  readonly said: () => Promise<string>
  /** By a link that stands on the page, or by an address that one keeps. */
  readonly goTo: (address: string) => Promise<void>
  /** Fails unless each page that was read is in the access log, and each of these children as looked at. */
  readonly expectLogged: (...children: readonly number[]) => Promise<void>
}

/** Somebody’s morning, which begins at home; every key from here is a key they press. */
const morningOf = async ({ openPage }: Browsing, who: Somebody, { width = 1280 } = {}): Promise<Morning> => {
  const { sql: queries } = county()
  const session = await beginSession(queries, who, await now(queries))
  assert.ok(session, `worker ${who.worker} is ${who.role} today`)
  const { last } = await firstOf(sql<{ last: number }>`select coalesce(max(id), 0)::int as last from access_log`)
  const page = await openPage('/', { session, width })
  page.setDefaultTimeout(20_000)
  const read = ['/']
  page.on('response', response => {
    const request = response.request()
    if (request.resourceType() === 'document' && request.method() === 'GET' && response.ok())
      read.push(new URL(response.url()).pathname)
  })
  return {
    ...keyboardAt(page),
    said: async () => words(await page.getByRole('main').innerText()),
    goTo: async address => {
      await page.goto(new URL(address, page.url()).href, { waitUntil: 'load' })
    },
    expectLogged: async (...children) => {
      const { rows } = await sql<{ identity: number | null; answer: string }>`
        select identity, answer from access_log where worker = ${who.worker} and id > ${last}`.execute(queries)
      assert.ok(rows.length >= read.length, `${rows.length} lines for ${read.join(', ')}`)
      const looked = new Set(rows.flatMap(({ identity, answer }) => (answer === 'open' ? [identity] : [])))
      const opened = read.flatMap(path => /^\/children\/(\d+)/.exec(path)?.[1] ?? []).map(Number)
      for (const child of [...opened, ...children]) assert.ok(looked.has(child), `the look at ${child} is in the log`)
    },
  }
}

const numberIn = (text: string, pattern: RegExp): number => {
  const found = pattern.exec(text)?.[1]
  assert.ok(found !== undefined, `${String(pattern)} is not in: ${text.slice(0, 500)}`)
  return Number(found.replaceAll(',', ''))
}

/** What a measure counts today, as its page tells the director. */
const counted = async (browsing: Browsing, measure: string, pattern: RegExp): Promise<number> => {
  const { goTo, said } = await morningOf(browsing, await director())
  await goTo(`/figures/${measure}?asAt=2020-12-14`)
  return numberIn(await said(), pattern)
}

browserTest('a social worker sees on a phone whom to see and why, and records the visit', async browsing => {
  const rule = 'childInNeedPlan.visit'
  const { worker, child, dueOn, name } = await holderOfOverdue('socialWorkerAllocation', rule)
  const inTime = () => counted(browsing, 'child-in-need-plans-visited', /On 14 December 2020: (\d+) of \d+/)
  const before = await inTime()
  const morning = await morningOf(browsing, { worker, role: 'socialWorker' }, { width: 320 })
  const { page, follow, choose, write, said, goTo } = morning
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
  const next = await nextDue(child, rule)
  assert.ok(next > '2020-12-14')
  await goTo(`/children/${child}`)
  assert.match(await said(), new RegExp(`Child in need visit ${inWords(next)}`), 'the next visit is due from this one')
  await goTo('/')
  assert.equal(numberIn(await said(), /(\d+) Late/), late - 1)
  assert.equal(await inTime(), before + 1)
  await morning.expectLogged(child)
})

browserTest('a manager allocates with the effect shown first, and supervises from the record', async browsing => {
  const cases = () => counted(browsing, 'average-caseload', /On 14 December 2020: ([\d,]+) of \d+/)
  const before = await cases()
  const morning = await morningOf(browsing, await somebody('teamManager', 'assessment'))
  const { page, follow, choose, write, said } = morning
  const waiting = numberIn(await said(), /Waiting to be allocated (\d+) children/)
  await follow(page.locator('main a[href="/caseloads/waiting"]').first())
  const box = page.getByRole('checkbox', { name: /^Choose / }).first()
  const child = Number(await box.getAttribute('value'))
  await choose(box)
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

  await morning.goTo('/')
  assert.equal(numberIn(await said(), /Waiting to be allocated (\d+) children/), waiting - 1)
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
  const plans = () => counted(browsing, 'child-protection-plans', /: (\d+) children/)
  const { meeting, chair, child } = await firstOf(sql<{ meeting: number; chair: number; child: number }>`
    select meeting.meeting, meeting.chair, min(meeting_child.identity) as child
    from meeting join meeting_child using (meeting)
    where meeting.kind = 'reviewConference' and meeting.held_at is null and meeting.cancelled_at is null
    group by 1, 2 having count(*) = 1 order by min(meeting.starts_at), 1 limit 1`)
  const before = await plans()
  const morning = await morningOf(browsing, { worker: chair, role: 'conferenceChair' })
  const { page, follow, choose, write, writeDay, said } = morning
  await follow(page.locator('main a[href="/meetings"]').first())
  await morning.goTo(`/meetings/${meeting}`)
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
  const morning = await morningOf(browsing, await somebody('businessSupport', 'quality-and-review'))
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
  await morning.goTo('/')
  assert.equal(numberIn(await said(), toWrite), before - 1)
  await morning.goTo('/meetings/minutes?whose=withChair')
  assert.equal(await page.locator(`main a[href="/meetings/${meeting}"]`).count(), 1)
  const { child } = await firstOf(
    sql<{ child: number }>`select identity as child from meeting_child where meeting = ${meeting} limit 1`,
  )
  await morning.expectLogged(child)
})

browserTest('a personal adviser records that they are in touch', async browsing => {
  const rule = 'careLeaver.keepingInTouch'
  const { worker, child } = await holderOfOverdue('personalAdviserAllocation', rule)
  const morning = await morningOf(browsing, { worker, role: 'personalAdviser' })
  const { page, follow, choose, pick, write, writeDay, said } = morning
  const late = numberIn(await said(), /(\d+) Late/)
  await morning.goTo(`/children/${child}/leaving-care`)
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
  assert.ok((await nextDue(child, rule)) > '2020-12-14')
  await morning.goTo('/')
  assert.equal(numberIn(await said(), /(\d+) Late/), late - 1)
  await morning.expectLogged(child)
})

browserTest('a director reads what moved, and opens a figure to the children it counts', async browsing => {
  const morning = await morningOf(browsing, await director())
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
