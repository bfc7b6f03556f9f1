import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Tally } from '../../areas/performance/counting/tally.ts'
import { defaultControls, scaleControls } from '../controls/index.ts'
import type { Controls } from '../controls/index.ts'
import { caseloadChecks } from './caseload-checks.ts'

type Assessment = Controls['caseloads']['assessment']

const withAssessment = (changed: Partial<Assessment>): Controls => {
  const { caseloads } = defaultControls
  return { ...defaultControls, caseloads: { ...caseloads, assessment: { ...caseloads.assessment, ...changed } } }
}

/** How many checks of a control do not hold for what was counted. */
const misses = (controls: Controls, control: string, tally: Partial<Tally>): number => {
  const checks = caseloadChecks(controls).filter(check => check.control === control)
  assert.ok(checks.length > 0, control)
  const counted = { rows: 60, counted: 0, sum: 0, highest: null, ...tally }
  return checks.filter(({ wrong }) => wrong(counted) !== undefined).length
}

describe('the caseloads of assessment workers are counted against what the file says', () => {
  it('the share who hold 25 to 30', () => {
    const control = 'caseloads.assessment.from25to30'
    assert.equal(misses(defaultControls, control, { counted: 24 }), 0)
    assert.equal(misses(defaultControls, control, { counted: 23 }), 1)
    assert.equal(misses(withAssessment({ from25to30: 0.85 }), control, { counted: 47 }), 1)
    assert.equal(misses(withAssessment({ from25to30: 0.85 }), control, { counted: 48 }), 0)
  })
  it('the share who hold 35 or more', () => {
    const control = 'caseloads.assessment.from35'
    for (const [counted, wrong] of [
      [1, 1],
      [2, 0],
      [12, 0],
      [13, 1],
    ] as const)
      assert.equal(misses(defaultControls, control, { counted }), wrong)
    assert.equal(misses(withAssessment({ from35: 0.3 }), control, { counted: 4 }), 1)
    assert.equal(misses(withAssessment({ from35: 0.3 }), control, { counted: 18 }), 0)
  })
  it('the highest', () => {
    const control = 'caseloads.assessment.highest'
    assert.equal(misses(defaultControls, control, { counted: 1, highest: 42 }), 0)
    assert.equal(misses(defaultControls, control, { counted: 2, highest: 42 }), 1)
    assert.equal(misses(defaultControls, control, { counted: 0, highest: 40 }), 2)
    assert.equal(misses(withAssessment({ highest: 50 }), control, { counted: 1, highest: 42 }), 1)
    assert.equal(misses(withAssessment({ highest: 38 }), control, { counted: 0, highest: 38 }), 0)
  })
  it('from 20 workers on: fewer are not counted', () => {
    assert.ok(caseloadChecks(scaleControls(defaultControls, 1 / 3)).length > 0)
    assert.equal(caseloadChecks(scaleControls(defaultControls, 0.3)).length, 0)
  })
})
