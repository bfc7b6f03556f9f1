import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { england } from './england.ts'
import { familyGroupConference } from './examples/family-group-conference.ts'
import { handbook } from './handbook/handbook.ts'
import { asMarkdown } from './handbook/markdown.ts'
import { breaches, manifestOf } from './manifest.ts'
import { pathway } from './pathway.ts'
import { faultsOfPolicy, rulesOf } from './policies.ts'
import { readStep } from './reading.ts'
import { reckon } from './reckoning/reckon.ts'
import type { Occurrence } from './reckoning/rows.ts'
import { occurrenceOf } from './reckoning/testing.ts'
import { whoMayRecord } from './step.ts'

const file = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

// One file and one line: this is the line.
const withOneMore = pathway({ ...england.steps, familyGroupConference }, england.episodes)

const held = (entry: number, heldOn: string, outcome: string): Occurrence => ({
  entry,
  step: 'familyGroupConference',
  answers: { heldOn, childTookPart: true },
  outcome,
  happenedOn: heldOn,
  completedOn: heldOn,
  follows: null,
})
const referral = occurrenceOf(1, 'referral', 'assessment', { receivedOn: '2020-11-02', decidedOn: '2020-11-02' })
const rules = { pathway: withOneMore, policy: {} }

describe('a step added with one file and one line', () => {
  it('has its form read and checked', () => {
    const raw = { heldOn: '2020-12-01', childTookPart: 'yes', plan: '' }
    const read = (outcome: string) =>
      readStep(withOneMore.steps.familyGroupConference, raw, outcome, { today: '2020-12-14' })
    assert.deepEqual(read('adjourned'), { answers: { heldOn: '2020-12-01', childTookPart: true }, problems: {} })
    assert.deepEqual(Object.keys(read('plan').problems), ['plan'])
  })

  it('makes work due, which is met, and lapses with its period', () => {
    const adjourned = reckon(rules, undefined, [referral, held(2, '2020-12-01', 'adjourned')])
    const due = (reckoning: typeof adjourned) =>
      reckoning.duties
        .filter(row => row.step === 'familyGroupConference')
        .map(({ dueOn, metOn, lapsedOn }) => [dueOn, metOn, lapsedOn])
    assert.deepEqual(due(adjourned), [['2020-12-31', null, null]])
    const again = [referral, held(2, '2020-12-01', 'adjourned'), held(3, '2020-12-21', 'plan')]
    assert.deepEqual(due(reckon(rules, undefined, again)), [['2020-12-31', '2020-12-21', null]])
    const closed = occurrenceOf(4, 'closure', 'closed', { closedOn: '2020-12-22', reason: 'RC7' })
    assert.deepEqual(due(reckon(rules, undefined, [referral, held(2, '2020-12-01', 'adjourned'), closed])), [
      ['2020-12-31', null, '2020-12-22'],
    ])
  })

  it('tells its sentence and says who may record it', () => {
    const { familyGroupConference: declared } = withOneMore.steps
    assert.equal(
      declared.tells({ heldOn: '2020-12-01', childTookPart: true, plan: 'We help.' }, 'plan'),
      'Family group conference, with the child: the family made a plan.',
    )
    assert.deepEqual(whoMayRecord(declared, '2020-12-01'), ['socialWorker', 'teamManager'])
  })

  it('can have a council’s own timescale', () => {
    assert.ok(rulesOf(withOneMore).includes('familyGroupConference'))
    const within = { unit: 'days', count: 14 } as const
    const policy = { familyGroupConference: [{ from: '2020-01-01', within, basis: 'Ours' }] }
    assert.deepEqual(faultsOfPolicy(withOneMore, policy), [])
    const reckoning = reckon({ ...rules, policy }, undefined, [referral, held(2, '2020-12-01', 'adjourned')])
    assert.equal(reckoning.openDuties.at(-1)?.dueOn, '2020-12-15')
  })

  it('stands in the handbook', () => {
    const text = asMarkdown(handbook(withOneMore)).get('in-need.md') ?? ''
    assert.match(text, /## Family group conference\n/)
    assert.match(text, /\| throughout \| within 20 working days \(common practice\) of the family group conference/)
    assert.match(text, /\| Adjourned \| expected next: family group conference \|/)
    assert.doesNotMatch(asMarkdown(handbook(england)).get('in-need.md') ?? '', /Family group conference/)
  })

  it('breaks nothing that was released', () =>
    assert.deepEqual(breaches(manifestOf(england), manifestOf(withOneMore)), []))

  it('is the example that the documentation shows', () => {
    const shown = file('../../docs/adding-a-step.md')
    assert.ok(shown.includes(`\`\`\`ts\n${file('examples/family-group-conference.ts')}\`\`\``))
  })
})
