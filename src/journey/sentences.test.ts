import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { england } from './england.ts'
import { ended, withArticle } from './sentences.ts'

describe('sentences of the story', () => {
  it('have the article that the sound asks for', () => {
    assert.equal(withArticle('social worker'), 'a social worker')
    const told = england.steps.allocation.tells(
      { allocatedOn: '2020-12-01', worker: 1, team: 'north' },
      'earlyHelpWorker',
    )
    assert.equal(told, 'An early help worker was allocated.')
  })

  it('end in one stop, whatever somebody wrote', () => {
    assert.deepEqual(['Plan looked at', 'Plan looked at. ', 'Who knew?'].map(ended), [
      'Plan looked at.',
      'Plan looked at.',
      'Who knew?',
    ])
  })

  it('say the time of day as people do', () => {
    const answers = {
      agreedOn: '2020-12-01',
      visitOn: '2020-12-15',
      visitAt: '10:00',
      familyKnows: undefined,
      purpose: undefined,
    }
    assert.equal(
      england.steps.plannedVisit.tells(answers, 'inNeed'),
      'A child in need visit was planned for 15 December 2020 at 10am.',
    )
  })
})
