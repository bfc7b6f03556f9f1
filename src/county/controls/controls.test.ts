import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  controlsSchema,
  ControlsNotReadable,
  defaultControls,
  flowNames,
  readControls,
  scaleControls,
  writeControls,
} from './index.ts'
import type { Controls } from './index.ts'
import { largestRemainder } from './largest-remainder.ts'
import { hasMonthsToItself, periodTree } from './period-tree.ts'
import type { Period } from './period-tree.ts'

const problemsOf = (text: string): readonly string[] => {
  try {
    readControls(text)
  } catch (error) {
    if (error instanceof ControlsNotReadable) return error.problems
    throw error
  }
  return []
}

/** The same, with another value at one place. */
const withValue = (whole: unknown, [name, ...rest]: readonly string[], value: unknown): unknown => {
  if (name === undefined) return value
  if (Array.isArray(whole))
    return whole.map((each: unknown, index) => (String(index) === name ? withValue(each, rest, value) : each))
  assert.ok(typeof whole === 'object' && whole !== null && name in whole, name)
  return { ...whole, [name]: withValue((whole as Readonly<Record<string, unknown>>)[name], rest, value) }
}

describe('the controls file', () => {
  const text = writeControls(defaultControls)

  it('is read back as it was written', () => assert.deepEqual(readControls(text), defaultControls))
  it('of another county, with which builds are verified, is read too', () => {
    const another = readFileSync(join(import.meta.dirname, '../../../test/controls/another-county.json'), 'utf8')
    assert.deepEqual(problemsOf(another), [])
  })
  it('describes every series that it holds', () => {
    for (const name of flowNames) assert.ok(defaultControls.flows[name].describes.length > 20, name)
  })
  it('is refused when it is not JSON', () => assert.match(problemsOf('{ "flows": ')[0] ?? '', /^it is not JSON/))
  it('is refused with the name of a key that is not known', () =>
    assert.match(problemsOf(text.replace('"onPlan"', '"onPlans"')).join('\n'), /stocks.*"onPlans"/))
  it('is refused with the name of a key whose value is of the wrong type', () =>
    assert.deepEqual(problemsOf(text.replace('"count": 11679', '"count": "many"')), [
      'flows.referrals.counts.1.count: Invalid input: expected number, received string',
    ]))
  it('is refused where a month, a day or a number cannot be', () => {
    assert.match(problemsOf(text.replace('"2020-05"', '"2020-13"')).join('\n'), /must be a month/)
    assert.match(
      problemsOf(text.replace('"lastDay": "2020-12-13"', '"lastDay": "2020-02-30"')).join('\n'),
      /must be a day that exists/,
    )
    assert.match(problemsOf(text.replace('"count": 916', '"count": 916.5')).join('\n'), /count/)
    assert.match(problemsOf(text.replace('"count": 916', '"count": -1')).join('\n'), /count/)
  })
  it('is refused by key for what no county can be, before anything is built', () => {
    const wrong: readonly (readonly [path: string, value: unknown, words: RegExp])[] = [
      ['districts.list.0.quadrant', 'nowhere', /must be one of north-east/],
      ['districts.list.1.key', 'alderbourne', /"alderbourne" stands here twice/],
      ['districts.list.1.key', 'Alder Bourne', /must be a key/],
      ['contactTimes.shareThroughMap', 1.5, /<=1/],
      ['hazards.stepDownShare', 16, /<=1/],
      ['caseloads.assessment.from25to30', 45, /<=1/],
      ['visits.percentInTime.onPlan', 140, /<=100/],
      ['workforce.percent.2020-09-30.vacancy', 101, /<=100/],
      ['population.midYear.2018', 0, />=1/],
      ['flows.contacts.counts.0.count', 1e12, /<=10000000/],
      ['stocks.inNeed.on.2020-03-31', 1e12, /<=10000000/],
      ['assessmentsInTime.periods.0.inTime', 20_000, /no more than "of"/],
      ['caseloads.careLeaverAdvisers.mean', 25, /no more than "highest"/],
      ['county.lastDay', '2050-01-01', /must be 2029-12-31 or earlier/],
      ['county.historyFrom', '1999-04-01', /must be 2011-01-01 or later/],
      ['county.recordsFrom', '2014-04-01', /must be after historyFrom/],
    ]
    for (const [path, value, words] of wrong) {
      const problems = problemsOf(writeControls(withValue(defaultControls, path.split('.'), value) as Controls))
      assert.equal(problems.length, 1, `${path}: ${problems.join(', ')}`)
      assert.ok(problems[0]?.startsWith(`${path}: `), problems[0])
      assert.match(problems[0] ?? '', words, path)
    }
  })
})

describe('largest remainders', () => {
  const weights = fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 1, maxLength: 20 })
  it('add up to the total and differ from the exact share by less than one', () =>
    fc.assert(
      fc.property(weights, fc.integer({ min: 0, max: 5_000 }), (some, total) => {
        const parts = largestRemainder(total, some) ?? []
        const sum = some.reduce((a, b) => a + b, 0)
        assert.equal(
          parts.reduce((a, b) => a + b, 0),
          total,
        )
        parts.forEach((part, index) => assert.ok(Math.abs(part - (total * (some[index] ?? 0)) / sum) < 1 + 1e-9))
      }),
    ))
  it('never go above a cap, and give nothing where the caps leave no room', () =>
    fc.assert(
      fc.property(
        weights,
        fc.integer({ min: 0, max: 300 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 30 })),
        (some, total, stream) => {
          const caps = some.map(() => stream.next().value as number)
          const parts = largestRemainder(total, some, caps)
          if (parts === null) {
            assert.ok(caps.reduce((a, b) => a + b, 0) < total)
            return
          }
          assert.equal(
            parts.reduce((a, b) => a + b, 0),
            total,
          )
          parts.forEach((part, index) => assert.ok(part <= (caps[index] ?? 0)))
        },
      ),
    ))
})

describe('a scaled county', () => {
  const checkPeriod = (period: Period): void => {
    const pinned = period.inside.reduce((sum, inner) => sum + inner.count, 0)
    assert.ok(hasMonthsToItself(period) ? pinned <= period.count : pinned === period.count)
    period.inside.forEach(checkPeriod)
  }
  it('keeps pins within their wholes and remains a controls file, at any scale', () =>
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 6, noNaN: true }), factor => {
        const scaled = scaleControls(defaultControls, factor)
        controlsSchema.parse(scaled)
        for (const name of flowNames) periodTree(name, scaled.flows[name].counts).forEach(checkPeriod)
      }),
      { numRuns: 50 },
    ))
  it('makes ratios again from whole numbers', () => {
    const { assessmentsInTime } = scaleControls(defaultControls, 0.05)
    for (const [index, { inTime, of }] of assessmentsInTime.periods.entries()) {
      const whole = defaultControls.assessmentsInTime.periods[index]
      assert.ok(Math.abs(inTime / of - (whole?.inTime ?? 0) / (whole?.of ?? 1)) <= 0.5 / of)
    }
  })
  it('is the county itself at scale 1, and none at scale 0', () => {
    assert.equal(scaleControls(defaultControls, 1), defaultControls)
    assert.throws(() => scaleControls(defaultControls, 0), /above 0/)
  })
})
