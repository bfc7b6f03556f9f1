import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keptOnce } from './kept-once.ts'

test('what is worked out is kept for each database until it is asked for under another key', async () => {
  const kept = keptOnce<number>()
  let workings = 0
  const work = () => Promise.resolve((workings += 1))
  const [one, other] = [{}, {}]
  assert.deepEqual(await Promise.all([kept(one, 'Monday', work), kept(one, 'Monday', work)]), [1, 1])
  assert.equal(await kept(other, 'Monday', work), 2)
  assert.equal(await kept(one, 'Monday', work), 1)
  assert.equal(await kept(one, 'Tuesday', work), 3)
})

test('a working that failed is not kept', async () => {
  const kept = keptOnce<number>()
  const database = {}
  await assert.rejects(
    kept(database, 'Monday', () => Promise.reject(new Error('no answer'))),
    /no answer/,
  )
  assert.equal(await kept(database, 'Monday', () => Promise.resolve(7)), 7)
})

test('a working of yesterday that fails at last takes nothing from today', async () => {
  const kept = keptOnce<number>()
  const database = {}
  const slow = Promise.withResolvers<number>()
  const yesterday = kept(database, 'Monday', () => slow.promise)
  assert.equal(await kept(database, 'Tuesday', () => Promise.resolve(1)), 1)
  slow.reject(new Error('too late'))
  await assert.rejects(yesterday, /too late/)
  assert.equal(await kept(database, 'Tuesday', () => Promise.resolve(2)), 1)
})
