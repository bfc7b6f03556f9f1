import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testDatabase } from '../store/testing.ts'
import { contextAt } from './context.ts'
import type { Context } from './context.ts'
import { rememberedFor } from './remembered-for.ts'
import { addTestIdentity } from './testing.ts'

const database = await testDatabase()
after(() => database.close())

const now = '2020-12-14T09:00:00.000Z'
const reader = (worker: number, at = now): Context =>
  contextAt({ worker, name: 'R', role: 'director', teams: [], services: [] }, at)

let readings = 0
const ask = (context: Context, asked = 'children') =>
  rememberedFor(database.sql, context, asked, () => {
    readings += 1
    return Promise.resolve(readings)
  })

const newChild = (): Promise<number> => addTestIdentity(database, { knownFrom: now })

test('one reader is told the same within the minute; another reader, another question and the next minute are read anew', async () => {
  const first = await ask(reader(1))
  assert.equal(await ask(reader(1)), first)
  assert.notEqual(await ask(reader(2)), first)
  assert.notEqual(await ask(reader(1), 'others'), first)
  assert.notEqual(await ask(reader(1, '2020-12-14T09:01:00.000Z')), first)
})

test('a child who is restricted, and a keeper who is named or let go, make whatever was told be read again', async () => {
  const identity = await newChild()
  for (const worker of [1, 2])
    await database.sql
      .insertInto('worker')
      .values({ worker, given: 'A', family: 'Worker', newly_qualified_on: null })
      .execute()
  const changes = [
    () => database.sql.insertInto('restriction').values({ identity, reason: 'adoption', started_at: now }).execute(),
    () => database.sql.insertInto('keeper').values({ identity, worker: 2, started_at: now }).execute(),
    () => database.sql.updateTable('keeper').set({ ended_at: '2020-12-14T09:00:01.000Z' }).execute(),
    () => database.sql.updateTable('restriction').set({ ended_at: '2020-12-14T09:00:01.000Z' }).execute(),
  ]
  for (const change of changes) {
    const before = await ask(reader(1))
    await change()
    assert.notEqual(await ask(reader(1)), before)
  }
})
