import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { makePerson, recordAs, smallCouncil } from '../areas/casework/testing.ts'
import { testDatabase } from '../store/testing.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let empty: Awaited<ReturnType<typeof testDatabase>>
before(async () => {
  database = await testDatabase()
  empty = await testDatabase()
  await smallCouncil(database)
  const child = await makePerson(database, { given: 'Amira' })
  await recordAs(database, 'dutyWorker', {
    step: 'referral',
    subjects: [{ identity: child }],
    answers: { receivedOn: '2020-11-02', source: 'schools', why: 'Hungry at school.', decidedOn: '2020-11-03' },
    outcome: 'assessment',
  })
})
after(async () => {
  await database.close()
  await empty.close()
})

const rebuild = (url: string, ...given: readonly string[]) =>
  spawnSync(process.execPath, [join(import.meta.dirname, '../cli.ts'), 'rebuild', ...given], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], DATABASE_URL: url },
  })

test('rebuild finds nothing in a sound database, tells what differs, and puts it right', async () => {
  assert.match(rebuild(database.url).stderr, /1 children compared: all are stored as their entries say/)
  await sql`delete from duty`.execute(database.sql)
  const compared = rebuild(database.url, '--compare', '--json')
  assert.equal(compared.status, 1, compared.stderr)
  assert.deepEqual(JSON.parse(compared.stdout), { children: 1, differed: 1, repaired: 0 })
  const repaired = rebuild(database.url, '--json')
  assert.equal(repaired.status, 0, repaired.stderr)
  assert.deepEqual(JSON.parse(repaired.stdout), { children: 1, differed: 1, repaired: 1 })
  assert.equal(rebuild(database.url, '--compare').status, 0)
})

test('rebuild without a council says so', () => {
  const { status, stderr } = rebuild(empty.url)
  assert.equal(status, 1)
  assert.match(stderr, /There is no council in this database/)
})
