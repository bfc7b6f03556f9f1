import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { date, prose, text } from '../../../journey/fields.ts'
import { rows } from '../../../journey/rows.ts'
import { step } from '../../../journey/index.ts'
import { mergeForms } from './merge.ts'
import { joinProse } from './prose.ts'

const meeting = step({
  title: 'Meeting',
  family: 'inNeed',
  basis: 'Local practice',
  about: 'A meeting.',
  fields: {
    heldOn: date('Held on'),
    heading: text('Heading'),
    words: prose('Words'),
    plan: rows('Plan', { one: 'Goal', most: 3, offered: 1, columns: { goal: text('Goal'), who: text('Who') } }),
  },
  completedOn: 'heldOn',
  outcomes: { held: { label: 'Held' } },
  may: { record: ['socialWorker'] },
  tells: () => 'Meeting.',
})
const merge = (before: object, now: object, mine: object) =>
  mergeForms(meeting, { before, now, mine } as Parameters<typeof mergeForms>[1], () => false)
const without = (typed: object) => Object.fromEntries(Object.entries(typed).filter(([name]) => name !== 'plan-count'))

describe('two forms', () => {
  it('merge question by question, a date as one question', () => {
    const before = { 'heldOn-day': '1', 'heldOn-month': '2', 'heldOn-year': '2020', heading: 'Old' }
    const now = { ...before, 'heldOn-day': '3' }
    const mine = { ...before, heading: 'New' }
    assert.deepEqual(without(merge(before, now, mine).typed), { ...now, heading: 'New' })
    const clash = merge(before, now, { ...before, 'heldOn-month': '5' })
    assert.deepEqual(
      clash.clashes.map(({ name, theirs }) => [name, theirs]),
      [['heldOn', { 'heldOn-day': '3', 'heldOn-month': '2', 'heldOn-year': '2020' }]],
    )
  })
  it('keep both answers to a question of a line, and mine in the form', () => {
    const { typed, clashes } = merge({ heading: '' }, { heading: 'Theirs' }, { heading: 'Mine' })
    assert.equal(typed.heading, 'Mine')
    assert.deepEqual(clashes, [{ name: 'heading', mine: { heading: 'Mine' }, theirs: { heading: 'Theirs' } }])
  })
  it('merge lists by the keys of their rows, and cut neither short', () => {
    const row = (place: number, key: string, goal: string, who = '') => ({
      [`plan-${place}-key`]: key,
      [`plan-${place}-goal`]: goal,
      [`plan-${place}-who`]: who,
    })
    const before = row(1, 'a', 'Food')
    const { typed, clashes } = merge(
      before,
      { ...row(1, 'b', 'Heat'), ...row(2, 'a', 'Food', 'Mother') },
      { ...row(1, 'a', 'Food every day'), ...row(2, 'c', 'School') },
    )
    assert.deepEqual(clashes, [])
    assert.deepEqual(without(typed), {
      ...row(1, 'b', 'Heat'),
      ...row(2, 'a', 'Food every day', 'Mother'),
      ...row(3, 'c', 'School'),
    })
    const full = merge({}, { ...row(1, 'a', 'A'), ...row(2, 'b', 'B') }, { ...row(1, 'c', 'C'), ...row(2, 'd', 'D') })
    assert.deepEqual(
      full.clashes.map(({ name }) => name),
      ['plan'],
    )
  })
})

describe('prose', () => {
  it('that both only added to is joined by paragraphs', () => {
    assert.equal(joinProse('One.', 'One.\n\nTwo.', 'One.\r\n\r\nThree.'), 'One.\n\nTwo.\n\nThree.')
    assert.equal(joinProse('', 'Theirs.', 'Mine.'), 'Theirs.\n\nMine.')
    assert.equal(joinProse('One.', 'One.\n\nTwo.', 'One, and more.'), 'One, and more.\n\nTwo.')
  })
  it('whose same line both rewrote is not joined', () => {
    assert.equal(joinProse('One line.', 'Their line.', 'My line.'), undefined)
  })
  it('keeps every line that either has added, whatever they did', () => {
    const line = fc.constantFrom('a', 'b', 'c', '')
    const added = fc.array(fc.record({ at: fc.nat(6), mine: fc.boolean() }), { maxLength: 6 })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), added, (old, adds) => {
        const [now, mine]: [string[], string[]] = [[...old], [...old]]
        const words = adds.map(({ at, mine: isMine }, place) => {
          const word = `${isMine ? 'mine' : 'theirs'} ${place}`
          const lines = isMine ? mine : now
          lines.splice(Math.min(at, lines.length), 0, word)
          return word
        })
        const joined = joinProse(old.join('\n'), now.join('\n'), mine.join('\n'))
        if (joined !== undefined) for (const word of words) assert.ok(joined.split('\n').includes(word), word)
      }),
      { numRuns: 500 },
    )
  })
})
