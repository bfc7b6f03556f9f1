import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../store/testing.ts'
import { contextAt } from './context.ts'
import { endKeeper } from './restricting.ts'
import { addTestIdentity } from './testing.ts'

const database = await testDatabase()
after(() => database.close())

const now = '2020-12-14T09:00:00.000Z'
const governs = contextAt({ worker: 1, name: 'Ann Rule', role: 'informationGovernance', teams: [], services: [] }, now)

test('the last keeper who still has a post stays, though one who has left is named beside them', async () => {
  await sql`insert into worker (worker, given, family) values (1, 'Ann', 'Rule'), (2, 'Has', 'Left'), (3, 'Is', 'Here')`.execute(
    database.sql,
  )
  await sql`insert into post (worker, role, started_on, ended_on, known_from) values
    (2, 'socialWorker', '2016-01-01', '2020-12-14', '2016-01-01'), (3, 'socialWorker', '2016-01-01', null, '2016-01-01')`.execute(
    database.sql,
  )
  const identity = await addTestIdentity(database, { knownFrom: now })
  const { id } = await database.sql
    .insertInto('restriction')
    .values({ identity, reason: 'adoption', started_at: '2020-01-01T00:00:00.000Z' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await database.sql
    .insertInto('keeper')
    .values([2, 3].map(worker => ({ identity, worker, started_at: '2020-01-01T00:00:00.000Z' })))
    .execute()
  assert.equal(await endKeeper(database.sql, governs, id, 3), 'lastKeeper')
  assert.equal(await endKeeper(database.sql, governs, id, 2), 'done', 'whoever has left keeps nothing to lose')
  assert.equal(await endKeeper(database.sql, governs, id, 3), 'lastKeeper')
})
