import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { england } from './england.ts'
import { choice, date, optional, prose, text, yesNo } from './fields.ts'
import { readStep } from './reading.ts'
import { step, whoMayRecord } from './step.ts'

const today = '2020-12-14'

describe('reading what was typed for a step', () => {
  const { initialConference, childInNeedVisit, contact } = england.steps

  it('gives the answers, without those left empty', () => {
    const { answers, problems } = readStep(
      childInNeedVisit,
      { visitedOn: '2020-12-01', mode: 'faceToFace', notes: ' Seen. ', where: '', seenAlone: 'yes', whyNotSeen: '' },
      'seen',
      { today },
    )
    assert.deepEqual(problems, {})
    assert.deepEqual(answers, { visitedOn: '2020-12-01', mode: 'faceToFace', notes: 'Seen.', seenAlone: true })
  })

  it('names every question that is wrong', () => {
    const { problems } = readStep(contact, { receivedOn: '2020-13-01', source: 'postman' }, 'earlyHelp', { today })
    assert.deepEqual(Object.keys(problems).sort(), ['decidedOn', 'receivedOn', 'source', 'why'])
  })

  it('an outcome asks for what it needs, and another does not', () => {
    const raw = { heldOn: '2020-12-01', present: 'All', decision: 'A plan' }
    assert.match(readStep(initialConference, raw, 'plan', { today }).problems.category ?? '', /Category of abuse/)
    assert.deepEqual(readStep(initialConference, raw, 'noPlan', { today }).problems, {})
    assert.deepEqual(readStep(initialConference, { ...raw, category: 'NEG' }, 'plan', { today }).problems, {})
  })

  it('an outcome that the step does not have is a problem, and so is none', () => {
    const raw = { heldOn: '2020-12-01', present: 'All', decision: 'No plan' }
    for (const outcome of [undefined, '', 'maybe', 'constructor', '__proto__'])
      assert.equal(
        readStep(initialConference, raw, outcome, { today }).problems.outcome,
        'Choose an outcome from the list',
      )
  })

  it('a date that comes before the one it follows is a problem', () => {
    const raw = { receivedOn: '2020-12-10', decidedOn: '2020-12-09', source: 'police', why: 'Worried' }
    assert.deepEqual(readStep(contact, raw, 'earlyHelp', { today }).problems, {
      decidedOn: 'Date of the decision cannot be before 10 December 2020',
    })
  })

  it('asks only what applies, and keeps nothing of what does not or is retired', () => {
    const conditional = step({
      title: 'Conditional',
      family: 'notes',
      basis: 'For the test',
      about: 'For the test.',
      fields: {
        on: date('Date'),
        kind: choice('Kind', { a: 'A', b: 'B' }),
        whyB: prose('Why B', { when: { field: 'kind', is: ['b'] } }),
        agreed: yesNo('Agreed'),
        whyNot: text('Why not', { when: { field: 'agreed', is: ['no'] } }),
        old: optional(text('Old', { retired: true })),
      },
      completedOn: 'on',
      outcomes: { done: { label: 'Done' } },
      may: { record: [] },
      tells: () => '',
    })
    const raw = { on: '2020-12-01', kind: 'a', whyB: 'stale', agreed: 'yes', whyNot: 'stale', old: 'stale' }
    assert.deepEqual(readStep(conditional, raw, 'done', { today }), {
      answers: { on: '2020-12-01', kind: 'a', agreed: true },
      problems: {},
    })
    const asked = readStep(conditional, { ...raw, kind: 'b', whyB: '', agreed: 'no', whyNot: '' }, 'done', { today })
    assert.deepEqual(Object.keys(asked.problems), ['whyB', 'whyNot'])
  })
})

describe('who may record', () => {
  it('a lead practitioner who is not a social worker may visit a child in need from Working Together 2023 on', () => {
    const may = (on: string) => whoMayRecord(england.steps.childInNeedVisit, on).includes('earlyHelpWorker')
    assert.equal(may('2023-12-14'), false)
    assert.equal(may('2023-12-15'), true)
    assert.equal(whoMayRecord(england.steps.section47Enquiry, '2024-01-02').includes('earlyHelpWorker'), false)
  })
})
