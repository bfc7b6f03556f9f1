import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addDays, dateOf } from '../../../calendar/index.ts'
import { boundaries, layers, span } from './periods.ts'
import { nothing, standing, take } from './tally.ts'

const period = fc
  .tuple(fc.integer({ min: 17_000, max: 17_400 }), fc.integer({ min: 0, max: 120 }))
  .map(([from, days]) => ({ from: dateOf(from), to: dateOf(from + days) }))
const periods = fc.array(period, { minLength: 1, maxLength: 12 })

describe('periods', () => {
  it('are each the days from one boundary until before another', () =>
    fc.assert(
      fc.property(periods, each => {
        const days = boundaries(each)
        for (const { from, to } of each) assert.ok(days.includes(from) && days.includes(addDays(to, 1)))
        assert.deepEqual([...days].sort(), days)
      }),
    ))
  it('lie in layers that together hold each once, and in none of which two overlap', () =>
    fc.assert(
      fc.property(periods, each => {
        const made = layers(each)
        assert.deepEqual(
          made
            .flat()
            .map(({ place }) => place)
            .sort((one, other) => one - other),
          each.map((_, place) => place),
        )
        for (const layer of made)
          for (const [place, one] of layer.entries()) assert.ok(place === 0 || (layer[place - 1]?.to ?? '') < one.from)
      }),
    ))
  it('span from the first day of any to the last', () =>
    assert.deepEqual(
      span([
        { from: '2020-02-01', to: '2020-02-29' },
        { from: '2020-01-15', to: '2020-01-31' },
      ]),
      { from: '2020-01-15', to: '2020-02-29' },
    ))
})

const row = fc.record({
  first: fc.nat(8),
  until: fc.nat(8),
  rows: fc.integer({ min: 1, max: 9 }),
  counted: fc.nat(9),
  sum: fc.nat(99),
  highest: fc.option(fc.nat(50), { nil: null }),
})

describe('what stands at each point', () => {
  it('is what had come by then and not gone, counted one by one', () =>
    fc.assert(
      fc.property(
        fc.array(
          row.filter(({ first, until }) => first < until),
          { maxLength: 20 },
        ),
        lasting => {
          for (const [point, tally] of standing(lasting, 8).entries()) {
            const there = lasting.filter(({ first, until }) => first <= point && point < until)
            const tops = there.flatMap(({ highest }) => highest ?? [])
            assert.deepEqual(tally, {
              rows: there.reduce((sum, each) => sum + each.rows, 0),
              counted: there.reduce((sum, each) => sum + each.counted, 0),
              sum: there.reduce((sum, each) => sum + each.sum, 0),
              highest: tops.length === 0 ? null : Math.max(...tops),
            })
          }
        },
      ),
    ))
})

describe('a figure', () => {
  const tally = { rows: 8, counted: 3, sum: 20, highest: 7 }
  it('is taken as its measure says, not rounded', () => {
    assert.deepEqual(take('count', tally), { value: 8, numerator: 8, denominator: null })
    assert.deepEqual(take('counted', tally), { value: 3, numerator: 3, denominator: 8 })
    assert.deepEqual(take('share', tally), { value: 37.5, numerator: 3, denominator: 8 })
    assert.deepEqual(take('mean', tally), { value: 2.5, numerator: 20, denominator: 8 })
    assert.deepEqual(take('highest', tally), { value: 7, numerator: 7, denominator: null })
    assert.deepEqual(take('rate', tally, 1000), { value: 80, numerator: 8, denominator: 1000 })
  })
  it('of nothing is no number rather than nought', () => {
    for (const taken of ['share', 'mean', 'highest'] as const) assert.equal(take(taken, nothing).value, null)
    assert.equal(take('rate', tally).value, null)
    assert.equal(take('count', nothing).value, 0)
  })
})
