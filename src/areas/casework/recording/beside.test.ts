import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Field } from '../../../journey/field.ts'
import { england } from '../../../journey/england.ts'
import { caseworkPages, draftIn, versionIn } from '../testing-pages.ts'
import { makeScene } from '../testing-scene.ts'

const { database, as } = await caseworkPages()
const { child, brother } = await makeScene(database)

const at = `/children/${child}/record/childAndFamilyAssessment`

test('every answer of the last one but days, rows and the outcome is kept with one button, in every step', async () => {
  for (const [name, { fields }] of Object.entries(england.steps)) {
    const asks = (Object.values(fields) as readonly Field[]).flatMap(({ ask, retired }) =>
      retired === true ? [] : [ask],
    )
    assert.equal(new Set(asks).size, asks.length, `${name} asks two questions in the same words`)
  }
  const worker = await as('socialWorker')
  const form = await worker.get(at)
  assert.match(form.body, /The last one: 12 August 2020/)
  for (const name of ['strengths', 'worries', 'childsView', 'seenAlone'])
    assert.match(form.body, new RegExp(`form="recording"[^>]*name="keep" value="last\\.${name}"`), name)
  assert.doesNotMatch(form.body, /value="last\.(completedOn|outcome)"/)
})

test('what is kept stands after what was typed, which is saved; nothing else of the draft changes', async () => {
  const worker = await as('socialWorker')
  const kept = await worker.post(at, { strengths: 'She sings.', worries: 'None today.', keep: 'last.strengths' })
  assert.equal(kept.statusCode, 303, kept.body)
  assert.match(String(kept.headers.location), /keep=last\.strengths#strengths$/)
  const draft = draftIn(kept.headers.location)
  const page = await worker.get(String(kept.headers.location).split('#')[0] ?? '')
  assert.match(page.body, /She sings\.\s+Grandmother cooks on Sundays[^]*?<\/textarea>/)
  assert.match(page.body, />None today\.<\/textarea>/)
  const stored = await database.sql.selectFrom('draft').select('answers').where('draft', '=', draft).executeTakeFirst()
  assert.match(JSON.stringify(stored), /She sings\.(?!.*Grandmother)/)
  const yes = await worker.post(`/drafts/${draft}`, { keep: 'last.seenAlone', 'own-version': versionIn(page.body) })
  assert.match(
    (await worker.get(String(yes.headers.location).split('#')[0] ?? '')).body,
    /name="seenAlone"[^>]*value="yes" checked/,
  )
})

test('a save that comes after the completion is shown in the form of a correction, beside what was recorded', async () => {
  const [worker, manager] = [await as('socialWorker'), await as('teamManager')]
  const note = {
    heading: 'Kitchen',
    'happenedOn-day': '1',
    'happenedOn-month': '12',
    'happenedOn-year': '2020',
    words: 'Pans on the stove.',
  }
  const begun = await worker.post(`/children/${child}/record/caseNote`, { ...note, 'own-action': 'check' })
  const address = `/drafts/${draftIn(begun.headers.location)}`
  const version = versionIn((await manager.get(address)).body)
  const check = await worker.get(`${address}/check`)
  const done = await worker.post(`${address}/complete`, { 'own-version': versionIn(check.body) })
  assert.equal(done.statusCode, 303, done.body)
  const late = await manager.post(address, { ...note, words: 'The kettle was hot.', 'own-version': version })
  assert.equal(late.statusCode, 409)
  assert.match(late.body, /completed this on 14 December 2020 while you were typing/)
  assert.match(late.body, />The kettle was hot\.<\/textarea>/)
  assert.match(late.body, /Pans on the stove\./)
  assert.match(late.body, /action="\/children\/\d+\/entries\/\d+\/correct"/)
  const same = await manager.post(address, { ...note, 'own-version': version })
  assert.equal(same.statusCode, 303, 'nothing of one’s own is lost, and the entry is shown')
})

test('what is said of a child who is no longer among the family stands under nobody else’s name', async () => {
  const [worker, manager] = [await as('socialWorker'), await as('teamManager')]
  const note = {
    heading: 'Two of them',
    'happenedOn-day': '1',
    'happenedOn-month': '12',
    'happenedOn-year': '2020',
    words: 'Both at tea.',
    'own-subject': [String(brother)],
    [`own-paragraph-${brother}`]: 'Tom ate well.',
  }
  const begun = await worker.post(`/children/${child}/record/caseNote`, { ...note, 'own-action': 'check' })
  const address = `/drafts/${draftIn(begun.headers.location)}`
  const version = versionIn((await manager.get(address)).body)
  const check = await worker.get(`${address}/check`)
  const done = await worker.post(`${address}/complete`, { 'own-version': versionIn(check.body) })
  assert.equal(done.statusCode, 303, done.body)
  const his = sql<boolean>`${brother} in (one, other)`
  await database.sql.updateTable('relationship').set({ ended_on: '2020-12-02' }).where(his).execute()
  await database.sql.updateTable('residence').set({ ended_on: '2020-12-02' }).where('identity', '=', brother).execute()
  const late = await manager.post(address, {
    ...note,
    [`own-paragraph-${brother}`]: 'Tom left his plate.',
    'own-version': version,
  })
  await database.sql.updateTable('relationship').set({ ended_on: null }).where(his).execute()
  await database.sql.updateTable('residence').set({ ended_on: null }).where('identity', '=', brother).execute()
  assert.equal(late.statusCode, 409, late.body)
  assert.match(late.body, /Tom left his plate\./)
  assert.match(late.body, />About another child alone</)
})

test('a draft in which somebody else has written is not thrown away', async () => {
  const [worker, manager] = [await as('socialWorker'), await as('teamManager')]
  const begun = await worker.post(`/children/${child}/record/caseNote`, { heading: 'Shared by two' })
  const address = `/drafts/${draftIn(begun.headers.location)}`
  const version = versionIn((await manager.get(address)).body)
  await manager.post(address, { heading: 'Shared by two', words: 'Of the manager.', 'own-version': version })
  const thrown = await worker.post(`${address}/discard`, {})
  assert.equal(thrown.statusCode, 409)
  assert.match(thrown.body, /Somebody else has written in this draft/)
  assert.match((await worker.get(address)).body, /Of the manager\./)
})
