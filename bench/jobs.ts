import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { findChromium } from '../scripts/chromium.ts'
import { beginSession } from '../src/access/sessions.ts'
import { buildApp } from '../src/app.ts'
import { addDays, dateAt } from '../src/calendar/index.ts'
import { now } from '../src/council/index.ts'
import type { Database } from '../src/store/index.ts'
import { keyboardAt } from '../src/web/keyboard-testing.ts'
import type { Keyboard, Toll } from '../src/web/keyboard-testing.ts'
import { sessionCookie } from '../src/web/security.ts'
import { millisecondsOf } from './bench.ts'
import type { CountyBench, Figure } from './bench.ts'
import { managerOfService, managerOfWorkerWith, workerWithConference, workerWithDuty } from './who-does-jobs.ts'
import type { Doing } from './who-does-jobs.ts'

/** A job that somebody does every day, from the page on which it begins, and the most that it may cost. */
type Job = {
  readonly title: string
  readonly who: (database: Database, today: string) => Promise<Doing>
  readonly begins: (doing: Doing) => string
  readonly work: (keyboard: Keyboard, doing: Doing, today: string) => Promise<void>
  readonly atMost: Toll & { readonly seconds: number }
}

const visit: Job = {
  title: 'record a visit',
  who: (database, today) => workerWithDuty(database, 'childInNeedPlan.visit', today),
  begins: () => '/',
  work: async ({ page, follow, choose, write }, { about }) => {
    await follow(page.locator(`main a[href="/children/${about}/visit"]`).first())
    await choose(page.locator(`#own-seen-${about}`))
    await write(
      page.getByLabel('What was seen, heard and done'),
      'Seen at home in the kitchen. The fridge was full, the bedroom has a bed now, and mum was calm. We read together.',
    )
    await follow(page.getByRole('button', { name: 'Record the visit' }))
    await page.getByText(/^The visit of .* is recorded/).waitFor()
  },
  atMost: { keystrokes: 115, clicks: 3, pages: 2, seconds: 4 },
}

const assessment: Job = {
  title: 'complete an assessment from referral',
  who: (database, today) => workerWithDuty(database, 'childAndFamilyAssessment', today),
  begins: () => '/',
  work: async ({ page, follow, choose, write, writeDay }, { about }, today) => {
    await follow(page.locator(`main a[href="/children/${about}/record/childAndFamilyAssessment"]`).first())
    await writeDay(page.getByRole('group', { name: 'Date the assessment started' }), addDays(today, -30))
    await writeDay(page.getByRole('group', { name: 'Date the assessment was authorised' }), today)
    await writeDay(page.getByRole('group', { name: /^Date the child was last seen/ }), addDays(today, -4))
    await choose(page.locator('#seenAlone'))
    await choose(page.getByLabel('Mental health of a parent or carer', { exact: true }))
    for (const [question, words] of [
      ['What the child says', 'I like it when grandma comes. I do not like the shouting.'],
      ['What is going well', 'School is going well, and grandma is there every weekend.'],
      ['What we are worried about', 'Mum has been low since spring and meals are missed in the week.'],
      ['What it means for the child', 'Without help the days at home stay unpredictable.'],
      ['The decision and the reasons for it', 'A child in need plan, so that mum has help and meals are kept.'],
    ] as const)
      await write(page.getByLabel(question), words)
    await choose(page.getByLabel('Child in need plan', { exact: true }))
    await follow(page.getByRole('button', { name: 'Check and complete' }))
    await follow(page.getByRole('button', { name: 'Complete', exact: true }))
    await page.getByText('Recorded.').waitFor()
  },
  atMost: { keystrokes: 320, clicks: 6, pages: 3, seconds: 6 },
}

const conference: Job = {
  title: 'prepare a conference',
  who: workerWithConference,
  begins: ({ about }) => `/children/${about}`,
  work: async ({ page, follow, pick, write, writeDay }, { about }, today) => {
    await follow(page.locator(`a[href="/children/${about}/meetings"]`))
    await follow(page.locator(`a[href="/children/${about}/meetings/plan/reviewConference"]`).first())
    await writeDay(page.getByRole('group', { name: 'When', exact: true }), addDays(today, 21))
    await write(page.getByLabel('Time', { exact: true }), '10:00')
    await write(page.getByLabel('Where, or how to join'), 'Civic Centre, room 2')
    await pick(page.locator(`#ownWay-${about}`), 'Comes for a part')
    await pick(page.getByLabel('Who chairs', { exact: true }), /Conference chair/)
    await follow(page.getByRole('button', { name: 'Plan the meeting' }))
    await follow(page.getByRole('link', { name: /Invitations/ }).first())
    await follow(page.getByRole('button', { name: /note that they are sent/ }))
    await page
      .getByText(/^sent /)
      .first()
      .waitFor()
  },
  atMost: { keystrokes: 35, clicks: 7, pages: 5, seconds: 6 },
}

const allocation: Job = {
  title: 'allocate five children',
  who: database => managerOfService(database, 'early-help'),
  begins: () => '/caseloads/waiting',
  work: async ({ page, follow, choose }) => {
    const boxes = page.getByRole('checkbox', { name: /^Choose / })
    for (let box = 0; box < 5; box += 1) await choose(boxes.nth(box))
    await follow(page.getByRole('button', { name: 'Allocate those chosen' }))
    await choose(page.getByRole('radio', { name: /^Choose / }).first())
    await follow(page.getByRole('button', { name: 'Check' }))
    await follow(page.getByRole('button', { name: 'Allocate', exact: true }))
    if (!page.url().endsWith('?placed=5')) throw new Error('Five children were not allocated.')
  },
  atMost: { keystrokes: 0, clicks: 9, pages: 3, seconds: 5 },
}

const about = [
  'Seen as planned, and spoke freely.',
  'School is the worry; the head is rung this week.',
  'The plan is on course.',
  'Dad is to be asked to the next review.',
] as const

const supervision: Job = {
  title: 'supervise a worker of 16',
  who: database => managerOfWorkerWith(database, 16),
  begins: () => '/supervision',
  work: async ({ page, follow, press, write, writeDay }, { about: worker }, today) => {
    await follow(page.locator(`main a[href="/supervision/workers/${worker}/agenda"]`).first())
    await follow(page.getByRole('button', { name: 'Write the supervision' }))
    const children = await page.getByLabel(/^What was said about /).all()
    for (const [index, child] of children.entries()) await write(child, about[index % about.length] ?? '')
    await press(page.locator('summary', { hasText: /^\s*A decision about / }).first())
    await write(page.locator('[id^="decision-"]').first(), 'Ask grandma about weekends')
    await write(page.locator('[id^="who-"]').first(), 'The worker')
    await writeDay(page.locator('.govuk-form-group', { has: page.locator('[id^="by-"]') }).first(), addDays(today, 14))
    await write(page.getByLabel('What is going well'), 'Families say that they are listened to.')
    await follow(page.getByRole('button', { name: 'Record the supervision' }))
    await page.waitForURL(/\/supervision\/(records|workers)\/\d+/)
  },
  atMost: { keystrokes: 660, clicks: 4, pages: 3, seconds: 12 },
}

const jobs: readonly Job[] = [visit, assessment, conference, allocation, supervision]

type Place = { readonly database: Database; readonly browser: Browser; readonly origin: string }

const measure = async ({ database, browser, origin }: Place, job: Job): Promise<readonly Figure[]> => {
  const instant = await now(database.sql)
  const today = dateAt(instant)
  const doing = await job.who(database, today)
  const session = await beginSession(database.sql, doing, instant)
  if (session === undefined) throw new Error(`Nobody is ${doing.role} today.`)
  const context = await browser.newContext()
  await context.addCookies([{ name: sessionCookie, value: session, url: origin, httpOnly: true, sameSite: 'Lax' }])
  try {
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    await page.goto(`${origin}${job.begins(doing)}`, { waitUntil: 'load' })
    const keyboard = keyboardAt(page)
    const seconds = (await millisecondsOf(() => job.work(keyboard, doing, today))) / 1000
    const { keystrokes, clicks, pages } = keyboard.toll()
    return [
      { title: `${job.title}: keystrokes`, value: keystrokes, unit: 'keystrokes', atMost: job.atMost.keystrokes },
      { title: `${job.title}: clicks`, value: clicks, unit: 'clicks', atMost: job.atMost.clicks },
      { title: `${job.title}: pages`, value: pages, unit: 'pages', atMost: job.atMost.pages },
      { title: `${job.title}: the machine’s time`, value: seconds, unit: 's', atMost: job.atMost.seconds },
    ]
  } finally {
    await context.close()
  }
}

/** What five everyday jobs cost whoever does them, by keyboard in a real browser, each once. */
export const jobsBench: CountyBench = {
  name: 'jobs',
  run: async ({ database }) => {
    const executablePath = findChromium()
    if (executablePath === undefined) {
      process.stderr.write('righthelp: there is no Chromium, so that the everyday jobs are not measured\n')
      return []
    }
    const cacheFolder = await mkdtemp(join(tmpdir(), 'righthelp-bench-'))
    const app = await buildApp({ database, cacheFolder, log: { level: 'silent' } })
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
    try {
      const origin = await app.listen({ port: 0, host: '127.0.0.1' })
      const figures: Figure[] = []
      for (const job of jobs) figures.push(...(await measure({ database, browser, origin }, job)))
      return figures
    } finally {
      await browser.close()
      await app.close()
      await rm(cacheFolder, { recursive: true, force: true })
    }
  },
}
