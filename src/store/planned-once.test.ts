import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from './testing.ts'

const database = await testDatabase()
const queries = database.plannedOnce
after(() => database.close())

type Kept = { readonly generic: number; readonly custom: number }

const keptOf = async (words: string): Promise<readonly Kept[]> => {
  const { rows } = await sql<Kept>`
    select generic_plans::int as generic, custom_plans::int as custom from pg_prepared_statements
    where statement like ${`%${words}%`} and statement not like '%pg_prepared_statements%'`.execute(queries)
  return rows
}

test('a question is planned once, whatever its values, and answers as on any other connection', async () => {
  const double = async (number: number) => {
    const { rows } = await sql<{ value: number }>`select ${number}::int * 2 as value, 'doubled' as what`.execute(
      queries,
    )
    return rows[0]?.value
  }
  assert.deepEqual([await double(1), await double(21), await double(-4)], [2, 42, -8])
  assert.deepEqual(await keptOf('doubled'), [{ generic: 3, custom: 0 }])
})

test('dates, instants and numbers come as they do elsewhere', async () => {
  const asked = sql<object>`select date '2020-03-29' as day, timestamptz '2020-07-01 09:00:00+01' as at, 12.5::numeric as share`
  assert.deepEqual((await asked.execute(queries)).rows, (await asked.execute(database.sql)).rows)
})

test('what is written is not kept, and a question that fails leaves the next one unharmed', async () => {
  await sql`create table written_here (what text)`.execute(queries)
  await sql`insert into written_here values (${'one'})`.execute(queries)
  await assert.rejects(sql`select ${'no number'}::text::int as value`.execute(queries), /invalid input syntax/)
  assert.deepEqual((await sql`select what from written_here`.execute(queries)).rows, [{ what: 'one' }])
  assert.deepEqual(await keptOf('insert into written_here'), [])
})

test('a table that gains a column is read all the same, though a plan of it was kept', async () => {
  await sql`create table gains_a_column as select 1 as one`.execute(queries)
  const asked = sql<object>`select * from gains_a_column`
  assert.deepEqual((await asked.execute(queries)).rows, [{ one: 1 }])
  await sql`alter table gains_a_column add two integer default 2`.execute(database.sql)
  assert.deepEqual((await asked.execute(queries)).rows, [{ one: 1, two: 2 }])
  assert.deepEqual((await asked.execute(queries)).rows, [{ one: 1, two: 2 }])
})
