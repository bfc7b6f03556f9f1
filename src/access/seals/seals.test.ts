import assert from 'node:assert/strict'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, beforeEach, describe, it } from 'node:test'
import { sql } from 'kysely'
import { withClient } from '../../store/database.ts'
import { testDatabase } from '../../store/testing.ts'
import { sealNow } from './job.ts'
import { isPast, keepSealsOutside, markLog, sealThrough } from './seal.ts'
import { verifyLog } from './verify.ts'

const database = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'righthelp-seals-'))
const file = join(folder, 'kept', 'seals')
after(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

const addLooks = (count: number) =>
  sql`insert into access_log (at, worker, role, act, answer, identity, reason)
    select '2020-12-14T09:00:00Z'::timestamptz + n * interval '1 second', 1 + n % 7, 'socialWorker', 'child', 'open', n,
      case when n % 5 = 0 then 'Ünïcode, "quotes" and \\ line' || E'\n' || 'break' end
    from generate_series(1, ${count}::int) n`.execute(database.sql)

/** What one who owns the database can do, and nobody else: the triggers put aside, and put back. */
const tamper = (change: string) =>
  withClient(database, async client => {
    for (const table of ['access_log', 'access_seal']) await client.query(`alter table ${table} disable trigger user`)
    try {
      await client.query(change)
    } finally {
      for (const table of ['access_log', 'access_seal']) await client.query(`alter table ${table} enable trigger user`)
    }
  })

const seal = async () => {
  await sealThrough(database.sql, await markLog(database.sql))
  await keepSealsOutside(database.sql, file)
}
const firstBreak = async () => (await verifyLog(database.sql, file)).firstBreak

beforeEach(async () => {
  await tamper('truncate access_log, access_seal restart identity')
  rmSync(file, { force: true })
  await addLooks(2500)
})

describe('a log that nobody has touched', () => {
  it('is whole before it has a seal, and after', async () => {
    assert.deepEqual(await verifyLog(database.sql, file), {
      seals: 0,
      sealed: 0,
      unsealed: 2500,
      firstBreak: undefined,
    })
    await seal()
    assert.deepEqual(await verifyLog(database.sql, file), {
      seals: 4,
      sealed: 2500,
      unsealed: 0,
      firstBreak: undefined,
    })
    await addLooks(3)
    assert.equal((await verifyLog(database.sql, file)).unsealed, 3)
    await seal()
    assert.deepEqual(await verifyLog(database.sql, file), {
      seals: 5,
      sealed: 2503,
      unsealed: 0,
      firstBreak: undefined,
    })
  })
  it('keeps each seal outside once, however often it is asked', async () => {
    await seal()
    await seal()
    assert.equal(readFileSync(file, 'utf8').trim().split('\n').length, 4)
  })
  it('has gaps in its numbers where a look was never committed, and they are no break', async () => {
    await assert.rejects(
      database.sql.transaction().execute(async transaction => {
        await sql`insert into access_log (at, worker, role, act, answer) values (now(), 1, 'auditor', 'x', 'open')`.execute(
          transaction,
        )
        throw new Error('given up')
      }),
    )
    await addLooks(2)
    await seal()
    assert.equal(await firstBreak(), undefined)
  })
  it('is whole whatever the session’s settings', async () => {
    await seal()
    await withClient(database, async (client, queries) => {
      await client.query("set time zone 'America/New_York'")
      await client.query("set datestyle = 'German'")
      await client.query("set bytea_output = 'escape'")
      const { rows } = await client.query<{ zone: string }>("select current_setting('TimeZone') as zone")
      assert.equal(rows[0]?.zone, 'America/New_York')
      try {
        const { firstBreak: found } = await verifyLog(queries, file)
        assert.equal(found, undefined)
      } finally {
        await client.query('reset all')
      }
    })
  })
})

describe('looks that come late', () => {
  it('with a lower number than others are sealed with them: nothing above is sealed while they may still come', async () => {
    await withClient(database, async client => {
      await client.query('begin')
      await client.query(
        "insert into access_log (at, worker, role, act, answer) values (now(), 1, 'auditor', 'late', 'open')",
      )
      await addLooks(2)
      const mark = await markLog(database.sql)
      assert.equal(mark.through, 2503)
      assert.equal(await isPast(database.sql, mark), false)
      await client.query('commit')
      assert.equal(await isPast(database.sql, mark), true)
      await sealThrough(database.sql, mark)
    })
    await keepSealsOutside(database.sql, file)
    const verdict = await verifyLog(database.sql, file)
    assert.deepEqual([verdict.sealed, verdict.firstBreak], [2503, undefined])
  })
  it('are waited for by one who asks to seal now, and what cannot be waited for is left', async () => {
    await withClient(database, async client => {
      await client.query('begin')
      await client.query(
        "insert into access_log (at, worker, role, act, answer) values (now(), 1, 'auditor', 'late', 'open')",
      )
      await addLooks(1)
      assert.equal(await sealNow(database.sql, file, { patience: 50 }), undefined)
      await client.query('commit')
    })
    assert.equal(await sealNow(database.sql, file, { patience: 5000 }), 2502)
  })
  it('two who seal at once make one chain', async () => {
    const mark = await markLog(database.sql)
    const sealed = await Promise.all([1, 2, 3].map(() => sealThrough(database.sql, mark)))
    assert.equal(
      sealed.reduce((all, each) => all + each, 0),
      2500,
    )
    await keepSealsOutside(database.sql, file)
    assert.equal(await firstBreak(), undefined)
  })
})

describe('a log that was tampered with', () => {
  const found: readonly (readonly [string, string, RegExp])[] = [
    [
      'a look is altered',
      'update access_log set worker = 99 where id = 1234',
      /^Look 1234 has been altered since seal 2/,
    ],
    [
      'the reason of a look is taken away',
      'update access_log set reason = null where id = 15',
      /^Look 15 has been altered since seal 1/,
    ],
    [
      'the time of a look is made no time at all',
      "update access_log set at = 'infinity' where id = 7",
      /^Look 7 has been/,
    ],
    ['a look is taken out', 'delete from access_log where id = 1000', /^Look 1000 has been taken out: seal 1 /],
    [
      'two looks change places',
      'update access_log a set worker = b.worker, at = b.at, identity = b.identity from access_log b where (a.id, b.id) in ((10, 11), (11, 10))',
      /^Look 10 has been altered/,
    ],
    [
      'a look is put in where another was never committed',
      "delete from access_log where id = 5; insert into access_log (id, at, worker, role, act, answer) overriding system value values (5, now(), 1, 'auditor', 'x', 'open')",
      /^Look 5 has been altered/,
    ],
    [
      'a whole seal’s looks are taken out',
      'delete from access_log where id between 1001 and 2000',
      /^Look 1001 has been taken out/,
    ],
    [
      'the tail is cut, with its seals',
      'delete from access_log where id > 2000; delete from access_seal where seal = 3',
      /^The log has been cut: seal 3, through look 2500/,
    ],
    ['the last looks are cut', 'delete from access_log where id > 2499', /^Look 2500 has been taken out: seal 3/],
    [
      'a seal is altered',
      "update access_seal set digests = overlay(digests placing '\\x00' from 20) where seal = 2",
      /^Seal 2 has been altered/,
    ],
    [
      'a seal’s hash is altered',
      'update access_seal set hash = sha256(hash) where seal = 1',
      /^Seal 1 has been altered/,
    ],
    ['a seal is taken out', 'delete from access_seal where seal = 2', /^Seal 2 is missing/],
    ['every seal is taken out', 'truncate access_seal', /another log of this database/],
    ['log and seals begin anew', 'truncate access_log, access_seal restart identity', /another log of this database/],
  ]
  for (const [what, change, words] of found)
    it(`is found out where ${what}`, async () => {
      await seal()
      await tamper(change)
      assert.match((await firstBreak()) ?? 'nothing was found', words)
    })

  it('is found out where a look and every seal after it are made to agree: the file outside does not', async () => {
    await seal()
    const before = readFileSync(file, 'utf8')
    await tamper('update access_log set worker = 99 where id = 1234; delete from access_seal where seal >= 2')
    await sealThrough(database.sql, await markLog(database.sql))
    assert.match((await firstBreak()) ?? '', /^Seal 2 differs from the one kept in/)
    assert.equal(readFileSync(file, 'utf8'), before)
  })
  it('is found out where the file is gone, cut or no file of seals', async () => {
    await seal()
    const whole = readFileSync(file, 'utf8')
    rmSync(file)
    assert.match((await firstBreak()) ?? '', /has none of this log’s 4/)
    writeFileSync(file, whole.replace('"through":2000', '"through":2001'))
    assert.match((await firstBreak()) ?? '', /^Seal 2 differs/)
    writeFileSync(file, whole)
    appendFileSync(file, 'not a seal\n')
    assert.match((await firstBreak()) ?? '', /Line 5 of .* is not a seal/)
  })
  it('is not sealed over', async () => {
    await seal()
    await tamper('delete from access_log where id > 2000; delete from access_seal where seal = 3')
    await addLooks(10)
    await assert.rejects(sealNow(database.sql, file, { patience: 1000 }), /The log has been cut/)
  })
  it('of a simulated county may begin anew, because a county may be built again', async () => {
    await database.sql
      .insertInto('council')
      .values({ name: 'X', brand: '{}', simulated: true, settings: '{}' })
      .execute()
    await seal()
    await tamper('truncate access_log, access_seal restart identity')
    await seal()
    assert.equal(await firstBreak(), undefined)
    await database.sql.deleteFrom('council').execute()
  })
})
