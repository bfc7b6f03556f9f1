import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { suppressLine } from './suppress.ts'

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)

const count = fc.integer({ min: 0, max: 9 })

describe('a line published with its total', () => {
  it('withholds a second part beside a small one, the smallest that is left', () =>
    assert.deepEqual(suppressLine([3, 20, 9, 0]), { parts: [undefined, 20, undefined, 0], total: 32 }))
  it('withholds a third where two ones would be known by their sum', () =>
    assert.deepEqual(suppressLine([1, 1, 8, 30]), { parts: [undefined, undefined, undefined, 30], total: 40 }))
  it('withholds no more than that of many', () => {
    assert.deepEqual(suppressLine([74, 85, 54, 62, 1]).parts, [74, 85, undefined, 62, undefined])
    assert.deepEqual(suppressLine([3, 20, 9]), { parts: [undefined, 20, undefined], total: 32 })
  })
  it('withholds the total where there is but one part', () =>
    assert.deepEqual(suppressLine([2, 0]), { parts: [undefined, 0], total: undefined }))
  it('leaves no withheld part to be found by subtraction', () =>
    fc.assert(
      fc.property(fc.array(count, { minLength: 1, maxLength: 5 }), counts => {
        const { parts, total } = suppressLine(counts)
        const withheld = parts.filter(part => part === undefined).length
        if (withheld === 0 || total === undefined) return
        // Of so many withheld parts, none below one, that add up to this, each could be more than one number.
        const left = total - sum(parts.map(part => part ?? 0))
        assert.ok(withheld > 1 && left > withheld)
      }),
    ))
})
