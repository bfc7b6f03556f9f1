import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { england } from './england.ts'
import { date, optional, prose } from './fields.ts'
import { workingDays } from './law.ts'
import { faultsOf, pathway } from './pathway.ts'
import type { Pathway } from './pathway.ts'
import { step } from './step.ts'
import type { AnyStep } from './step.ts'

const whole: Pathway = england
const withStep = (name: string, change: Partial<AnyStep>): Pathway => {
  const declared = whole.steps[name]
  assert.ok(declared)
  return { ...whole, steps: { ...whole.steps, [name]: { ...declared, ...change } } }
}
const { initialConference, closure } = england.steps

describe('what types cannot see is found when the pathway is assembled', () => {
  const cases: readonly (readonly [string, Pathway, RegExp])[] = [
    ['a step without an outcome', withStep('closure', { outcomes: {} }), /^step closure: has no outcome$/],
    [
      'a completion date that may stay empty',
      withStep('closure', { fields: { ...closure.fields, closedOn: optional(date('Date')) } }),
      /^step closure: closedOn is not a required date$/,
    ],
    [
      'a question that depends on one that is not asked',
      withStep('closure', { fields: { ...closure.fields, more: prose('More', { when: { field: 'no', is: ['a'] } }) } }),
      /^step closure: more depends on no, which is not asked$/,
    ],
    [
      'a question that depends on an answer that there is not',
      withStep('closure', {
        fields: { ...closure.fields, more: prose('More', { when: { field: 'reason', is: ['RC99'] } }) },
      }),
      /^step closure: more depends on RC99, which reason does not have$/,
    ],
    [
      'a date that follows one that is not asked',
      withStep('closure', { fields: { ...closure.fields, closedOn: date('Date', { notBefore: 'no' }) } }),
      /^step closure: closedOn follows no, which is not asked$/,
    ],
    [
      'an outcome that needs a question that is not asked',
      withStep('closure', { outcomes: { closed: { label: 'Closed', needs: ['no'] } } }),
      /^step closure: closed needs no, which is not asked$/,
    ],
    [
      'a clock from a date that does not exist',
      withStep('closure', { due: [{ from: '2010-01-01', within: workingDays(1), of: ['contact.no'], basis: 'Law' }] }),
      /^step closure: its clock starts at contact.no, which does not exist$/,
    ],
    [
      'a next step that does not exist',
      withStep('closure', { outcomes: { closed: { label: 'Closed', next: ['no'] } } }),
      /^step closure: leads to no, which does not exist$/,
    ],
    [
      'an episode opened without its detail',
      withStep('initialConference', {
        fields: Object.fromEntries(Object.entries(initialConference.fields).filter(([name]) => name !== 'category')),
      }),
      /opens categoryOfAbuse without asking for its category/,
    ],
    [
      'an episode that does not exist',
      withStep('closure', { outcomes: { closed: { label: 'Closed', closes: ['no'] } } }),
      /^step closure: names the episode no, which does not exist$/,
    ],
    [
      'a rhythm of a step that does not exist',
      { ...whole, steps: Object.fromEntries(Object.entries(whole.steps).filter(([name]) => name !== 'coreGroup')) },
      /^episode childProtectionPlan: its coreGroup asks for coreGroup, which does not exist$/,
    ],
  ]
  for (const [what, broken, fault] of cases)
    it(what, () => {
      const faults = faultsOf(broken)
      assert.ok(
        faults.some(each => fault.test(each)),
        faults.join('\n') || 'no fault was found',
      )
    })

  it('and stops the start, naming the place', () => {
    const endless = step({
      title: 'Endless',
      family: 'notes',
      basis: 'For the test',
      about: 'A step that comes to nothing.',
      fields: { on: date('Date') },
      completedOn: 'on',
      outcomes: {},
      may: { record: [] },
      tells: () => '',
    })
    assert.throws(
      () => pathway({ ...england.steps, endless }, england.episodes),
      /does not hold together:\nstep endless: has no outcome/,
    )
  })
})
