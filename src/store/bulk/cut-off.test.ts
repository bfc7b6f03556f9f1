import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../testing.ts'
import { emptyEveryTable, takeOffIndexes, undoWhereCutOff, withTurnWithCouncil } from './index.ts'
import { withClient } from '../database.ts'

const database = await testDatabase()
const queries = database.sql
after(() => database.close())

const indexes = async (): Promise<readonly string[]> => {
  const { rows } = await sql<{ what: string }>`
    select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) as what from pg_constraint
      where connamespace = 'public'::regnamespace
    union all select indexdef from pg_indexes where schemaname = 'public' order by 1`.execute(queries)
  return rows.map(({ what }) => what)
}
const workers = async (): Promise<number> => (await queries.selectFrom('worker').select('worker').execute()).length

const standing = await indexes()

/** As a build leaves it that was cut off when it had begun to load duties. */
const cutOff = async (): Promise<void> => {
  await queries.insertInto('worker').values({ given: 'A', family: 'B', newly_qualified_on: null }).execute()
  await withClient(database, client => takeOffIndexes(client, ['duty', 'identity']))
}

beforeEach(async () => {
  await emptyEveryTable(queries)
})

test('what a build left that was cut off is undone by whoever opens the database: no row stays, every index is back', async () => {
  await cutOff()
  assert.notDeepEqual(await indexes(), standing)
  await undoWhereCutOff(queries)
  assert.equal(await workers(), 0)
  assert.deepEqual(await indexes(), standing)
  assert.deepEqual(await queries.selectFrom('taken_off').selectAll().execute(), [])
})

test('an index that was back before the build was cut off is not made again', async () => {
  await cutOff()
  const first = await queries.selectFrom('taken_off').selectAll().orderBy('place').executeTakeFirstOrThrow()
  await sql.raw(first.statement).execute(queries)
  await queries.updateTable('taken_off').set({ is_back: true }).where('place', '=', first.place).execute()
  await undoWhereCutOff(queries)
  assert.deepEqual(await indexes(), standing)
})

test('nothing is undone while somebody builds', async () => {
  await cutOff()
  await withTurnWithCouncil(database, () => undoWhereCutOff(queries))
  assert.equal(await workers(), 1)
  await undoWhereCutOff(queries)
  assert.equal(await workers(), 0)
})

test('records of a council that stands are never emptied', async () => {
  await queries.insertInto('council').values({ name: 'C', brand: '{}', simulated: false, settings: '{}' }).execute()
  await cutOff()
  await undoWhereCutOff(queries)
  assert.equal(await workers(), 1)
  assert.deepEqual(await indexes(), standing)
})

test('a database in which nothing was begun, or of a version that began nothing so, is left as it is', async () => {
  await queries.insertInto('worker').values({ given: 'A', family: 'B', newly_qualified_on: null }).execute()
  await undoWhereCutOff(queries)
  await queries.transaction().execute(async transaction => {
    await sql`alter table taken_off rename to taken_off_later`.execute(transaction)
    await undoWhereCutOff(transaction)
    await sql`alter table taken_off_later rename to taken_off`.execute(transaction)
  })
  assert.equal(await workers(), 1)
})
