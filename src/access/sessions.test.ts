import assert from 'node:assert/strict'
import { after, before, describe, it, test } from 'node:test'
import { sql } from 'kysely'
import { addMinutes, machineNow } from '../calendar/index.ts'
import type { CivilDate } from '../calendar/index.ts'
import { testDatabase } from '../store/testing.ts'
import { browserInWords } from './browser-in-words.ts'
import { handOverKeptForm, keepForm, keptForm } from './kept-forms.ts'
import { endSessionsOf, openSessionsOf } from './open-sessions.ts'
import { beginSession, changePart, contextOfSession, endSession, sessionBehind } from './sessions.ts'
import { hashOfSecret } from './secrets.ts'
import { comesFromThisMachine, contextOf, peopleToBe } from './sign-in.ts'

const database = await testDatabase()
const queries = database.sql
const at = '2020-12-14T09:00:00.000Z'
const who = { worker: 1, role: 'socialWorker' } as const

before(async () => {
  await sql`
    insert into clock (kind, stands_at) values ('simulated', ${sql.lit(at)});
    insert into service values ('assessment', 'Assessment', 25, 1), ('area', 'Area', 15, 2);
    insert into team (team, name, service, started_on, ended_on, known_from) values
      ('one', 'Area one', 'area', '2018-01-01', '2019-06-03', '2018-01-01Z'),
      ('one', 'Assessment one', 'assessment', '2019-06-03', null, '2019-06-03Z'),
      ('two', 'Assessment two', 'assessment', '2019-06-03', null, '2019-06-03Z');
    insert into worker (worker, given, family) values (1, 'Grace', 'Hopper'), (2, 'Ada', 'King');
    insert into post (worker, role, team, started_on, ended_on, known_from) values
      (1, 'socialWorker', 'one', '2018-01-01', null, '2018-01-01Z'),
      (1, 'socialWorker', 'two', '2020-01-01', '2021-01-01', '2020-01-01Z'),
      (1, 'teamManager', 'two', '2021-01-01', null, '2020-12-01Z'),
      (2, 'socialWorker', 'one', '2018-01-01', '2020-12-14', '2018-01-01Z');
  `.execute(queries)
})
after(() => database.close())

describe('a context', () => {
  it('has the teams and services of the worker’s part on the day', async () => {
    const context = await contextOf(queries, who, at)
    assert.deepEqual(
      [context?.name, context?.teams.toSorted(), context?.services, context?.today],
      ['Grace Hopper', ['one', 'two'], ['assessment'], '2020-12-14'],
    )
    assert.deepEqual((await contextOf(queries, who, '2019-01-01T09:00:00.000Z'))?.services, ['area'])
  })
  it('is nobody’s who has not the part that day', async () => {
    assert.equal(await contextOf(queries, { worker: 1, role: 'teamManager' }, at), undefined)
    assert.equal(await contextOf(queries, { worker: 2, role: 'socialWorker' }, at), undefined)
    assert.ok(await contextOf(queries, { worker: 1, role: 'teamManager' }, '2021-01-01T09:00:00.000Z'))
  })
})

describe('whoever covers for a manager', () => {
  const context = (role: 'socialWorker' | 'teamManager', when: string) => contextOf(queries, { worker: 1, role }, when)

  before(() =>
    sql`
      insert into worker (worker, given, family) values (3, 'Mary', 'Manager');
      insert into post (worker, role, team, started_on, known_from) values (3, 'teamManager', 'one', '2020-06-01', '2020-06-01Z');
      insert into absence (worker, kind, started_on, ended_on, cover, author, known_from)
        values (3, 'leave', '2020-11-02', '2020-11-09', 1, 3, '2020-10-01Z');
    `.execute(queries),
  )

  it('has the manager’s part with its teams on these days, and their own parts unchanged', async () => {
    const standIn = await context('teamManager', '2020-11-02T09:00:00.000Z')
    assert.deepEqual([standIn?.name, standIn?.teams, standIn?.services], ['Grace Hopper', ['one'], ['assessment']])
    assert.deepEqual((await context('socialWorker', '2020-11-02T09:00:00.000Z'))?.teams.toSorted(), ['one', 'two'])
    assert.equal(await context('teamManager', '2020-11-09T09:00:00.000Z'), undefined)
  })
  it('may choose that part at sign-in on these days', async () => {
    const parts = async (on: CivilDate) =>
      (await peopleToBe(queries, on, 'hopper')).map(({ role, teamName }) => [role, teamName])
    assert.ok((await parts('2020-11-08')).some(each => String(each) === 'teamManager,Assessment one'))
    assert.ok((await parts('2020-11-09')).every(([role]) => role === 'socialWorker'))
  })
})

describe('a session', () => {
  it('opens by its token, of which the database holds the hash alone, until it ends', async () => {
    const token = await beginSession(queries, who, at)
    assert.ok(token !== undefined && token.length >= 40)
    const stored = await queries.selectFrom('session').select('token_hash').execute()
    assert.ok(stored.every(({ token_hash }) => !token_hash.includes(token) && /^[0-9a-f]{64}$/.test(token_hash)))
    assert.equal((await contextOfSession(queries, token))?.worker, 1)
    assert.equal(await contextOfSession(queries, `${token}x`), undefined)
    await endSession(queries, token, at)
    assert.equal(await contextOfSession(queries, token), undefined)
  })
  it('is not begun in a part that the worker has not', async () =>
    assert.equal(await beginSession(queries, { worker: 2, role: 'director' }, at), undefined))
  it('outlives a day that a simulated clock is moved on, and not the part', async () => {
    const token = (await beginSession(queries, who, at)) ?? ''
    await queries.updateTable('clock').set({ stands_at: '2020-12-16T09:00:00.000Z' }).execute()
    assert.equal((await contextOfSession(queries, token))?.today, '2020-12-16')
    await queries.updateTable('post').set({ ended_on: '2020-12-15' }).where('role', '=', 'socialWorker').execute()
    assert.equal(await contextOfSession(queries, token), undefined)
    await queries.updateTable('post').set({ ended_on: null }).where('role', '=', 'socialWorker').execute()
  })
  it('is over after half an hour without a request, and after twelve hours in any case, by the machine’s clock', async () => {
    const eight = '2026-01-05T08:00:00.000Z'
    const manner = { way: 'openid', parts: null, browser: 'Firefox on Windows' } as const
    const begun = async () => (await beginSession(queries, who, at, manner, eight)) ?? ''
    const isOpen = async (token: string, machine: string) =>
      (await contextOfSession(queries, token, machine)) !== undefined
    const idle = await begun()
    assert.ok(await isOpen(idle, '2026-01-05T08:29:59.000Z'))
    assert.ok(await isOpen(idle, '2026-01-05T08:59:00.000Z'))
    assert.equal(await isOpen(idle, '2026-01-05T09:29:00.000Z'), false)
    assert.equal((await sessionBehind(queries, idle))?.ended, 'idle')
    assert.equal(await isOpen(idle, '2026-01-05T08:59:30.000Z'), false, 'and stays so')
    const long = await begun()
    for (let minute = 20; minute < 12 * 60; minute += 20)
      assert.ok(await isOpen(long, addMinutes(eight, minute)), String(minute))
    assert.equal(await isOpen(long, addMinutes(eight, 12 * 60)), false)
    assert.equal((await sessionBehind(queries, long))?.ended, 'tooLong')
  })
  it('writes down that somebody is there once a minute at most', async () => {
    const eight = '2026-01-05T08:00:00.000Z'
    const manner = { way: 'choosing', parts: null, browser: '' } as const
    const token = (await beginSession(queries, who, at, manner, eight)) ?? ''
    const used = async (machine: string) => {
      await contextOfSession(queries, token, machine)
      const row = queries.selectFrom('session').select('used_at').where('token_hash', '=', hashOfSecret(token))
      return (await row.executeTakeFirstOrThrow()).used_at
    }
    assert.equal(await used('2026-01-05T08:00:59.000Z'), eight)
    assert.equal(await used('2026-01-05T08:01:00.000Z'), '2026-01-05T08:01:00.000Z')
    assert.equal(await used('2026-01-05T08:01:59.000Z'), '2026-01-05T08:01:00.000Z')
  })
  it('goes on in another part under a new token, and lasts no longer for it', async () => {
    await sql`insert into post (worker, role, started_on, known_from) values (2, 'director', '2020-12-14', '2018-01-01Z'), (2, 'auditor', '2020-12-14', '2018-01-01Z'), (2, 'councillor', '2020-12-14', '2018-01-01Z')`.execute(
      queries,
    )
    const begunAt = addMinutes(machineNow(), -60)
    const manner = { way: 'openid', parts: ['director', 'auditor'], browser: '' } as const
    const token = (await beginSession(queries, { worker: 2, role: 'director' }, at, manner, begunAt)) ?? ''
    assert.equal(await changePart(queries, token, 'councillor', at), undefined, 'the claims do not give it')
    assert.equal(await changePart(queries, token, 'socialWorker', at), undefined)
    const changed = (await changePart(queries, token, 'auditor', at)) ?? ''
    assert.notEqual(changed, token)
    assert.equal((await contextOfSession(queries, changed))?.role, 'auditor')
    assert.equal(await contextOfSession(queries, token), undefined)
    const rows = await queries.selectFrom('session').select('begun_at').where('role', '=', 'auditor').execute()
    assert.deepEqual(rows, [{ begun_at: begunAt }])
    assert.equal(
      await beginSession(queries, { worker: 2, role: 'councillor' }, at, manner),
      undefined,
      'nor does it begin so',
    )
  })
  it('is not left open under the new token where all are ended while the part is changing', async () => {
    const token = (await beginSession(queries, { worker: 2, role: 'director' }, at)) ?? ''
    let release: () => void = () => undefined
    const held = queries.transaction().execute(async holder => {
      // Whoever writes a session of the worker waits for this row.
      await sql`select 1 from worker where worker = 2 for update`.execute(holder)
      await new Promise<void>(resolve => {
        release = resolve
      })
    })
    const waiting = async () =>
      (
        await sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`.execute(
          queries,
        )
      ).rows.length
    while (
      !(
        await sql`select 1 from pg_locks where mode = 'RowShareLock' and relation = 'worker'::regclass`.execute(queries)
      ).rows.length
    );
    const changing = changePart(queries, token, 'auditor', at)
    while ((await waiting()) === 0);
    const ending = endSessionsOf(queries, 2, { at, because: 'endedByAdministrator', by: 1 })
    await Promise.race([
      ending,
      (async () => {
        while ((await waiting()) < 2);
      })(),
    ])
    release()
    await Promise.all([held, changing, ending])
    assert.deepEqual(await openSessionsOf(queries, 2), [])
  })
  it('is seen by its worker among the others, and ended from there or by an administrator', async () => {
    const [first, second] = [await beginSession(queries, who, at), await beginSession(queries, who, at)]
    const sessions = await openSessionsOf(queries, 1, second)
    assert.equal(sessions.filter(({ isThis }) => isThis).length, 1)
    const ended = await endSessionsOf(queries, 1, { at, because: 'endedElsewhere', by: 1, butNot: second ?? '' })
    assert.ok(ended >= 1)
    assert.equal(await contextOfSession(queries, first ?? ''), undefined)
    assert.equal((await contextOfSession(queries, second ?? ''))?.worker, 1)
    await endSessionsOf(queries, 1, { at, because: 'endedByAdministrator', by: 2 })
    assert.equal(await contextOfSession(queries, second ?? ''), undefined)
    assert.deepEqual(await openSessionsOf(queries, 1), [])
  })
})

describe('what is kept of a form whose session was over', () => {
  const form = { action: '/children/7/record/visit', fields: [['said', 'Zarathustra was well']] as const }
  const begun = async (worker: number, role: 'socialWorker' | 'director') =>
    (await beginSession(queries, { worker, role }, at)) ?? ''

  it('comes back to the same worker in the same browser, and to nobody else', async () => {
    const [old, next, other] = [
      await begun(1, 'socialWorker'),
      await begun(1, 'socialWorker'),
      await begun(2, 'director'),
    ]
    assert.ok(await keepForm(queries, old, form))
    assert.deepEqual((await keptForm(queries, old, 1))?.fields, form.fields)
    assert.equal(await keptForm(queries, old, 2), undefined)
    assert.ok(await handOverKeptForm(queries, { from: old, to: next, worker: 1 }))
    assert.equal(await keptForm(queries, old, 1), undefined)
    assert.equal((await keptForm(queries, next, 1))?.action, form.action)
    assert.equal(await handOverKeptForm(queries, { from: next, to: other, worker: 2 }), false)
    assert.equal(await keptForm(queries, next, 1), undefined, 'it is gone')
    assert.equal(await keptForm(queries, other, 2), undefined)
  })
  it('cannot be read from the database alone', async () => {
    const token = await begun(1, 'socialWorker')
    await keepForm(queries, token, form)
    const { rows } = await sql<{ text: string }>`select encode(sealed, 'escape') as text from kept_form`.execute(
      queries,
    )
    assert.ok(rows.length > 0 && rows.every(({ text }) => !text.includes('Zarathustra')))
  })
  it('is kept for an hour, and not for a token that never was', async () => {
    const token = await begun(1, 'socialWorker')
    await keepForm(queries, token, form, '2026-01-05T08:00:00.000Z')
    assert.ok(await keptForm(queries, token, 1, '2026-01-05T09:00:00.000Z'))
    assert.equal(await keptForm(queries, token, 1, '2026-01-05T09:00:01.000Z'), undefined)
    assert.equal(await keepForm(queries, 'never', form), false)
    const endless = { ...form, fields: [['said', 'x'.repeat(500_000)]] as const }
    assert.equal(await keepForm(queries, token, endless), false)
  })
})

test('a browser is told by its words', () => {
  const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
  const safari =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile Safari/604.1'
  assert.equal(browserInWords(firefox), 'Firefox on Windows')
  assert.equal(browserInWords(safari), 'Safari on an iPhone')
  assert.equal(browserInWords('<script>'), 'An unknown browser')
  assert.equal(browserInWords(undefined), 'An unknown browser')
})

describe('people to be', () => {
  it('are those with a post on the day, with the team’s name of that day', async () => {
    const names = (await peopleToBe(queries, '2019-01-01')).map(({ name, teamName }) => [name, teamName])
    assert.deepEqual(names, [
      ['Ada King', 'Area one'],
      ['Grace Hopper', 'Area one'],
    ])
    assert.deepEqual(
      (await peopleToBe(queries, '2019-01-01', 'area KING')).map(({ worker }) => worker),
      [2],
    )
  })
})

describe('a connection', () => {
  it('comes from this machine or not', () => {
    for (const address of ['127.0.0.1', '127.5.4.3', '::1', '::ffff:127.0.0.1', '::FFFF:127.0.0.1'])
      assert.ok(comesFromThisMachine(address), address)
    for (const address of ['10.0.0.1', '::', '::ffff:10.0.0.1', '', 'localhost', '127.0.0.1.example.org', undefined])
      assert.ok(!comesFromThisMachine(address), address)
  })
})
