import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { contextAt } from '../access/index.ts'
import { england, noPolicy } from '../journey/index.ts'
import { testDatabase } from '../store/testing.ts'
import { correct, record, Refusal, versionsOf } from './index.ts'
import type { Ledger } from './index.ts'
import { addTestIdentity } from '../access/testing.ts'

const database = await testDatabase()
after(() => database.close())
const ledger: Ledger = { database, rules: { pathway: england, policy: noPolicy } }
const { sql: db } = database
const known_from = '2019-01-01T00:00:00.000Z'

await db.insertInto('service').values({ service: 'safeguarding', name: 'Safeguarding', position: 1 }).execute()
await db
  .insertInto('team')
  .values(
    ['north', 'south'].map(team => ({
      team,
      name: team,
      service: 'safeguarding',
      started_on: '2019-01-01',
      known_from,
    })),
  )
  .execute()

const worker = async (given: string, team: string, started_on: string, ended_on: string | null = null) => {
  const { worker: number } = await db
    .insertInto('worker')
    .values({ given, family: 'Okafor', newly_qualified_on: null })
    .returning('worker')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('post')
    .values({ worker: number, role: 'socialWorker', team, started_on, ended_on, known_from })
    .execute()
  return number
}
const grace = await worker('Grace', 'north', '2019-01-01')
const left = await worker('Lee', 'north', '2019-01-01', '2020-12-01')
const moved = await worker('Mo', 'south', '2019-01-01', '2020-12-01')
const began = await worker('New', 'north', '2020-12-10')

const identity = await addTestIdentity(database, { knownFrom: known_from })

const as = (now: string) =>
  contextAt({ worker: grace, name: 'Grace', role: 'dutyWorker', teams: ['north'], services: ['safeguarding'] }, now)
const today = as('2020-12-14T09:00:00.000Z')
const allocate = (answers: Readonly<Record<string, unknown>>, context = today) =>
  record(ledger, context, {
    step: 'allocation',
    subjects: [{ identity }],
    answers: { allocatedOn: '2020-12-14', worker: grace, team: 'north', ...answers },
    outcome: 'coWorker',
  })
const refusedWith = (words: RegExp) => (error: unknown) =>
  error instanceof Refusal && error.kind === 'notAnAnswer' && words.test(error.message)

test('a child is given to nobody who does not exist, to no such team, and to nobody in a team that is not theirs', async () => {
  await assert.rejects(allocate({ worker: 999_999 }), refusedWith(/There is no such worker.*Nothing was recorded/))
  await assert.rejects(allocate({ team: 'nowhere' }), refusedWith(/There is no such team/))
  await assert.rejects(allocate({ team: 'south' }), refusedWith(/Grace Okafor has no post in that team today/))
  await assert.rejects(
    allocate({ worker: began, allocatedOn: '2020-12-09' }),
    refusedWith(/New Okafor has no post in that team on 9 December 2020/),
  )
  await assert.rejects(
    allocate({ worker: left, allocatedOn: '2020-12-01' }),
    refusedWith(/Lee Okafor left on 1 December 2020/),
  )
  await assert.rejects(allocate({ worker: left }), refusedWith(/Lee Okafor left on 1 December 2020/))
  assert.ok(await allocate({ worker: began, allocatedOn: '2020-12-10' }))
  const { count } = await db
    .selectFrom('entry')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  assert.equal(count, 1)
})

test('what happened while somebody was still in post is recorded however late', async () => {
  assert.ok(await allocate({ worker: left, allocatedOn: '2020-11-30' }))
})

test('a correction keeps whom it names although they had left by then, and is given to nobody new who has', async () => {
  const entry = await allocate({ worker: left, allocatedOn: '2020-11-02' }, as('2020-11-02T09:00:00.000Z'))
  const correction = (version: number, answers: Readonly<Record<string, unknown>>) =>
    correct(ledger, today, {
      entry,
      version,
      answers: { allocatedOn: '2020-11-02', worker: left, team: 'north', ...answers },
      outcome: 'coWorker',
      reason: 'It was a day later.',
    })
  await correction(1, { allocatedOn: '2020-12-03' })
  await assert.rejects(correction(2, { worker: 999_999 }), refusedWith(/no such worker/))
  await assert.rejects(correction(2, { team: 'nowhere' }), refusedWith(/no such team/))
  await assert.rejects(
    correction(2, { worker: moved, team: 'south', allocatedOn: '2020-12-03' }),
    refusedWith(/Mo Okafor left on 1 December 2020/),
  )
  await assert.rejects(correction(2, { worker: began }), refusedWith(/no post in that team on 2 November 2020/))
  await correction(2, { worker: grace })
  assert.deepEqual(
    (await versionsOf(db, today, entry)).map(({ answers }) => [answers.worker, answers.allocatedOn]),
    [
      [grace, '2020-11-02'],
      [left, '2020-12-03'],
      [left, '2020-11-02'],
    ],
  )
})
