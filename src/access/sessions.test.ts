import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { CivilDate } from '../calendar/index.ts'
import { testDatabase } from '../store/testing.ts'
import { beginSession, contextOfSession, endSession } from './sessions.ts'
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
  })
  it('is over after twelve hours by the machine’s clock', async () => {
    await queries.updateTable('post').set({ ended_on: null }).where('role', '=', 'socialWorker').execute()
    await queries.updateTable('clock').set({ kind: 'machine', stands_at: null }).execute()
    const token = (await beginSession(queries, who, at)) ?? ''
    assert.equal(await contextOfSession(queries, token), undefined)
  })
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
