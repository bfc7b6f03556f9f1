import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { england } from './england.ts'
import { months, weeks, workingDays } from './law.ts'
import type { Span } from './law.ts'
import { faultsOfPolicy, rulesOf } from './policies.ts'

const policy = (rule: string, within: Span) => ({
  [rule]: [{ from: '2015-04-01', within, basis: 'The council’s own' }],
})
const faults = (rule: string, within: Span) => faultsOfPolicy(england, policy(rule, within))

describe('a council’s policy, checked', () => {
  it('names a rule that does not exist', () => {
    assert.deepEqual(faults('childAndFamilyAsessment', workingDays(35)), [
      'childAndFamilyAsessment: there is no step or rhythm of this name',
    ])
    assert.ok(rulesOf(england).includes('childProtectionPlan.visit'))
  })

  it('says where it would loosen the law', () => {
    assert.deepEqual(faults('childAndFamilyAssessment', workingDays(46)), [
      'childAndFamilyAssessment from 2015-04-01: 46 working days is longer than the 45 working days of the law, which prevails',
    ])
    assert.equal(faults('childProtectionPlan.review', months(7)).length, 1)
    assert.equal(faults('lookedAfter.review', weeks(30)).length, 1)
  })

  it('lets it tighten the law, and set what is common practice as it likes', () => {
    assert.deepEqual(faults('childAndFamilyAssessment', workingDays(45)), [])
    assert.deepEqual(faults('childAndFamilyAssessment', workingDays(30)), [])
    assert.deepEqual(faults('childProtectionPlan.visit', weeks(4)), [])
    assert.deepEqual(faults('childInNeedPlan.review', months(6)), [])
  })
})
