import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { plan } from './plans/questions.ts'
import { optionalRows } from './rows.ts'
import { anyAnswer } from './testing.ts'

const today = '2020-12-14'
const read = (raw: unknown) => plan.read(raw, { today })
const value = (raw: unknown) => {
  const reading = read(raw)
  assert.ok('value' in reading, JSON.stringify(reading))
  return reading.value
}
const problems = (raw: unknown) => {
  const reading = read(raw)
  assert.ok('problem' in reading)
  return reading
}

const school = {
  different: 'At school every day',
  known: 'Attendance above 95%',
  actions: [{ what: 'Breakfast club', owner: 'School', by: { day: '1', month: '2', year: '2021' }, status: '' }],
}

describe('a list of rows', () => {
  it('reads each row by its own questions, and rows within rows', () => {
    const [goal] = value([school])
    assert.equal(goal?.different, 'At school every day')
    assert.deepEqual(goal.actions?.[0], {
      key: goal.actions?.[0]?.key,
      what: 'Breakfast club',
      owner: 'School',
      by: '2021-02-01',
      status: 'notStarted',
    })
  })

  it('leaves out rows with nothing in them and rows to be removed', () => {
    const removed = { ...school, different: 'Something else', remove: 'yes' }
    const empty = { different: ' ', actions: [{ what: '', status: 'done' }] }
    assert.deepEqual(
      value([empty, school, removed]).map(({ different }) => different),
      ['At school every day'],
    )
  })

  it('without any goal it is refused in plain words, and where it may stay empty it is nothing', () => {
    for (const raw of [undefined, '', [], [{}], [{ different: '' }], 'words', 7])
      assert.equal(problems(raw).problem, 'A plan needs at least one goal: say what will be different')
    assert.deepEqual(optionalRows(plan).read([{ different: '', key: 'a' }], { today }), { value: undefined })
  })

  it('says in which row what is wrong, by its place on the page', () => {
    const wrong = [
      {},
      { ...school, different: '' },
      { ...school, actions: [{}, { what: 'Ring the GP', owner: '', by: { day: '31', month: '2', year: '2021' } }] },
    ]
    assert.deepEqual(problems(wrong).inRows, [
      { at: '2-different', problem: 'Goal 2: enter what will be different' },
      { at: '3-actions-2-owner', problem: 'Goal 3, action 2: enter who does it' },
      { at: '3-actions-2-by', problem: 'Goal 3, action 2: by when must be a real date, like 27 3 2020' },
    ])
  })

  it('is limited in number', () => {
    assert.match(problems(Array.from({ length: 13 }, () => school)).problem, /at most 12; there are 13/)
  })

  it('keeps the key a row came with, gives the same words the same key, and no key twice', () => {
    const [first, again, third] = value([school, { ...school, key: 'g1' }, { ...school, key: 'g1' }])
    assert.equal(again?.key, 'g1')
    assert.equal(first?.key, value([school])[0]?.key)
    assert.equal(new Set([first?.key, again.key, third?.key]).size, 3)
    assert.notEqual(value([{ ...school, key: '../etc' }])[0]?.key, '../etc')
  })

  it('never throws, and what it gives reads again as itself', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.array(fc.anything()), anyAnswer(plan, today)), raw => {
        const reading = read(raw)
        if ('value' in reading) assert.deepEqual(read(reading.value), reading)
        else assert.ok(reading.problem.length > 0)
      }),
      { numRuns: 1000 },
    )
  })
})
