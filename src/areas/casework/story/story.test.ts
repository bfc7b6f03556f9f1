import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Entry } from '../../../ledger/read.ts'
import { lastSeen } from '../child/last-seen.ts'
import { beginning, voicesOf } from '../child/voices.ts'
import { rules } from '../testing.ts'
import { byYear, kindsIn, storyOf } from './story.ts'

const entry = (of: Partial<Entry> & Pick<Entry, 'entry' | 'step' | 'happenedOn'>): Entry => ({
  version: 1,
  answers: {},
  outcome: 'recorded',
  completedOn: of.happenedOn,
  follows: null,
  author: 1,
  authorName: 'Sam Worker',
  firstAuthorName: 'Sam Worker',
  team: null,
  source: 'righthelp',
  recordedAt: '2020-12-01T09:00:00.000Z',
  withdrawn: false,
  correctionReason: null,
  paragraph: null,
  ...of,
})

const visit = (number: number, on: string, answers: object, outcome = 'seen') =>
  entry({
    entry: number,
    step: 'childProtectionVisit',
    happenedOn: on,
    outcome,
    answers: { visitedOn: on, mode: 'faceToFace', notes: 'Home.', ...answers },
  })

const entries = [
  visit(5, '2020-12-02', { seenAlone: false, childsWords: 'I like school.' }),
  visit(4, '2020-11-20', { seenAlone: true }, 'notSeen'),
  visit(3, '2020-11-10', { seenAlone: true, childsWords: 'I like school.' }),
  entry({
    entry: 2,
    step: 'caseNote',
    happenedOn: '2020-05-01',
    answers: { heading: 'Café', words: 'Met at the café.' },
    authorName: 'Kim Other',
  }),
  entry({
    entry: 1,
    step: 'strategyDiscussion',
    happenedOn: '2019-03-01',
    outcome: 'section47',
    answers: { heldOn: '2019-03-01', present: 'Police', concerns: 'Hunger.' },
  }),
]
const all = { significantOnly: false, oldestFirst: false }

test('the story is filtered by kind, by person, by words whatever their accents, and to what is significant', () => {
  const numbers = (filters: Parameters<typeof storyOf>[2]) => storyOf(rules, entries, filters).map(event => event.entry)
  assert.deepEqual(numbers(all), [5, 4, 3, 2, 1])
  assert.deepEqual(numbers({ ...all, oldestFirst: true }), [1, 2, 3, 4, 5])
  assert.deepEqual(numbers({ ...all, family: 'notes' }), [2])
  assert.deepEqual(numbers({ ...all, by: 'Kim Other' }), [2])
  assert.deepEqual(numbers({ ...all, words: 'CAFE met' }), [2])
  assert.deepEqual(numbers({ ...all, words: 'hunger' }), [1])
  assert.deepEqual(numbers({ ...all, significantOnly: true }), [1])
})

test('every step of the journey tells a sentence and no kind is left uncounted', () => {
  assert.equal(
    kindsIn(rules, entries).reduce((sum, { count }) => sum + count, 0),
    entries.length,
  )
  assert.deepEqual(
    byYear(storyOf(rules, entries, all)).map(({ year, events }) => [year, events.length]),
    [
      ['2020', 4],
      ['2019', 1],
    ],
  )
})

test('a step that is declared no more still tells its name', () => {
  const [event] = storyOf(rules, [entry({ entry: 9, step: 'formerStep', happenedOn: '2010-01-01' })], all)
  assert.equal(event?.sentence, 'formerStep')
})

test('a visit at which the child was not seen is no sight of the child', () => {
  const { seen, alone } = lastSeen(rules, entries, '2020-12-14')
  assert.deepEqual([seen?.on, seen?.days, alone?.on], ['2020-12-02', 12, '2020-11-10'])
  assert.equal(lastSeen(rules, entries, '2020-11-11').seen?.on, '2020-11-10', 'nothing after the day counts')
})

test('the same words are quoted once, from the latest entry that has them', () => {
  const { childSays, worries } = voicesOf(rules, entries)
  assert.deepEqual(
    childSays.map(({ entry: from }) => from),
    [5],
  )
  assert.deepEqual(
    worries.map(({ words }) => words),
    ['Hunger.'],
  )
})

test('a long text is cut at a sentence where it can be, and at a word where it cannot', () => {
  assert.deepEqual(beginning('Short.'), { words: 'Short.', longer: false })
  const sentences = `${'One two three four five. '.repeat(8)}${'end '.repeat(60)}`
  assert.match(beginning(sentences, 200).words, /five\.$/)
  assert.match(beginning('word '.repeat(100), 50).words, /word…$/)
})
