import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Target } from '../../../council/index.ts'
import { measureOf } from '../measures/index.ts'
import { crossingInWords, standingInWords, targetOnChart } from './targets.ts'

const visited: Target = {
  measure: 'looked-after-visited',
  limit: 'atLeast',
  value: 90,
  from: '2020-04-01',
  basis: 'Ours',
}
const few: Target = { ...visited, limit: 'atMost', value: 5 }

describe('a target', () => {
  it('is met at its very value', () => {
    assert.equal(standingInWords(visited, 90, 'percent'), 'Target: at least 90%, met')
    assert.equal(standingInWords(visited, 89.9, 'percent'), 'Target: at least 90%, not met')
    assert.equal(standingInWords(few, null, 'workers'), 'Target: at most 5 workers')
  })
  it('is said to be passed in the month in which it is, and not again', () => {
    assert.deepEqual(crossingInWords(visited, [80, 91], 'percent'), {
      words: 'It has passed its target of 90%.',
      isMet: true,
    })
    assert.match(crossingInWords(visited, [91, 80], 'percent')?.words ?? '', /fallen below its target of 90%/)
    assert.match(crossingInWords(few, [4, 6], 'workers')?.words ?? '', /risen above its target of 5 workers/)
    assert.match(crossingInWords(few, [6, 5], 'workers')?.words ?? '', /come down to its target of 5 workers/)
    for (const values of [[91, 92], [80, 81], [null, 91], [91], []])
      assert.equal(crossingInWords(visited, values, 'percent'), undefined)
  })
  it('is a level where it stood all the time, and a line where it came meanwhile', () => {
    const measure = measureOf('looked-after-visited')
    assert.ok(measure)
    const onChart = (...months: readonly string[]) => targetOnChart([visited], measure, months)
    assert.deepEqual(onChart('2020-04-01', '2020-05-01').levels, [{ label: 'Target', value: 90, kind: 'target' }])
    assert.deepEqual(
      onChart('2020-03-01', '2020-04-01').series[0]?.points.map(({ value }) => value),
      [null, 90],
    )
    assert.deepEqual(onChart('2020-02-01', '2020-03-01'), { levels: [], series: [] })
  })
})
