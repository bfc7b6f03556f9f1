import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { playTwoEditors } from '../../../ledger/testing-two-editors.ts'
import { testDatabase } from '../../../store/testing.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { contextOf, makePerson, rules, smallCouncil } from '../testing.ts'
import { mergeVisit, visitClashes } from './merging.ts'
import { own } from './sent.ts'

const database = await testDatabase()
await smallCouncil(database)
after(() => database.close())
const child = await makePerson(database, { given: 'Two', family: 'Visitors' })
const merge = mergeVisit(rules, child)

const formOf = (typed: Typed) => ({ subjects: [child], typed, paragraphs: {} })
const merged = (before: Typed, now: Typed, mine: Typed) =>
  merge({ before: formOf(before), now: formOf(now), mine: formOf(mine) })

test('two who write of one visit lose no word, whoever saves when and whatever answer is lost', async () => {
  const joined = await playTwoEditors(
    {
      queries: database.sql,
      contexts: [await contextOf(database, 'director'), await contextOf(database, 'auditor')],
      step: 'childInNeedVisit',
      subjects: [child],
      typed: { [own.short]: 'visit', mode: 'faceToFace', place: 'home' },
      merge,
      inputs: ['notes', 'childsWords', 'whyNotSeen', 'where', own.about(child)],
    },
    60,
  )
  assert.ok(joined > 5, `words were joined in only ${joined} of them`)
})

test('what each changed alone is kept, and one date is one answer', () => {
  const before = { place: 'home', 'own-next-day': '1', 'own-next-month': '12', 'own-next-year': '2020' }
  const { form, clashes } = merged(
    before,
    { ...before, 'own-next-day': '3', [own.seen(child)]: 'alone' },
    { ...before, place: 'school', [own.against]: 'yes' },
  )
  assert.deepEqual(clashes, [])
  assert.deepEqual(
    [form.typed.place, form.typed['own-next-day'], form.typed[own.seen(child)], form.typed[own.against]],
    ['school', '3', 'alone', 'yes'],
  )
  const both = merged(before, { ...before, 'own-next-day': '3' }, { ...before, 'own-next-month': '11' })
  assert.deepEqual(
    visitClashes(rules, [], both.clashes).map(({ ask, mine, theirs }) => [ask, mine, theirs]),
    [['Next visit agreed for', '1 11 2020', '3 12 2020']],
  )
})

test('a sister whom one of them added is part of the visit', () => {
  const sister = child + 1
  const { form } = merged({}, { [own.seen(sister)]: 'withOthers' }, { [own.seen(child)]: 'alone', notes: 'Both.' })
  assert.deepEqual(form.subjects, [child, sister])
})
