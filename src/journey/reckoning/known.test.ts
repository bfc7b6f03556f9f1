import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reconcile, still } from './known.ts'

test('a detail that a database gives back in another order is the same detail', () => {
  const row = {
    kind: 'socialWorkerAllocation',
    startedOn: '2020-09-01',
    endedOn: null,
    openedBy: 1,
    closedBy: null,
    detail: { worker: 7, team: 'family-safeguarding-1' },
  }
  const stored = { ...row, detail: { team: 'family-safeguarding-1', worker: 7 } }
  const believed = [{ row: stored, knownFrom: '2020-09-01T10:00:00.000Z', settledKnownFrom: null, knownTo: still }]
  const change = reconcile(
    { episodes: believed, duties: [] },
    { episodes: [row], duties: [] },
    '2020-12-14T09:00:00.000Z',
  )
  assert.deepEqual(change.episodes, { begins: [], settles: [], ceases: [] })
})
