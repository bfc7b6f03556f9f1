import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isUsual, limitsOf } from './usual.ts'

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
})
