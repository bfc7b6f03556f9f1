import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { understand } from './search-words.ts'

describe('what is typed into the search', () => {
  it('is names in any order', () =>
    assert.deepEqual(understand('  Ní Dhomhnaill, Róisín '), { words: ['Ní', 'Dhomhnaill', 'Róisín'] }))
  it('is taken apart at hyphens and kept at apostrophes', () =>
    assert.deepEqual(understand("O'Brien-Byrne").words, ["O'Brien", 'Byrne']))
  it('may hold a date in any usual form', () => {
    for (const typed of ['29/2/2016', '29 2 2016', '2016-02-29', '29 February 2016', '29th feb 2016', '29.02.2016'])
      assert.deepEqual(understand(`Amira ${typed}`), { words: ['Amira'], bornOn: '2016-02-29' }, typed)
  })
  it('leaves a date that does not exist as words', () => assert.equal(understand('29/2/2017').bornOn, undefined))
  it('may hold an NHS number with its spaces, when its check digit is right', () => {
    assert.equal(understand('943 476 5919').identifier, '9434765919')
    assert.equal(understand('9434765918').identifier, undefined)
  })
  it('may be the number of a record', () => {
    assert.deepEqual(understand('#1234'), { words: [], identity: 1234 })
    assert.deepEqual(understand('1234 Amira'), { words: ['Amira'], identity: 1234 })
  })
  it('asks nothing where there are signs alone', () => assert.deepEqual(understand(` ' - ’ , # `), { words: [] }))
  it('is cut where it is far too long', () => assert.ok(understand('a '.repeat(5000)).words.length <= 8))
})
