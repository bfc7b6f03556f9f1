import assert from 'node:assert/strict'
import { test } from 'node:test'
import { england, noPolicy } from '../../journey/index.ts'
import { batchesOf } from './index.ts'
import type { ToldEntry, ToldFamily } from './index.ts'

const note = (id: number): ToldEntry => ({
  step: 'caseNote',
  follows: null,
  source: 'simulated',
  versions: [
    {
      id,
      answers: {},
      outcome: 'recorded',
      happenedOn: '2020-09-01',
      completedOn: '2020-09-01',
      author: 1,
      team: null,
      recordedAt: '2020-09-01T15:00:00.000Z',
    },
  ],
  subjects: [{ identity: 1, paragraph: null }],
})

const family = (first: number): ToldFamily => ({
  members: [{ identity: first, kind: 'adult', facts: [] }],
  relationships: [],
  households: [],
  residences: [],
  identifiers: [],
  entries: Array.from({ length: 6_000 }, (_, index) => note(first + index)),
})

test('rows wait until a table has enough of them to be worth loading, and at the end all are given', () => {
  const batches = [...batchesOf({ pathway: england, policy: noPolicy }, [family(1), family(6_001), family(12_001)])]
  assert.deepEqual(
    batches.map(({ done, tables }) => [done, tables.map(({ table }) => table)]),
    [
      [1, []],
      [2, ['entry', 'entry_subject']],
      [3, []],
      [3, ['identity', 'person', 'entry', 'entry_subject']],
    ],
  )
})
