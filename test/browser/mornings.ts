import assert from 'node:assert/strict'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { contextAt } from '../../src/access/context.ts'
import { now } from '../../src/council/clock.ts'
import { england } from '../../src/journey/england.ts'
import type { Role } from '../../src/journey/roles.ts'
import { record } from '../../src/ledger/record.ts'
import type { Database } from '../../src/store/database.ts'
import type { Browsing } from '../../src/web/browser-testing.ts'
import { keyboardAt } from '../../src/web/keyboard-testing.ts'
import { sessionOfWorker } from '../../src/web/testing.ts'
import type { Keyboard } from '../../src/web/keyboard-testing.ts'

/** The first row that the county answers; where there is none, the test fails. */
export const firstOf = async <Row>({ sql: queries }: Database, query: RawBuilder<Row>): Promise<Row> => {
  const row = (await query.execute(queries)).rows[0]
  assert.ok(row !== undefined, 'the county has what this morning needs')
  return row
}

export type Somebody = { readonly worker: number; readonly role: Role }

/** Somebody who has a post in this part now, in a team of this service. */
export const somebody = async (county: Database, role: Role, service: string): Promise<Somebody> => {
  const { worker } = await firstOf(
    county,
    sql<{ worker: number }>`
    select post.worker from post join team on team.team = post.team and team.ended_on is null
    where post.role = ${role} and post.ended_on is null and team.service = ${service} order by post.worker limit 1`,
  )
  return { worker, role }
}

export const director = async (county: Database): Promise<Somebody> => {
  const { worker } = await firstOf(
    county,
    sql<{ worker: number }>`select worker from post where role = 'director' and ended_on is null`,
  )
  return { worker, role: 'director' }
}

/** A child whom nobody works with is referred this morning, and waits to be allocated. Answers with which. */
export const referSomebody = async (county: Database): Promise<number> => {
  const { identity, worker } = await firstOf(
    county,
    sql<{ identity: number; worker: number }>`
    select child.identity, post.worker from identity child
    join identity_version version on version.identity = child.identity and version.known_to = 'infinity'
    join post on post.role = 'dutyWorker' and post.ended_on is null
    where child.kind = 'child' and version.born_on between '2008-01-01' and '2016-01-01'
      and not exists (select 1 from episode where episode.identity = child.identity)
      and not exists (select 1 from restriction where restriction.identity = child.identity)
    order by child.identity, post.worker limit 1`,
  )
  const signedIn = { worker, name: 'Duty worker', role: 'dutyWorker', teams: [], services: [] } as const
  await record(
    { database: county, rules: { pathway: england, policy: {} } },
    contextAt(signedIn, await now(county.sql)),
    {
      step: 'referral',
      subjects: [{ identity }],
      answers: { receivedOn: '2020-12-11', source: 'police', why: 'An incident at home.', decidedOn: '2020-12-14' },
      outcome: 'assessment',
    },
  )
  return identity
}

const isOpenDuty = sql`duty.met_on is null and duty.lapsed_on is null and duty.known_to = 'infinity'`

/** Whoever holds a child about whom this is overdue longest, and since when. */
export const holderOfOverdue = (county: Database, allocation: string, rule: string) =>
  firstOf(
    county,
    sql<{ worker: number; child: number; dueOn: string; name: string }>`
    select (held.detail ->> 'worker')::int as worker, duty.identity as child, duty.due_on::text as "dueOn",
      version.given || ' ' || version.family as name
    from duty join episode held on held.identity = duty.identity and held.kind = ${allocation}
      and held.ended_on is null and held.known_to = 'infinity'
    join identity_version version on version.identity = duty.identity and version.known_to = 'infinity'
    where duty.rule = ${rule} and ${isOpenDuty} and duty.due_on < '2020-12-14'
    order by duty.due_on, duty.identity limit 1`,
  )

/** When this is due about a child, as it now stands. */
export const nextDue = async (county: Database, child: number, rule: string): Promise<string> => {
  const { due } = await firstOf(
    county,
    sql<{ due: string }>`
    select due_on::text as due from duty where identity = ${child} and rule = ${rule} and ${isOpenDuty} order by due_on limit 1`,
  )
  return due
}

/** What is written somewhere, on one line. */
export const words = (text: string): string => text.replaceAll(/\s+/g, ' ')

export type Morning = Keyboard & {
  /** What the page says, on one line. */
  readonly said: () => Promise<string>
  /** By an address that one keeps. */
  readonly goTo: (address: string) => Promise<void>
  /** By the council’s name at the top of every page. */
  readonly goHome: () => Promise<void>
  /** Fails unless each page that was read or sent has its line in the access log, and each of these children as looked at. */
  readonly expectLogged: (...children: readonly number[]) => Promise<void>
}

/** Somebody’s morning, which begins at home; every key from here is a key they press. */
export const morningOf = async (
  county: Database,
  { openPage }: Browsing,
  who: Somebody,
  { width = 1280 } = {},
): Promise<Morning> => {
  const { sql: queries } = county
  const session = await sessionOfWorker(county, who)
  const { last } = await firstOf(
    county,
    sql<{ last: number }>`select coalesce(max(id), 0)::int as last from access_log`,
  )
  const page = await openPage('/', { session, width })
  page.setDefaultTimeout(20_000)
  const asked = ['/']
  page.on('response', response => {
    if (response.request().resourceType() === 'document') asked.push(new URL(response.url()).pathname)
  })
  const keyboard = keyboardAt(page)
  return {
    ...keyboard,
    goHome: () => keyboard.follow(page.getByRole('banner').locator('a[href="/"]').first()),
    said: async () => words(await page.getByRole('main').innerText()),
    goTo: async address => {
      await page.goto(new URL(address, page.url()).href, { waitUntil: 'load' })
    },
    expectLogged: async (...children) => {
      const { rows } = await sql<{ identity: number | null; answer: string }>`
        select identity, answer from access_log where worker = ${who.worker} and id > ${last}`.execute(queries)
      assert.ok(rows.length >= asked.length, `${rows.length} lines for ${asked.join(', ')}`)
      const looked = new Set(rows.flatMap(({ identity, answer }) => (answer === 'open' ? [identity] : [])))
      const opened = asked.flatMap(path => /^\/children\/(\d+)/.exec(path)?.[1] ?? []).map(Number)
      for (const child of [...opened, ...children]) assert.ok(looked.has(child), `the look at ${child} is in the log`)
    },
  }
}

/** The number that a pattern finds in what is written; where it finds none, the test fails. */
export const numberIn = (text: string, pattern: RegExp): number => {
  const found = pattern.exec(text)?.[1]
  assert.ok(found !== undefined, `${String(pattern)} is not in: ${text.slice(0, 500)}`)
  return Number(found.replaceAll(',', ''))
}

/** What a measure counts today, as its page tells the director. */
export const counted = async (
  county: Database,
  browsing: Browsing,
  measure: string,
  pattern: RegExp,
): Promise<number> => {
  const { page, goTo, said } = await morningOf(county, browsing, await director(county))
  await goTo(`/figures/${measure}?asAt=2020-12-14`)
  const number = numberIn(await said(), pattern)
  await page.close()
  return number
}
