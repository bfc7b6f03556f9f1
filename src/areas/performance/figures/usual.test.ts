import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isUsual, judge, limitsOf } from './usual.ts'

const steady = [10, 12, 10, 12, 10, 12, 10, 12, 10]

describe('what is usual', () => {
  it('lies within 2.66 average moving ranges of the mean', () => {
    const limits = limitsOf([10, 12, 10, 12, 10, 12, 10, 12])
    assert.equal(limitsOf([98, 100, 98, 100, 98, 100, 98, 100], 'percent')?.upper, 100)
    assert.deepEqual(limits && [limits.mean, limits.lower, limits.upper].map(value => value.toFixed(2)), [
      '11.00',
      '5.68',
      '16.32',
    ])
  })
  it('is left by a value beyond the limits of those before it', () => {
    assert.equal(isUsual([...steady, 17]), 'higher')
    assert.equal(isUsual([...steady, 5]), 'lower')
    assert.equal(isUsual([...steady, 13]), 'usual')
  })
  it('cannot be said of a few values, nor of none', () => {
    assert.equal(isUsual([1, 2, 3, 90]), 'unknown')
    assert.equal(isUsual([...steady, null]), 'unknown')
    assert.equal(isUsual([]), 'unknown')
  })
  it('does not change with the unit', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 9, maxLength: 24 }), values => {
        assert.equal(isUsual(values), isUsual(values.map(value => value * 4)))
      }),
    ))
  it('is told as the limit itself where both are written with the same digits', () => {
    // The limits are 5.68 and 16.32.
    const before = [10, 12, 10, 12, 10, 12, 10, 12]
    const told = (value: number) => {
      const { usual, words } = judge([...before, value], 'cases')
      return [usual, words]
    }
    assert.deepEqual(told(16.34), ['usual', 'at the upper limit of what is usual for us'])
    assert.deepEqual(told(5.66), ['usual', 'at the lower limit of what is usual for us'])
    assert.deepEqual(told(16.36), ['higher', 'higher than is usual for us'])
    assert.deepEqual(told(5.64), ['lower', 'lower than is usual for us'])
    assert.deepEqual(told(16.3), ['usual', 'as usual for us'])
  })
})
