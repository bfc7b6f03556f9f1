import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { atOnce, inTransaction, migrate, openDatabase, withClient } from './database.ts'
import { migrations } from './migrations/index.ts'
import type { Tables } from './tables.ts'
import { testDatabase } from './testing.ts'

const database = await testDatabase()
after(() => database.close())

before(() => sql`create table sample (id integer)`.execute(database.sql))

const only = async (fragment: string): Promise<unknown> => {
  const { rows } = await database.pool.query<{ value: unknown }>(`select ${fragment} as value`)
  return rows[0]?.value
}

test('dates come as text, as they are written', async () => {
  assert.equal(await only("date '2020-03-29'"), '2020-03-29')
  assert.equal(await only("date '1066-10-14'"), '1066-10-14')
  assert.deepEqual(await only("array[date '2020-03-29', null]"), ['2020-03-29', null])
})

test('instants come as UTC text to the millisecond, whatever zone they were given in', async () => {
  assert.equal(await only("timestamptz '2020-07-01 09:00:00+01'"), '2020-07-01T08:00:00.000Z')
  assert.equal(await only("timestamptz '2020-12-14 09:00:00.5+00'"), '2020-12-14T09:00:00.500Z')
  assert.equal(await only("timestamptz '2020-12-14 09:00:00.123456+00'"), '2020-12-14T09:00:00.123Z')
  assert.equal(await only("timestamptz 'infinity'"), 'infinity')
  assert.deepEqual(await only("array[timestamptz '2020-07-01 09:00:00+01', 'infinity']"), [
    '2020-07-01T08:00:00.000Z',
    'infinity',
  ])
})

test('counts, identifiers and sums come as numbers, and one too large to be exact is an error', async () => {
  assert.equal(await only('9007199254740991::bigint'), 9007199254740991)
  assert.equal(await only('12.50::numeric'), 12.5)
  assert.deepEqual(await only('array[1, null, 3]::bigint[]'), [1, null, 3])
  assert.deepEqual(await only("'{}'::bigint[]"), [])
  await assert.rejects(async () => only('9007199254740993::bigint'), /too large/)
})

test('transactions that get in each other’s way are repeated until each has seen the others', async () => {
  await sql`truncate sample`.execute(database.sql)
  const addOneMore = () =>
    inTransaction(database, async transaction => {
      const { rows } = await sql<{ many: number }>`select count(*)::int as many from sample`.execute(transaction)
      await sql`insert into sample (id) values (${rows[0]?.many ?? 0})`.execute(transaction)
    })
  await Promise.all([addOneMore(), addOneMore(), addOneMore(), addOneMore()])
  assert.deepEqual(await only('(select array_agg(id order by id)::bigint[] from sample)'), [0, 1, 2, 3])
})

test('an error of the work itself is not repeated, and undoes the transaction', async () => {
  let tries = 0
  const work = inTransaction(database, async transaction => {
    tries += 1
    await sql`insert into sample (id) values (1000)`.execute(transaction)
    throw new Error('refused')
  })
  await assert.rejects(work, /refused/)
  assert.equal(tries, 1)
  assert.equal(await only('(select count(*) from sample where id = 1000)'), 0)
})

test('work done at once is undone as a whole, by itself or with the transaction that it is part of', async () => {
  const twice = (queries: Kysely<Tables>) =>
    atOnce(queries, async within => {
      await sql`insert into sample values (71)`.execute(within)
      await sql`insert into sample values ('no number'::text::integer)`.execute(within)
    })
  await assert.rejects(twice(database.sql), /invalid input syntax/)
  const once = (queries: Kysely<Tables>) =>
    atOnce(queries, within => sql`insert into sample values (71)`.execute(within))
  await assert.rejects(
    database.sql.transaction().execute(async transaction => {
      await once(transaction)
      throw new Error('given up')
    }),
    /given up/,
  )
  assert.equal(await only('(select count(*) from sample where id = 71)'), 0)
  await once(database.sql)
  assert.equal(await only('(select count(*) from sample where id = 71)'), 1)
})

test('bringing the tables up to date twice, from two places at once, does no harm', async () => {
  const other = openDatabase(database.url)
  try {
    await Promise.all([migrate(database), migrate(other)])
  } finally {
    await other.close()
  }
  assert.equal(await only("(select count(*) from information_schema.tables where table_name = 'entry')"), 1)
})

test('one who waits is told where an older version made the tables, and of nothing where they are up to date', async () => {
  const older = await testDatabase()
  try {
    let told = 0
    const tell = () => {
      told += 1
    }
    await migrate(older, migrations, tell)
    assert.equal(told, 0)
    const newer = { ...migrations, '9999-one-more': { up: () => Promise.resolve() } }
    await migrate(older, newer, tell)
    await migrate(older, newer, tell)
    assert.equal(told, 1)
  } finally {
    await older.close()
  }
})

test('a prepared database is made once and copied, and copies do not see each other', async () => {
  let prepared = 0
  const preparation = {
    name: 'prepared_example',
    key: String(process.pid),
    prepare: async ({ pool }: { pool: { query: (text: string) => Promise<unknown> } }) => {
      prepared += 1
      await pool.query('create table example as select 1 as one')
    },
  }
  const [first, second] = [await testDatabase(preparation), await testDatabase(preparation)]
  try {
    await first.pool.query('insert into example values (2)')
    assert.equal((await second.pool.query('select * from example')).rowCount, 1)
    assert.equal(prepared, 1)
  } finally {
    await Promise.all([first.close(), second.close()])
  }
})

test('a connection lost in use fails what is asked over it, and nothing else', async () => {
  const lost = withClient(database, async client => {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    const gone = new Promise(resolve => client.once('end', resolve))
    // Nothing is being asked over it when it goes, as while somebody reckons between two questions.
    await database.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
    await gone
    await client.query('select 1')
  })
  await assert.rejects(lost, /not queryable|Connection terminated|closed/)
  assert.equal(await only('1'), 1)
})
