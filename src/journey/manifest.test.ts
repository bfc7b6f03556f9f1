import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { england } from './england.ts'
import { choice, date, optional, prose, text } from './fields.ts'
import { breaches, manifestOf } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import type { Pathway } from './pathway.ts'
import type { AnyStep } from './step.ts'

const released = JSON.parse(readFileSync(new URL('manifest.json', import.meta.url), 'utf8')) as Manifest

/** England's pathway with its closure declared otherwise. */
const withClosure = (change: Partial<AnyStep>): Manifest => {
  const pathway: Pathway = england
  return manifestOf({ ...pathway, steps: { ...pathway.steps, closure: { ...england.steps.closure, ...change } } })
}
const { fields } = england.steps.closure

const without = <Value>(record: Readonly<Record<string, Value>>, name: string): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => key !== name))

describe('the released manifest', () => {
  it('is kept by what is declared today', () => assert.deepEqual(breaches(released, manifestOf(england)), []))

  it('holds every step, so that the test above guards them all', () =>
    assert.deepEqual(
      Object.keys(manifestOf(england).steps).filter(name => released.steps[name] === undefined),
      [],
    ))

  it('lets a question be added, reworded, made optional or retired', () => {
    const changed = {
      ...fields,
      reason: { ...fields.reason, ask: 'Other words' },
      summary: { ...fields.summary, retired: true as const },
      more: optional(prose('More')),
    }
    assert.deepEqual(breaches(released, withClosure({ fields: changed })), [])
  })

  it('names a question that is removed or becomes another kind', () => {
    assert.deepEqual(
      breaches(released, withClosure({ fields: without<AnyStep['fields'][string]>(fields, 'summary') })),
      ['closure.summary was released and is gone: retire it instead'],
    )
    assert.deepEqual(breaches(released, withClosure({ fields: { ...fields, summary: text('Summary') } })), [
      'closure.summary was released as prose and is now text: retire it and ask anew by another name',
    ])
  })

  it('names a code that is removed, and lets one be added', () => {
    const fewer = without(fields.reason.codes ?? {}, 'RC7')
    assert.deepEqual(breaches(released, withClosure({ fields: { ...fields, reason: choice('Why', fewer) } })), [
      'closure.reason: the code RC7 was released and is gone',
    ])
    const more = choice('Why', { ...fields.reason.codes, RC10: 'New' })
    assert.deepEqual(breaches(released, withClosure({ fields: { ...fields, reason: more } })), [])
  })

  it('names an outcome, a step, an episode, a rhythm that is removed, and a date that moves', () => {
    const outcomes = without<AnyStep['outcomes'][string]>(england.steps.closure.outcomes, 'stepDown')
    assert.deepEqual(breaches(released, withClosure({ outcomes })), [
      'closure: the outcome stepDown was released and is gone',
    ])
    assert.deepEqual(breaches(released, withClosure({ completedOn: 'on', fields: { ...fields, on: date('On') } })), [
      'closure: the date that places it in the story has changed',
    ])
    const steps = without(manifestOf(england).steps, 'closure')
    assert.deepEqual(breaches(released, { ...manifestOf(england), steps }), [
      'step closure was released and is gone: let nobody record it instead',
    ])
    const { earlyHelp, ...others } = without(manifestOf(england).episodes, 'missing')
    assert.ok(earlyHelp)
    assert.deepEqual(
      breaches(released, { ...manifestOf(england), episodes: { ...others, earlyHelp: { ...earlyHelp, rhythms: [] } } }),
      ['earlyHelp: the rhythm review was released and is gone', 'episode missing was released and is gone'],
    )
  })
})
