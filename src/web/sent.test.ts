import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sentIn } from './sent.ts'

test('what is sent is texts and lists of texts, and nothing else', () => {
  assert.deepEqual(
    sentIn({ words: 'Kept', boxes: ['a', 1, 'b'], number: 1, none: null, object: { words: 'x' }, yes: true }),
    { words: 'Kept', boxes: ['a', 'b'] },
  )
  for (const nothing of [undefined, null, 'words', 7]) assert.deepEqual(sentIn(nothing), {})
})

test('characters that no record can hold are taken out of texts and of names', () => {
  assert.deepEqual(sentIn({ 'wo\u0000rds': 'a\u0000b\ud800', boxes: ['\u0000', 'c'] }), {
    words: 'ab\ufffd',
    boxes: ['', 'c'],
  })
})
