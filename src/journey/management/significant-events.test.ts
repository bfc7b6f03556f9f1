import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { significantEventOf } from './significant-events.ts'

describe('events after which a manager looks', () => {
  it('coming into care is one, and so is its end before 18; a series of short breaks is neither when it begins nor when it ends', () => {
    const events = [
      significantEventOf('becomingLookedAfter', 'started'),
      significantEventOf('becomingLookedAfter', 'shortBreaks'),
      significantEventOf('ceasingToBeLookedAfter', 'ceased'),
      significantEventOf('ceasingToBeLookedAfter', 'shortBreaksEnded'),
    ]
    assert.deepEqual(events, ['lookedAfter', undefined, 'careEnded', undefined])
  })

  it('a move to another placement is one, and more time in the same home is not', () =>
    assert.deepEqual(
      [significantEventOf('placementChange', 'moved'), significantEventOf('placementChange', 'extended')],
      ['placementChange', undefined],
    ))
})
