import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { withClient } from './database.ts'
import { remembered } from './remember.ts'
import { testDatabase } from './testing.ts'

const database = await testDatabase()
after(() => database.close())

const newIdentity = `insert into identity (kind, recorded_at) values ('child', now()) returning identity`
const named = (identity: number) =>
  `insert into identity_version (identity, given, family, sex, known_from) values (${identity}, 'A', 'Child', 'female', now())`

const identities: number[] = []
for (let one = 0; one < 4; one += 1) {
  const { rows } = await database.pool.query<{ identity: number }>(newIdentity)
  identities.push(rows[0]?.identity ?? 0)
}
const [first = 0, second = 0, third = 0, fourth = 0] = identities

let countings = 0
const countNamed = () =>
  remembered(database.sql, 'how many are named', async () => {
    countings += 1
    const { rows } = await sql<{ named: number }>`select count(*) as named from identity_version`.execute(database.sql)
    return rows[0]?.named
  })

test('what a transaction with a lower number brings after a higher one is committed is counted', async () => {
  await withClient(database, async slow => {
    await slow.query('begin')
    await slow.query(named(first))
    await withClient(database, quick => quick.query(named(second)))
    assert.equal(await countNamed(), 1)
    await slow.query('commit')
  })
  assert.equal(await countNamed(), 2)
})

test('a figure is kept while somebody writes, until they are done; then it is counted once more', async () => {
  const before = countings
  await countNamed()
  await withClient(database, async client => {
    await client.query('begin')
    await client.query(named(third))
    assert.equal(await countNamed(), 2)
    assert.equal(countings, before, 'whoever began after the counting changes nothing before the end')
    await client.query('rollback')
    await client.query('begin')
    await client.query(named(fourth))
    await countNamed()
    await client.query('commit')
  })
  assert.equal(await countNamed(), 3)
  assert.equal(await countNamed(), 3)
  assert.equal(countings, before + 1)
})

test('looks at records, which are written down with every page, leave figures as they are', async () => {
  await countNamed()
  const before = countings
  await withClient(database, async client => {
    await client.query('begin')
    await client.query(
      "insert into access_log (at, worker, role, act, answer) values (now(), 1, 'auditor', 'look', 'open')",
    )
    await countNamed()
    await client.query('commit')
  })
  await countNamed()
  assert.equal(countings, before)
})
