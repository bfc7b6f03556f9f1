import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testDatabase } from '../store/testing.ts'
import { decideBy } from './decide-by.ts'
import { filesOfRequest, heldFiles, holdFile } from './files.ts'
import { receive } from './receive.ts'
import { newReference, referenceIn } from './references.ts'
import type { RequestAsSent } from './request.ts'

const database = await testDatabase()
after(() => database.close())

const now = '2020-12-11T15:30:00.000Z'

const sent: RequestAsSent = {
  kind: 'support',
  sender: 'parent',
  answers: { happening: 'She will not go to school.', needs: ['attendance'] },
  children: [
    { given: 'Maya', family: 'Sender', bornOn: '2010-03-02', sex: 'female', answers: { school: 'Hill School' } },
    { expectedOn: '2021-03-01', answers: { motherGiven: 'Ada', motherFamily: 'Sender' } },
  ],
}

async function* pieces(text: string) {
  yield await Promise.resolve(Buffer.from(text))
}

test('a request is kept whole: as sent, each child, its files, and by when it is decided', async () => {
  await holdFile(
    database,
    'form:1',
    { name: 'C:\\notes\\letter.txt', pieces: pieces('A letter of the school.') },
    { now },
  )
  const receipt = await receive(database, { ...sent, formKey: '1' }, { now, files: 'form:1' })
  assert.match(receipt.reference, /^[A-Z0-9]{3}-[A-Z0-9]{4}-[A-Z0-9]{3}$/)
  assert.equal(receipt.decideBy, '2020-12-14T17:00:00.000Z', 'Friday afternoon is answered by Monday evening')
  const children = await database.sql
    .selectFrom('request_child')
    .selectAll()
    .where('request', '=', receipt.request)
    .orderBy('position')
    .execute()
  assert.deepEqual(
    children.map(({ given, born_on, expected_on, answers }) => ({ given, born_on, expected_on, answers })),
    [
      { given: 'Maya', born_on: '2010-03-02', expected_on: null, answers: { school: 'Hill School' } },
      {
        given: null,
        born_on: null,
        expected_on: '2021-03-01',
        answers: { motherGiven: 'Ada', motherFamily: 'Sender' },
      },
    ],
  )
  const [file] = await filesOfRequest(database.sql, receipt.request)
  assert.equal(file?.name, 'letter.txt')
  assert.deepEqual(await heldFiles(database.sql, 'form:1'), [])
})

test('the same form twice is one request with one receipt, even at the same moment', async () => {
  const receipts = await Promise.all(
    Array.from({ length: 8 }, () => receive(database, { ...sent, formKey: 'twice' }, { now })),
  )
  assert.equal(new Set(receipts.map(({ reference }) => reference)).size, 1)
  const later = await receive(database, { ...sent, formKey: 'twice' }, { now: '2020-12-12T10:00:00.000Z' })
  assert.deepEqual(later, receipts[0])
})

test('words of danger are kept with the request, and make it due sooner', async () => {
  const answers = { happening: 'He’s been cutting himself, and he hit his little sister.' }
  const receipt = await receive(database, { ...sent, answers }, { now })
  const { alarms, kind } = await database.sql
    .selectFrom('request')
    .select(['alarms', 'kind'])
    .where('request', '=', receipt.request)
    .executeTakeFirstOrThrow()
  assert.deepEqual(alarms, ['cutting himself', 'hit his little sister'])
  assert.equal(kind, 'support', 'it stays as it was sent')
  assert.equal(receipt.decideBy, '2020-12-11T19:30:00.000Z')
})

test('a request is decided by the end of the next working day, and sooner where it tells of danger', () => {
  assert.equal(decideBy('2020-12-12T09:00:00.000Z', { isAlarming: false }), '2020-12-14T17:00:00.000Z')
  assert.equal(decideBy('2020-12-24T20:00:00.000Z', { isAlarming: false }), '2020-12-29T17:00:00.000Z')
  assert.equal(decideBy('2020-07-06T23:30:00.000Z', { isAlarming: true }), '2020-07-07T03:30:00.000Z')
  assert.equal(decideBy('2020-07-06T09:00:00.000Z', { isAlarming: false }), '2020-07-07T16:00:00.000Z', 'summer time')
})

test('a reference reads in small letters and without hyphens, and has nothing that looks alike', () => {
  const references = Array.from({ length: 500 }, () => newReference())
  assert.equal(new Set(references).size, 500)
  for (const reference of references) {
    assert.doesNotMatch(reference, /[AEIOUBGLSZ0158]/)
    assert.equal(referenceIn(` ${reference.toLowerCase().replaceAll('-', '')} `), reference)
  }
  assert.equal(referenceIn('O0O-0000-000'), undefined)
})
