import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { playTwoEditors } from '../../../ledger/testing-two-editors.ts'
import { testDatabase } from '../../../store/testing.ts'
import { contextAt } from '../../../access/context.ts'
import { mergeSupervision, supervisionClashes } from './merging.ts'

const database = await testDatabase()
after(() => database.close())
const context = contextAt(
  { worker: 1, name: 'Mary Manager', role: 'teamManager', teams: [], services: [] },
  '2020-12-14T09:00:00.000Z',
)

test('a supervision that is written in two windows loses no word, whatever is saved when', async () => {
  await database.sql
    .insertInto('worker')
    .values({ worker: 1, given: 'Mary', family: 'Manager', newly_qualified_on: null })
    .execute()
  const joined = await playTwoEditors(
    {
      queries: database.sql,
      contexts: [context, context],
      step: 'supervision',
      subjects: [],
      typed: { 'own-worker': '2' },
      merge: mergeSupervision,
      inputs: ['goingWell', 'worries', 'about-12', 'about-13', 'decision-12'],
    },
    40,
  )
  assert.ok(joined > 5, `words were joined in only ${joined} of them`)
})

test('a day by which something is done is one answer, and two of them are told by the child’s name', () => {
  const formOf = (typed: Readonly<Record<string, string>>) => ({ subjects: [], typed, paragraphs: {} })
  const before = { 'by-12-day': '1', 'by-12-month': '2', 'by-12-year': '2021', 'decision-12': 'Visit weekly.' }
  const { form, clashes } = mergeSupervision({
    before: formOf(before),
    now: formOf({ ...before, 'by-12-day': '5', 'done-7': 'done' }),
    mine: formOf({ ...before, 'by-12-month': '3', 'who-12': 'Ada' }),
  })
  assert.deepEqual([form.typed['done-7'], form.typed['who-12']], ['done', 'Ada'])
  assert.deepEqual(
    supervisionClashes(clashes, new Map([[12, 'Amira']])).map(({ ask, mine, theirs }) => [ask, mine, theirs]),
    [['Amira: by when', '1 3 2021', '5 2 2021']],
  )
})
