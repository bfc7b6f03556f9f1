import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { Client } from 'pg'
import { openDatabase } from '../database.ts'
import type { Database } from '../database.ts'
import { testDatabase } from '../testing.ts'
import { handOverLog, LogNotHandedOver, whatLogLacks } from './hand-over.ts'

const database = await testDatabase()
const mark = `${process.pid}_${randomBytes(3).toString('hex')}`
const [logRole, applicationRole, other] = [`log_${mark}`, `application_${mark}`, `other_${mark}`]
const as = (role: string): string => {
  const url = new URL(database.url)
  url.username = role
  url.password = 'for-a-test'
  return url.href
}
const administer = async (words: string) => {
  const url = new URL(database.url)
  url.pathname = '/postgres'
  const client = new Client({ connectionString: url.href })
  await client.connect()
  try {
    await client.query(words)
  } finally {
    await client.end()
  }
}

let application: Database
const name = new URL(database.url).pathname.slice(1)

before(async () => {
  for (const role of [logRole, applicationRole, other])
    await administer(`create role ${role} login nosuperuser noinherit password 'for-a-test'`)
  await sql`insert into access_log (at, worker, role, act, answer)
    select now(), n, 'auditor', 'child', 'open' from generate_series(1, 3) n`.execute(database.sql)
})
after(async () => {
  await application.close()
  const roles = `${logRole}, ${applicationRole}, ${other}`
  await sql.raw(`drop owned by ${roles}; drop role ${roles}`).execute(database.sql)
  await database.close()
})

describe('handing the access log over', () => {
  it('is refused in words where the role may not make a schema, and changes nothing', async () => {
    await assert.rejects(handOverLog(database.url, as(logRole), applicationRole), (error: unknown) => {
      assert.ok(error instanceof LogNotHandedOver)
      assert.match(error.message, /grant create on database/)
      return true
    })
    await sql`insert into access_log (at, worker, role, act, answer) values (now(), 4, 'auditor', 'child', 'open')`.execute(
      database.sql,
    )
  })
  it('is refused where the same role is named twice', () =>
    assert.rejects(handOverLog(database.url, database.url), /must name another/))
  it('moves what is in it, once', async () => {
    await sql.raw(`grant create on database ${name} to ${logRole}`).execute(database.sql)
    await handOverLog(database.url, as(logRole), applicationRole)
    await handOverLog(database.url, as(logRole), applicationRole)
    application = openDatabase(as(applicationRole))
    const looks = await application.sql.selectFrom('access_log').select(['id', 'worker']).orderBy('id').execute()
    assert.deepEqual(
      looks.map(({ worker }) => worker),
      [1, 2, 3, 4],
    )
  })
  it('leaves nothing said as lacking of the application, and says what a superuser can do', async () => {
    assert.equal(await whatLogLacks(as(applicationRole)), undefined)
    assert.match((await whatLogLacks(database.url)) ?? '', /is a superuser/)
  })
})

describe('the application', () => {
  it('adds looks and seals, and reads them', async () => {
    const { id } = await application.sql
      .insertInto('access_log')
      .values({
        at: '2020-12-14T09:00:00.000Z',
        worker: 5,
        role: 'x',
        act: 'child',
        answer: 'open',
        identity: null,
        entry: null,
        reason: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    assert.ok(id > 4)
    await application.sql
      .insertInto('access_seal')
      .values({
        seal: 0,
        after_look: 0,
        through_look: 0,
        digests: Buffer.alloc(0),
        hash: randomBytes(32),
        sealed_at: '2020-12-14T09:00:00.000Z',
      })
      .execute()
  })

  const forbidden: readonly (readonly [string, string])[] = [
    ['alter a look', 'update access_log set worker = 9'],
    ['take one out', 'delete from access_log'],
    ['empty it', 'truncate access_log'],
    [
      'put a look in where another was',
      "insert into access_log (id, at, role, worker, act, answer) overriding system value values (1, now(), 'x', 1, 'x', 'open')",
    ],
    ['put the triggers aside', 'alter table access_log disable trigger all'],
    ['put the triggers aside for its session', "set session_replication_role = 'replica'"],
    ['drop it', 'drop table access_log'],
    ['drop its schema', 'drop schema access cascade'],
    ['rename it away', 'alter table access_log rename to other'],
    ['let the numbers begin again', "select setval('access.access_log_id_seq', 1)"],
    [
      'change what the trigger does',
      "create or replace function access.access_log_is_append_only() returns trigger language plpgsql as 'begin return null; end'",
    ],
    ['alter a seal', 'update access_seal set seal = 1'],
    ['take a seal out', 'delete from access_seal'],
    ['become the owner', `set role ${logRole}`],
    ['lock others out of it', 'do $$ begin lock table access_log in access exclusive mode; end $$'],
  ]
  for (const [what, words] of forbidden)
    it(`may not ${what}`, () =>
      assert.rejects(application.pool.query(words), /permission denied|must be owner|cannot insert a non-DEFAULT/))
  it('is in it whatever else it does: the looks are all there', async () => {
    const { rows } = await application.pool.query<{ looks: number }>('select count(*) as looks from access_log')
    assert.equal(rows[0]?.looks, 5)
  })
})

describe('the log’s own role', () => {
  it('is stopped by the triggers, as everybody is', async () => {
    const owner = openDatabase(as(logRole))
    try {
      await assert.rejects(owner.pool.query('delete from access.access_log'), /append-only/)
    } finally {
      await owner.close()
    }
  })
  it('is nobody else: another role sees nothing of it', async () => {
    const stranger = openDatabase(as(other))
    try {
      await assert.rejects(stranger.pool.query('select from access.access_log'), /permission denied/)
    } finally {
      await stranger.close()
    }
  })
})
