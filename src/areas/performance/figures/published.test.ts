import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Part } from '../counting/breakdown.ts'
import { nothing } from '../counting/tally.ts'
import { publishParts } from './published.ts'
import type { PublishedValue } from './published.ts'

const ofReferrals = (...counts: readonly number[]): readonly Part[] =>
  counts.map((rows, place) => ({ key: `${place}`, name: `Part ${place}`, tally: { ...nothing, rows } }))
const whole = (value: number): PublishedValue => ({ withheld: false, value })
const withheldWhole: PublishedValue = { withheld: true, value: null }

const published = (parts: readonly Part[], as: PublishedValue) =>
  publishParts({ taken: 'count' }, parts, null, as).map(({ name, value }) =>
    value.withheld ? `${name} withheld` : `${name} ${value.value ?? ''}`,
  )

describe('the parts of a published figure', () => {
  it('are shown but small ones, and one more', () =>
    assert.deepEqual(published(ofReferrals(3, 20, 9), whole(32)), ['Part 0 withheld', 'Part 1 20', 'Part 2 withheld']))
  it('are not shown where they add up to a whole that is withheld, so that another quarter is not found by it', () => {
    assert.deepEqual(published(ofReferrals(12, 8), withheldWhole), ['Every part withheld'])
    assert.deepEqual(published(ofReferrals(3, 8), withheldWhole), ['Part 0 withheld', 'Part 1 withheld'])
  })
  it('are not even named where the whole would tell that each is one', () =>
    assert.deepEqual(published(ofReferrals(1, 1, 1, 1, 1, 1), whole(6)), ['Every part withheld']))
  it('are none where nothing was counted', () => assert.deepEqual(published([], withheldWhole), []))
})
