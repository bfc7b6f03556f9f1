import assert from 'node:assert/strict'
import { test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import { caseworkPages } from '../testing-pages.ts'
import { makePerson, recordAs, staff } from '../testing.ts'

const { database, as } = await caseworkPages()

const child = await makePerson(database, { given: 'Longa', family: 'Story' })
await recordAs(database, 'dutyWorker', {
  step: 'allocation',
  subjects: [{ identity: child }],
  outcome: 'socialWorker',
  answers: { allocatedOn: '2020-01-01', worker: staff.socialWorker, team: 'protection-north' },
})
const notes: number[] = []
for (let number = 1; number <= 64; number += 1)
  notes.push(
    await recordAs(database, number % 2 === 0 ? 'socialWorker' : 'teamManager', {
      step: 'caseNote',
      subjects: [{ identity: child }],
      outcome: 'recorded',
      answers: {
        happenedOn: `2020-0${1 + Math.floor(number / 28)}-${String(1 + (number % 28)).padStart(2, '0')}`,
        heading: `Note ${number}.`,
        words: number === 7 ? 'About the zebra.' : 'Words.',
      },
    }),
  )
const [first = 0, second = 0] = notes
const last = notes.at(-1) ?? 0
const at = `/children/${child}/story`
const keep = `/children/${child}/chronology`

const chosenIn = (body: string): readonly string[] => [
  ...(/name="chosen" value="([^"]*)"/.exec(body)?.[1] ?? '').split('.').filter(Boolean),
  ...[...body.matchAll(/name="entry" value="(\d+)"[^>]* checked/g)].map(([, entry = '']) => entry),
]

test('what is chosen on one page stays chosen on the next and under a filter, and is counted', async () => {
  const worker = await as('socialWorker')
  const firstPage = await worker.post(at, { entry: String(last), page: '2' })
  assert.match(firstPage.body, /Page 2 of 2/)
  assert.match(firstPage.body, /1 event chosen/)
  assert.match(firstPage.body, new RegExp(`name="chosen" value="${last}"`))
  const back = await worker.post(at, { chosen: String(last), entry: [String(first)], page: '1' })
  assert.match(back.body, new RegExp(`value="${last}"[^>]* checked`), 'it is ticked where it stands')
  assert.match(back.body, new RegExp(`name="chosen" value="${first}"`))
  assert.match(back.body, /2 events chosen/)
  const filtered = await worker.post(at, { chosen: String(first), entry: String(last), words: 'zebra', page: '1' })
  assert.deepEqual(new Set(chosenIn(filtered.body)), new Set([String(first), String(last)]))
  const untick = await worker.post(at, { chosen: String(first), page: '1' })
  assert.deepEqual(chosenIn(untick.body), [String(first)], 'what was unticked is chosen no more')
})

test('all that fit are chosen at once, and none again', async () => {
  const worker = await as('socialWorker')
  const all = await worker.post(at, { choose: 'all' })
  assert.match(all.body, /65 events chosen/)
  assert.equal(new Set(chosenIn(all.body)).size, 65)
  const some = await worker.post(at, { choose: 'all', words: 'zebra', entry: String(last) })
  assert.match(some.body, /2 events chosen/)
  assert.match(
    (await worker.post(at, { chosen: chosenIn(all.body).join('.'), choose: 'none' })).body,
    /Nothing is chosen for a chronology/,
  )
})

test('numbers of another child’s entries, words and far too many are not carried', async () => {
  const worker = await as('socialWorker')
  const odd = await worker.post(at, { chosen: `999999.x.${first}.-1.1e9`, entry: ['zebra', '0', String(second)] })
  assert.deepEqual(new Set(chosenIn(odd.body)), new Set([String(first), String(second)]))
  const many = Array.from({ length: 20_000 }, (_, index) => index + 1).join('.')
  assert.equal((await worker.post(at, { chosen: many })).statusCode, 200)
})

test('a story is filtered by the team in which it was recorded', async () => {
  const worker = await as('socialWorker')
  const page = await worker.post(at, { from: 'team:assessment-north' })
  assert.match(page.body, /1 event of 65/)
  assert.match(page.body, /<option value="team:assessment-north" selected>Assessment North<\/option>/)
})

test('a printed chronology says whose it is, as known when and by whom, and goes by what was known then', async () => {
  const worker = await as('socialWorker')
  const chosen = { chosen: `${first}.${last}`, heading: 'For court' }
  const page = await worker.post(keep, chosen)
  assert.match(
    page.body,
    /For court[^]*About Longa Story, born 4 May 2013: 2 events chosen from the record of Testshire/,
  )
  assert.match(page.body, /As the record was known on 14 December 2020[^]*Made by socialWorker Tester, Social worker/)
  assert.match(page.body, /Note 1\.[^]*Note 64\./)
  const then = { ...chosen, 'known-day': '1', 'known-month': '3', 'known-year': '2019' }
  const before = await worker.post(keep, then)
  assert.match(
    before.body,
    /no events chosen[^]*As the record was known at the end of 1 March 2019[^]*Of what was chosen nothing was known then/,
  )
  assert.match((await worker.post(at, then)).body, /2 were not known then/)
  const wrong = await worker.post(keep, { ...chosen, 'known-day': '31', 'known-month': '2', 'known-year': '2020' })
  assert.equal(wrong.statusCode, 422)
  assert.equal(chosenIn(wrong.body).length, 2, 'nothing that was chosen is lost')
  assert.match(wrong.body, /value="For court"/)
})

test('a chronology is kept with the child’s documents, word for word, by whoever may add one', async () => {
  const worker = await as('socialWorker')
  const kept = await worker.post(`${keep}/keep`, { chosen: `${first}.${last}`, heading: 'For <b>court</b>' })
  assert.equal(kept.statusCode, 303, kept.body)
  const document = String(kept.headers.location).split('?')[0] ?? ''
  assert.match((await worker.get(document)).body, /For &lt;b&gt;court&lt;\/b&gt;[^]*Summary or chronology/)
  assert.match(
    (await worker.get(`${document}/print`)).body,
    /About Longa Story, born 4 May 2013[^]*Note 1\.[^]*Note 64\./,
  )
  const file = await worker.get(`${document}/file`)
  assert.match(strFromU8(unzipSync(file.rawPayload)['word/document.xml'] ?? new Uint8Array()), /Note 64\./)
  const before = await database.sql.selectFrom('document').select('document').execute()
  const again = await Promise.all(
    [1, 2].map(() => worker.post(`${keep}/keep`, { chosen: `${first}.${second}`, heading: 'Sent twice' })),
  )
  assert.equal(again[0]?.headers.location, again[1]?.headers.location, 'a page that is sent twice makes one document')
  const one = await worker.post(`${keep}/keep`, { chosen: `${first}.${last}`, heading: 'For <b>court</b>' })
  assert.equal(one.headers.location, kept.headers.location)
  const other = await worker.post(`${keep}/keep`, { chosen: String(first), heading: 'Sent twice' })
  assert.notEqual(other.headers.location, again[0]?.headers.location, 'other events are another chronology')
  const now = await database.sql.selectFrom('document').select('document').execute()
  assert.equal(now.length, before.length + 2)
  const empty = await worker.post(`${keep}/keep`, {})
  assert.match(empty.body, /No event was chosen/)
  assert.equal((await (await as('auditor')).post(`${keep}/keep`, { chosen: String(first) })).statusCode, 403)
})
