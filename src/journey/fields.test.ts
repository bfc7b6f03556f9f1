import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { choice, choices, count, date, moment, optional, postcode, prose, team, text, worker, yesNo } from './fields.ts'
import type { Field } from './field.ts'

const today = '2020-12-14'
const read = (field: Field, raw: unknown) => field.read(raw, { today })
const value = (field: Field, raw: unknown) => {
  const reading = read(field, raw)
  return 'value' in reading ? reading.value : `problem: ${reading.problem}`
}
const problem = (field: Field, raw: unknown) => {
  const reading = read(field, raw)
  return 'problem' in reading ? reading.problem : undefined
}

const kinds: readonly Field[] = [
  date('A day'),
  moment('A time'),
  text('A line'),
  prose('Words'),
  choice('One', { a: 'A', b: 'B' }),
  choices('Some', { a: 'A', b: 'B' }),
  yesNo('Whether'),
  count('A number'),
  postcode('A postcode'),
  worker('A worker'),
  team('A team'),
]

describe('questions', () => {
  it('a date comes as text or in parts, and must exist', () => {
    const day = date('Date of the visit')
    assert.equal(value(day, '2020-02-29'), '2020-02-29')
    assert.equal(value(day, { day: '1', month: '3', year: '2020' }), '2020-03-01')
    assert.match(problem(day, { day: '30', month: '2', year: '2020' }) ?? '', /real date/)
    assert.match(problem(day, { day: '1', month: '', year: '2020' }) ?? '', /real date/)
    assert.match(problem(day, '2019-02-29') ?? '', /^Date of the visit must be a real date/)
    assert.match(problem(day, '1899-12-31') ?? '', /between 1900 and 2100/)
  })

  it('what is missing is asked for as a person would', () => {
    assert.equal(problem(date('Date it happened'), ''), 'Enter the date it happened')
    assert.equal(problem(moment('When the call came'), undefined), 'Enter when the call came')
    assert.equal(problem(prose('Why waiting serves the child'), ' '), 'Enter why waiting serves the child')
    assert.equal(problem(choice('How the child is absent', { a: 'A' }), ''), 'Choose how the child is absent')
    assert.equal(problem(text('Heading'), ''), 'Enter an answer to: heading')
  })

  it('a date is not in the future unless it may be', () => {
    assert.match(problem(date('A day'), '2020-12-15') ?? '', /today \(14 December 2020\) or in the past/)
    assert.equal(value(date('A day'), today), today)
    assert.equal(value(date('A day', { mayBeInFuture: true }), '2020-12-15'), '2020-12-15')
  })

  it('a moment must be on the clocks of England', () => {
    const when = moment('When')
    assert.equal(value(when, { day: '28', month: '3', year: '2020', time: '9:05' }), '2020-03-28T09:05')
    assert.match(problem(when, '2020-03-29T01:30') ?? '', /clocks went forward/)
    assert.match(problem(when, '2020-03-29T24:00') ?? '', /real date and a time/)
    assert.match(problem(when, '2020-12-15T09:00') ?? '', /today/)
  })

  it('words are trimmed, freed of control characters, and not longer than they may be', () => {
    assert.equal(value(text('A line'), '  so \u0000it\u001b goes '), 'so it goes')
    assert.match(problem(prose('Words'), ' \u0000\u0007 ') ?? '', /Enter an answer/)
    assert.equal(value(optional(text('A line')), '\u0007'), undefined)
    assert.equal(value(prose('Words'), 'one\r\ntwo\tthree'), 'one\ntwo\tthree')
    assert.equal(value(text('A line'), '<script>alert(1)</script>'), '<script>alert(1)</script>')
    assert.match(problem(text('A line'), 'x'.repeat(201)) ?? '', /200 characters or fewer; it has 201/)
    assert.match(problem(text('A line', { longest: 5 }), 'abcdef') ?? '', /5 characters/)
  })

  it('a choice is one of its codes and nothing that an object happens to have', () => {
    const one = choice('One', { a: 'A' })
    assert.equal(value(one, 'a'), 'a')
    for (const raw of ['b', 'toString', '__proto__', 'A']) assert.match(problem(one, raw) ?? '', /in the list/)
    assert.deepEqual(value(choices('Some', { a: 'A', b: 'B' }), ['b', 'a', 'b']), ['b', 'a'])
    assert.match(problem(choices('Some', { a: 'A' }), ['a', 'c']) ?? '', /from the list/)
  })

  it('yes and no, numbers and postcodes read as they should', () => {
    assert.equal(value(yesNo('Whether'), 'no'), false)
    assert.equal(value(count('A number'), '007'), 7)
    for (const raw of ['-1', '1.5', '1e3', 'many', '12345678901'])
      assert.match(problem(count('A number'), raw) ?? '', /whole number/)
    assert.equal(value(postcode('Postcode'), ' gu1  1aa '), 'GU1 1AA')
    assert.match(problem(postcode('Postcode'), 'somewhere') ?? '', /full UK postcode/)
  })

  it('what is required says so by its question, what is optional may stay empty', () => {
    for (const field of kinds) {
      for (const raw of [undefined, null, '', '   ']) {
        assert.match(problem(field, raw) ?? 'none', new RegExp(field.ask.charAt(0).toLowerCase() + field.ask.slice(1)))
        assert.equal(value(optional(field), raw), undefined)
      }
    }
    assert.equal(value(optional(date('A day')), { day: '', month: '', year: '' }), undefined)
    assert.match(problem(optional(date('A day')), 'nonsense') ?? '', /real date/)
  })

  it('never throws, and what it gives reads again as itself', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.anything(), (field, raw) => {
        const reading = read(field, raw)
        if ('value' in reading) assert.deepEqual(read(field, reading.value), reading)
        else assert.ok(reading.problem.length > 0)
      }),
      { numRuns: 2000 },
    )
  })
})
